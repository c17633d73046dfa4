package io.parley.cli;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
          "grep",
          "head",
          "mkdir",
          "mv",
          "nice",
          "ps",
          "readlink",
          "rm",
          "rmdir",
          "sed",
          "sleep",
          "tail",
          "touch",
          "wc");

  /** The last bytes of every jar. */
  private static final String END_OF_JAR = "PK\005\006" + "\0".repeat(18);

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
            [ -z "${FAKE_ARCHIVE_WAITS_FOR:-}" ] || cat "$FAKE_ARCHIVE_WAITS_FOR"
            [ -n "${FAKE_NO_ARCHIVE:-}" ] || printf classes >"${word#*=}"
            exit "${FAKE_NO_ARCHIVE:-0}" ;;
        esac
      done
      printf '%s\\0' "$$" "$LC_ALL" "$@"
      exit "${FAKE_STATUS:-0}"
      """;

  /**
   * Creates a jar in 20 steps. At the step of FAKE_MAVEN_STOPS_AT it says so on a FIFO, and then
   * waits until it is killed.
   */
  private static final String MAVEN =
      """
      #!/bin/sh
      echo "$PWD $JAVA_HOME" >>'@BUILDS@'
      [ -z "${FAKE_MAVEN_WAITS_FOR:-}" ] || cat "$FAKE_MAVEN_WAITS_FOR"
      [ -z "${FAKE_MAVEN_STATUS:-}" ] || { echo '[INFO] x'; echo '[ERROR] compilation failed'; exit 1; }
      [ -z "${FAKE_MAVEN_OUTPUT:-}" ] || printf '%s\n' "$FAKE_MAVEN_OUTPUT"
      mkdir -p target/start || exit 1
      step=0
      for part in a b c d e f g h i j k l m n o p q r s '@END@'; do
        if [ "$step" = "${FAKE_MAVEN_STOPS_AT:-}" ]; then
          echo stopped >'@STOPPED@'
          read -r _ <'@STOPPED@' # without another process, which a test could not know of
        fi
        printf "$part" >>target/start/parley.jar
        step=$((step + 1))
      done
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

  private boolean isArchiveOld() throws IOException {
    return Files.exists(jar())
        && Files.exists(root.resolve("src"))
        && (!Files.exists(archiveSize())
            || Files.getLastModifiedTime(archiveSize()).compareTo(Files.getLastModifiedTime(jar()))
                < 0);
  }

  private Path archiveSize() {
    return root.resolve("target/parley.jsa.size");
  }

  /** The file with the process id of the Java that makes the archive. */
  Path archiveProcess() {
    return root.resolve("target/parley.jsa.pid");
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
    executable(
        path.resolve("mvn"),
        MAVEN
            .replace("@BUILDS@", folder.resolve("builds").toString())
            .replace("@STOPPED@", stopped().toString())
            .replace(
                "@END@",
                END_OF_JAR
                    .replace("\0", "\\000")
                    .replace("\005", "\\005")
                    .replace("\006", "\\006")));
  }

  void removeMaven() throws IOException {
    Files.delete(path.resolve("mvn"));
  }

  /** The FIFO of a Maven that stops. */
  Path stopped() {
    return folder.resolve("stopped");
  }

  void addArchive() throws IOException {
    String classes = "classes of the last build";
    Files.writeString(archive(), classes);
    Files.writeString(archiveSize(), classes.length() + "\n");
  }

  void removeArchive() throws IOException {
    Files.deleteIfExists(archive());
  }

  /** Waits until the class archive of the jar is complete, which is made in the background. */
  void awaitArchive() throws Exception {
    try (WatchService changes = jar().getFileSystem().newWatchService()) {
      jar().getParent().register(changes, ENTRY_CREATE, ENTRY_DELETE);
      while (isArchiveOld() || Files.exists(archiveProcess())) {
        WatchKey change = changes.poll(60, TimeUnit.SECONDS);
        assertNotNull(change, "no class archive within a minute");
        change.reset();
      }
    }
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

  /** Turns the source tree into an installed package, without a Java of its own. */
  void install(String id) throws IOException {
    if (Files.exists(root.resolve("src"))) {
      removeSources();
    }
    Files.createDirectories(root.resolve("lib"));
    Files.writeString(installedJar(), "");
    Files.writeString(root.resolve("lib/parley.id"), id + "\n");
  }

  Path installedJar() {
    return root.resolve("lib/parley.jar");
  }

  /** Adds a Java to the package. */
  void installRuntime(String version) throws IOException {
    Path runtime = Files.createDirectories(root.resolve("runtime/bin")).getParent();
    executable(runtime.resolve("bin/java"), JAVA.replace("@VERSION@", version));
    Files.writeString(runtime.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
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
    Files.writeString(jar(), END_OF_JAR);
    setNewerThanSources(jar());
  }

  void setNewerThanSources(Path file) throws IOException {
    Files.setLastModifiedTime(file, LATER);
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
