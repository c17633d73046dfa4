package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code parley server} prints when it has started, in a process with an environment. */
@Timeout(120)
class ServerStartTest {
  private static final int DEADLINE_SECONDS = 100;

  @TempDir Path folder;

  @Test
  void start_says_where_the_history_is_and_whether_it_is_new() throws Exception {
    Path data = folder.resolve("state");
    Map<String, String> environment = Map.of("PARLEY_DATA", data.toString());
    Path file = data.resolve("parley.db");

    assertEquals(
        List.of("parley: new history in " + file), start(environment, 2, "--listen", "beej=0"));
    assertEquals(
        List.of("parley: history in " + file + ", 0 messages"),
        start(environment, 2, "--listen", "beej=0"));
    assertTrue(Files.isRegularFile(file));
  }

  @Test
  void start_with_tls_makes_a_certificate_once_and_prints_its_fingerprint() throws Exception {
    Map<String, String> environment =
        Map.of("PARLEY_DATA", folder.toString(), "PARLEY_HISTORY_URL", "none");
    Path file = folder.resolve("tls/certificate.pem");

    List<String> first = start(environment, 3, "--tls", "--listen", "beej=0");
    assertEquals("parley: new certificate in " + file, first.get(0));
    assertTrue(first.get(1).startsWith("parley: fingerprint SHA256:"), first.get(1));
    List<String> second = start(environment, 3, "--tls", "--listen", "beej=0");
    assertEquals("parley: certificate in " + file, second.get(0));
    assertEquals(first.get(1), second.get(1));
  }

  @Test
  void option_has_precedence_over_the_environment() throws Exception {
    Path other = folder.resolve("other");

    assertEquals(
        List.of("parley: new history in " + other.resolve("parley.db")),
        start(
            Map.of("PARLEY_DATA", folder.resolve("state").toString()),
            2,
            "--listen",
            "beej=0",
            "--data",
            other.toString()));
  }

  @Test
  void default_is_a_folder_in_the_current_one() throws Exception {
    assertEquals(
        List.of("parley: new history in " + folder.resolve("data/parley.db")),
        start(Map.of("PARLEY_DATA", ""), 2, "--listen", "beej=0"));
  }

  @Test
  void url_of_the_operator_has_precedence_over_the_data_folder() throws Exception {
    Path data = folder.resolve("state");
    Path file = folder.resolve("mine.db");

    assertEquals(
        List.of(
            "parley: new history in " + file,
            "parley: the history is not in the data folder "
                + data
                + ", because parley.history.url names another place"),
        start(
            Map.of("PARLEY_HISTORY_URL", "jdbc:sqlite:" + file),
            3,
            "--listen",
            "beej=0",
            "--data",
            data.toString()));
  }

  @Test
  void host_for_other_machines_opens_beej_only_and_says_so() throws Exception {
    List<String> lines = start(Map.of("PARLEY_HISTORY_URL", "none"), 2, "0", "--host", "0.0.0.0");

    assertEquals(
        List.of(
            "parley: --host 0.0.0.0 opens beej only; --listen DIALECT=PORT opens other dialects, and"
                + " so does a list of your own in parley.listeners"),
        lines);
  }

  /**
   * Starts and ends a server.
   *
   * @param count the number of lines of its output that are read
   * @return these lines without those about listeners, of which there must be one
   */
  private List<String> start(Map<String, String> environment, int count, String... arguments)
      throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                absoluteClassPath(),
                "io.parley.cli.Main",
                "server"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().remove("PARLEY_HISTORY_URL");
    builder.environment().remove("PARLEY_DATA");
    builder.environment().putAll(environment);
    Process server = builder.start();
    try {
      List<String> lines = readLines(server, count);
      server.destroy();
      assertTrue(server.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS));
      assertEquals(
          1, lines.stream().filter(line -> line.startsWith("parley: listening for beej ")).count());
      return lines.stream().filter(line -> !line.contains("listening for")).toList();
    } finally {
      server.destroyForcibly();
    }
  }

  private static List<String> readLines(Process server, int count) throws IOException {
    BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
    List<String> lines = new ArrayList<>();
    while (lines.size() < count) {
      String line = out.readLine();
      assertTrue(line != null, () -> "the server has ended after " + lines);
      lines.add(line);
    }
    return lines;
  }

  /** The server runs in another folder. */
  private static String absoluteClassPath() {
    List<String> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      entries.add(Path.of(entry).toAbsolutePath().toString());
    }
    return String.join(File.pathSeparator, entries);
  }
}
