package io.parley.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.parley.TestServers;
import io.parley.server.ListenerAddress;
import io.parley.server.ListenerSettings;
import io.parley.server.ParleyServer;
import io.parley.server.ServerSettings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Runs commands of the documentation with bash, in a folder of its own, against one server that
 * speaks every dialect on free ports. The usual ports in a command are replaced by these. There,
 * {@code bin/parley} runs the classes under test; a {@code bin/parley server} listens on free ports
 * and ends as soon as it listens.
 */
final class DocumentationShell implements AutoCloseable {
  private static final long DEADLINE_SECONDS = 120;
  private static final String MAIN_CLASS = "io.parley.cli.Main";
  private static final List<String> JAVA_OPTIONS =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-Dsun.misc.unsafe.memory.access=allow", // as in the launcher
          "-Dslf4j.internal.verbosity=ERROR",
          "--enable-native-access=ALL-UNNAMED"); // as in the manifest

  /**
   * The end of a command.
   *
   * @param status the exit status
   * @param output standard output and standard error together
   */
  record Result(int status, String output) {}

  private final Path folder;
  private final ParleyServer server;
  private final Map<String, Integer> ports;
  private final Set<String> linesRun = new HashSet<>();

  private DocumentationShell(Path folder, ParleyServer server, Map<String, Integer> ports) {
    this.folder = folder;
    this.server = server;
    this.ports = ports;
  }

  static DocumentationShell start(Path folder) throws Exception {
    Path launcher = Files.createDirectory(folder.resolve("bin")).resolve("parley");
    Files.writeString(launcher, launcherScript());
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Files.writeString(folder.resolve("java"), java);
    Files.write(folder.resolve("java-arguments"), javaArguments(folder, java));
    ParleyServer server =
        TestServers.startAllDialects(
            Map.of(
                "parley.history.url",
                "jdbc:sqlite:" + folder.resolve("data").resolve("parley.db")));
    return new DocumentationShell(folder, server, ports(server));
  }

  /** From the usual port of each dialect to the port of the test. */
  private static Map<String, Integer> ports(ParleyServer server) throws Exception {
    Map<String, Integer> ports = new HashMap<>();
    List<ListenerSettings> usual = ServerSettings.read(TestServers.config()).listeners();
    for (ListenerAddress address : server.addresses()) {
      usual.stream()
          .filter(listener -> listener.dialect().equals(address.dialect()))
          .forEach(
              listener -> ports.put(String.valueOf(listener.port()), address.address().getPort()));
    }
    return ports;
  }

  /** Runs those lines of a script that no other page has; the first that fails ends it. */
  Result runNewLines(String script) throws IOException, InterruptedException {
    List<String> lines =
        script.lines().map(line -> line.replaceFirst("\\s+#.*", "")).filter(linesRun::add).toList();
    return run(String.join("\n", lines));
  }

  /** Runs a script of bash. A command that fails ends it. */
  Result run(String script) throws IOException, InterruptedException {
    String text = script;
    for (Map.Entry<String, Integer> port : ports.entrySet()) {
      text = text.replaceAll("\\b" + port.getKey() + "\\b", String.valueOf(port.getValue()));
    }
    File output = folder.resolve("output").toFile();
    ProcessBuilder bash =
        new ProcessBuilder("bash", "-euo", "pipefail", "-c", text)
            .directory(folder.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(output);
    bash.environment().remove("PARLEY_HISTORY_URL");
    bash.environment().remove("PARLEY_DATA");
    bash.environment().put("HOME", folder.toString());
    bash.environment().put("XDG_CONFIG_HOME", folder.resolve(".config").toString());
    bash.environment().put("XDG_STATE_HOME", folder.resolve(".local/state").toString());
    bash.environment().put("LC_ALL", "C.UTF-8");
    Process process = bash.start();
    if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new AssertionError("still running: " + text);
    }
    return new Result(process.exitValue(), Files.readString(output.toPath(), UTF_8));
  }

  /**
   * Packs the classes of Parley into a jar, as an archive of loaded classes needs one, and makes
   * that archive: it halves the time that a command takes.
   */
  private static List<String> javaArguments(Path folder, String java) throws Exception {
    Path jar = folder.resolve("parley.jar");
    Path classes =
        Path.of(ParleyServer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(any -> !any.equals(classes)).toList()) {
        boolean isFolder = Files.isDirectory(file); // Flyway finds its scripts by their folder
        out.putNextEntry(new JarEntry(classes.relativize(file) + (isFolder ? "/" : "")));
        if (!isFolder) {
          Files.copy(file, out);
        }
      }
    }
    String libraries =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> entry.endsWith(".jar"))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(joining(File.pathSeparator));
    List<String> arguments = new ArrayList<>(JAVA_OPTIONS);
    arguments.addAll(
        List.of("-cp", '"' + jar.toString() + File.pathSeparator + libraries + '"', MAIN_CLASS));
    Path archive = folder.resolve("parley.jsa");
    Path file = Files.write(folder.resolve("archive-arguments"), arguments);
    new ProcessBuilder(java, "-XX:ArchiveClassesAtExit=" + archive, "@" + file, "warm-up")
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS);
    arguments.addAll(0, List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds*=off"));
    return arguments;
  }

  /** The launcher: {@code bin/parley} of the folder. */
  private static String launcherScript() {
    return """
        #!/bin/bash
        folder=$(dirname "$(dirname "$0")")
        parley=("$(<"$folder/java")" "@$folder/java-arguments")
        if [[ ${1:-} != server || " $* " == *" --help "* ]]; then
          exec "${parley[@]}" "$@"
        fi
        export PARLEY_HISTORY_URL=none
        arguments=()
        for argument; do
          if [[ $argument =~ ^([a-z]+=)?[0-9]{4,5}$ ]]; then argument=${BASH_REMATCH[1]}0; fi
          arguments+=("$argument")
        done
        arguments+=('-Dparley.listeners=[{ dialect = beej, host = "127.0.0.1", port = 0, enabled = true }]')
        exec 3< <(exec "${parley[@]}" "${arguments[@]}" 2>&1)
        server=$!
        status=1
        while read -r -u 3 line; do
          echo "$line"
          if [[ $line == *" listening for "* ]]; then status=0; kill "$server"; fi
        done
        exit "$status"
        """;
  }

  @Override
  public void close() {
    server.close();
  }
}
