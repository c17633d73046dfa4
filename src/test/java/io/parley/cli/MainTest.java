package io.parley.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program as processes: a server, and a client in a pipe. */
@Timeout(120)
class MainTest {
  private static final Pattern LISTENING =
      Pattern.compile("parley: listening for beej on 127\\.0\\.0\\.1:(\\d+)");

  @TempDir Path folder;
  private Process server;
  private BufferedReader out;
  private String port;

  @BeforeEach
  void startServer() throws Exception {
    server = start("server", "--listen", "beej=0").redirectError(file("log")).start();
    out = server.inputReader(UTF_8);
    Matcher line = LISTENING.matcher(out.readLine());
    assertTrue(line.matches());
    port = line.group(1);
  }

  @AfterEach
  void kill() {
    server.destroyForcibly();
  }

  /** In a locale that is limited to ASCII. */
  @Test
  void client_in_a_pipe_sends_lines_and_prints_events() throws Exception {
    Files.writeString(file("in").toPath(), "grüß euch 😀\n/help ping\n\nlast");

    Process client =
        start("client", "--commands", "script", "127.0.0.1", port)
            .redirectInput(file("in"))
            .redirectOutput(file("out"))
            .redirectError(file("err"))
            .start();

    assertTrue(client.waitFor(60, TimeUnit.SECONDS));
    assertEquals("", read("err"));
    assertEquals(0, client.exitValue());
    List<String> events =
        read("out").lines().filter(line -> !line.matches("\\*\\*\\* /.*")).toList();
    assertEquals(
        List.of("*** script has joined the chat", "script: grüß euch 😀", "script: last"), events);
  }

  @Test
  void signal_ends_a_client_that_waits_for_input() throws Exception {
    Process client =
        start("client", "--format", "json", "script", "127.0.0.1", port)
            .redirectError(file("err"))
            .start();
    try (BufferedReader events = client.inputReader(UTF_8);
        Writer input = client.outputWriter(UTF_8)) {
      input.write("grüß euch 😀\n");
      input.flush();
      assertTrue(events.readLine().startsWith("{\"event\":\"join\",\"room\":\"lobby\","));
      assertTrue(events.readLine().endsWith("\"script\",\"text\":\"grüß euch 😀\"}"));

      assertTrue(client.toHandle().destroy());

      assertTrue(client.waitFor(60, TimeUnit.SECONDS));
      assertEquals(128 + 15, client.exitValue());
      assertNull(events.readLine());
      assertEquals("", read("err"));
    } finally {
      client.destroyForcibly();
    }
  }

  @Test
  void signal_ends_the_server_without_output() throws Exception {
    assertTrue(server.toHandle().destroy());

    assertTrue(server.waitFor(60, TimeUnit.SECONDS));
    assertEquals(128 + 15, server.exitValue());
    assertNull(out.readLine());
    assertEquals("", read("log"));
  }

  private static ProcessBuilder start(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-Dsun.misc.unsafe.memory.access=allow", // as in the launcher
            "--enable-native-access=ALL-UNNAMED", // as in the manifest
            "-cp",
            System.getProperty("java.class.path")));
    command.add("io.parley.cli.Main");
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LC_ALL", "C");
    return builder;
  }

  private File file(String name) {
    return folder.resolve(name).toFile();
  }

  private String read(String name) throws IOException {
    return Files.readString(file(name).toPath());
  }
}
