package io.parley.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A source tree with bin/parley. Java and Maven are replaced by scripts. */
final class LauncherFixture {
  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
  private static final FileTime LATER = FileTime.from(Instant.parse("2021-01-01T00:00:00Z"));

  /** The programs that the launcher may use, besides Java and Maven. */
  private static final List<String> TOOLS =
      List.of(
          "cat",
          "dirname",
          "find",
          "head",
          "mkdir",
          "mv",
          "ps",
          "readlink",
          "rm",
          "rmdir",
          "sed",
          "sleep",
          "touch");

  /** Prints its process id, locale and arguments, each terminated by a zero byte. */
  private static final String JAVA =
      """
      #!/bin/sh
      for word; do
        case $word in
          -version)
            echo 'openjdk version "@VERSION@" 2020-01-01' >&2
            exit 0 ;;
          -XX:ArchiveClassesAtExit=*)
            [ -n "${FAKE_NO_ARCHIVE:-}" ] || printf classes >"${word#*=}"
            exit "${FAKE_NO_ARCHIVE:-0}" ;;
        esac
      done
      printf '%s\\0' "$$" "$LC_ALL" "$@"
      exit "${FAKE_STATUS:-0}"
      """;

  private static final String MAVEN =
      """
      #!/bin/sh
      echo "$PWD $JAVA_HOME" >>'@BUILDS@'
      [ -z "${FAKE_MAVEN_WAITS_FOR:-}" ] || cat "$FAKE_MAVEN_WAITS_FOR"
      [ -z "${FAKE_MAVEN_STATUS:-}" ] || { echo '[ERROR] compilation failed'; exit 1; }
      mkdir -p target && : >target/parley.jar
      """;

  private static final String LOCALE =
      """
      #!/bin/sh
      case $LC_ALL in
        @NAMES@) echo UTF-8 ;;
        latin) echo ISO-8859-1 ;;
        *) echo "locale: Cannot set LC_CTYPE" >&2; echo ANSI_X3.4-1968 ;;
      esac
      """;

  private final Path folder;
  private final Path root;
  private final Path path;
  private final Map<String, String> environment = new HashMap<>();

  LauncherFixture(Path temporary) throws IOException {
    folder = temporary.toRealPath(); // without symbolic links
    root = folder.resolve("a tree");
    path = Files.createDirectories(folder.resolve("path"));
    Files.createDirectories(root.resolve("bin"));
    Files.copy(Path.of("bin/parley"), script());
    Files.createDirectories(root.resolve("src/main"));
    Files.createDirectories(root.resolve("target"));
    Files.writeString(root.resolve("src/main/Some.java"), "");
    Files.writeString(root.resolve("pom.xml"), "");
    installJava("17.0.1");
    executable(javaHome().resolve("bin/javac"), "#!/bin/sh\n");
    putToolsOnPath();
    setLocales("C.UTF-8");
    environment.put("PATH", path.toString());
    environment.put("JAVA_HOME", javaHome().toString());
    environment.put("LC_ALL", "C.UTF-8");
  }

  LauncherRun start(String... arguments) throws IOException {
    return startFrom(folder, script().toString(), arguments);
  }

  /** Starts the launcher, or a link to it, in a folder. */
  LauncherRun startFrom(Path directory, String launcher, String... arguments) throws IOException {
    return new LauncherRun(process(directory, launcher, arguments).start());
  }

  /** Starts the launcher with a terminal as standard input. */
  LauncherRun startAt(Path terminal, String... arguments) throws IOException {
    ProcessBuilder builder = process(folder, script().toString(), arguments);
    return new LauncherRun(builder.redirectInput(terminal.toFile()).start());
  }

  private ProcessBuilder process(Path directory, String launcher, String... arguments) {
    List<String> command = new ArrayList<>(List.of(launcher));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }

  /** The environment variables of the launcher; mutable. */
  Map<String, String> environment() {
    return environment;
  }

  Path root() {
    return root;
  }

  Path script() {
    return root.resolve("bin/parley");
  }

  Path jar() {
    return root.resolve("target/parley.jar");
  }

  Path archive() {
    return root.resolve("target/parley.jsa");
  }

  Path lock() {
    return root.resolve(".build-lock");
  }

  Path javaHome() {
    return folder.resolve("jdk");
  }

  Path java() {
    return javaHome().resolve("bin/java");
  }

  /** The builds so far: folder and JAVA_HOME of each. */
  List<String> builds() throws IOException {
    try {
      return Files.readAllLines(folder.resolve("builds"));
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  void installJava(String version) throws IOException {
    installJavaWithoutReleaseFile(version);
    Files.writeString(
        javaHome().resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
  }

  void installJavaWithoutReleaseFile(String version) throws IOException {
    Files.createDirectories(java().getParent());
    executable(java(), JAVA.replace("@VERSION@", version));
    Files.deleteIfExists(javaHome().resolve("release"));
  }

  void addJavaToPath() throws IOException {
    Files.createSymbolicLink(path.resolve("java"), java());
  }

  void addMaven() throws IOException {
    executable(path.resolve("mvn"), MAVEN.replace("@BUILDS@", folder.resolve("builds").toString()));
  }

  void removeMaven() throws IOException {
    Files.delete(path.resolve("mvn"));
  }

  void addArchive() throws IOException {
    Files.writeString(archive(), "classes of the last build");
  }

  void removeArchive() throws IOException {
    Files.deleteIfExists(archive());
  }

  /** Installs locales: their encoding is UTF-8, that of all others is ASCII. */
  void setLocales(String... names) throws IOException {
    executable(locale(), LOCALE.replace("@NAMES@", String.join(" | ", names)));
  }

  /** Removes the program that tells the encoding of a locale. */
  void removeLocales() throws IOException {
    Files.delete(locale());
  }

  private Path locale() {
    return path.resolve("locale");
  }

  void removeSources() throws IOException {
    try (Stream<Path> sources = Files.walk(root.resolve("src"))) {
      for (Path source : sources.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(source);
      }
    }
    Files.delete(root.resolve("pom.xml"));
  }

  void makeJarNewerThanSources() throws IOException {
    for (String source : List.of("src/main/Some.java", "src/main", "src", "pom.xml")) {
      Files.setLastModifiedTime(root.resolve(source), LONG_AGO);
    }
    Files.writeString(jar(), "");
    Files.setLastModifiedTime(jar(), LATER);
  }

  /** Makes a file or folder newer than the jar; creates it if it is missing. */
  void touch(String name) throws IOException {
    Path file = root.resolve(name);
    if (!Files.exists(file)) {
      Files.createFile(file);
    }
    Files.setLastModifiedTime(file, FileTime.from(LATER.toInstant().plusSeconds(1)));
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void putToolsOnPath() throws IOException {
    for (String tool : TOOLS) {
      Path real =
          Stream.of("/usr/bin", "/bin")
              .map(bin -> Path.of(bin, tool))
              .filter(Files::exists)
              .findFirst()
              .orElseThrow();
      executable(path.resolve(tool), "#!/bin/sh\nexec " + real + " \"$@\"\n");
    }
  }
}
