package io.parley.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.TestServers;
import io.parley.server.ParleyServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole program with a profile whose password a command prints. */
class PasswordCommandProcessTest {
  private static final String PASSWORD = "correct horse";
  private static final int DEADLINE_SECONDS = 120;

  @TempDir Path home;
  @TempDir Path vault;
  private final ParleyServer server = TestServers.startBeej(Map.of());

  /** What a process has left behind. */
  private record Result(int status, List<String> out, List<String> err) {}

  @BeforeEach
  void registerAccount() throws Exception {
    Files.writeString(vault.resolve("password"), PASSWORD + "\n");
    Result registered =
        run(
            List.of("/register " + PASSWORD, "/logout"),
            "--commands",
            "amy",
            "127.0.0.1",
            String.valueOf(TestServers.port(server)));
    assertEquals(0, registered.status(), registered.toString());
  }

  @AfterEach
  void closeServer() {
    server.close();
  }

  @Test
  void command_logs_in_and_leaves_no_trace_of_the_password() throws Exception {
    writeProfile("cat " + vault.resolve("password"));
    Result result = run(List.of("hello", "/nicks"), "--debug", "--commands", "home");

    assertEquals(0, result.status(), result.toString());
    assertTrue(result.out().contains("amy: hello"), result.toString());
    assertTrue(result.out().contains("*** Your nicknames: amy"), result.toString());
    assertNoTrace(result);
  }

  @Test
  void message_is_sent_once_as_the_account() throws Exception {
    writeProfile("cat " + vault.resolve("password"));
    assertEquals(new Result(0, List.of(), List.of()), run(List.of(), "--once", "hello", "home"));
  }

  @Test
  void wrong_password_ends_the_client_with_the_reason() throws Exception {
    writeProfile("echo something else");
    Result result = run(List.of("hello"), "home");

    assertEquals(1, result.status());
    String reason = "The nickname has no account, or the password is wrong.";
    assertEquals(List.of("*** " + reason), result.out());
    assertEquals(List.of("parley: " + reason), result.err());
  }

  @ParameterizedTest
  @CsvSource({
    "cat %s; exit 3, password-command has failed with status 3",
    "true, password-command has printed no password",
    "cat %s | tr -d '\\n'; head -c 5000 /dev/zero, password-command has printed a line that is too long for a password",
    "cat %s; sleep 1000, password-command has not ended within 500 ms",
  })
  void command_that_fails_ends_the_client_with_status_1(String command, String error)
      throws Exception {
    writeProfile(command.replace("%s", vault.resolve("password").toString()));
    String timeout = "-Dparley.client.password-command-timeout=500 ms";

    assertEquals(
        new Result(1, List.of(), List.of("parley: " + error)),
        run(List.of("hello"), timeout, "home"));
    Result traced = run(List.of("hello"), "--debug", timeout, "home");
    assertEquals(1, traced.status());
    assertEquals("parley: " + error, traced.err().get(0));
    assertNoTrace(traced);
  }

  @ParameterizedTest
  @CsvSource({"TERM, 143", "INT, 130"})
  void signal_ends_the_client_and_the_command(String signal, int status) throws Exception {
    Path fifo = vault.resolve("fifo");
    assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
    writeProfile("echo $$ >" + fifo + "; sleep 1000");
    Process client = start("home");
    try {
      long command = Long.parseLong(Files.readString(fifo).strip()); // waits for the command
      ProcessHandle running = ProcessHandle.of(command).orElseThrow();

      assertEquals(
          0,
          new ProcessBuilder("sh", "-c", "kill -" + signal + " " + client.pid()).start().waitFor());

      assertTrue(client.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS));
      assertEquals(status, client.exitValue());
      running.onExit().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    } finally {
      client.destroyForcibly();
    }
  }

  private void writeProfile(String command) throws IOException {
    Path folder = Files.createDirectories(home.resolve("config/parley"));
    Files.writeString(
        folder.resolve("client.conf"),
        "profiles.home { host = 127.0.0.1, port = %d, nickname = amy, password-command = \"\"\"%s\"\"\" }"
            .formatted(TestServers.port(server), command));
  }

  private Result run(List<String> input, String... arguments) throws Exception {
    Process client = start(arguments);
    try {
      client.getOutputStream().write((String.join("\n", input) + "\n").getBytes(UTF_8));
      client.getOutputStream().close();
      assertTrue(client.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS));
      return new Result(
          client.exitValue(),
          Files.readAllLines(vault.resolve("out")),
          Files.readAllLines(vault.resolve("err")));
    } finally {
      client.destroyForcibly();
    }
  }

  /**
   * A process inherits ignored signals, and a shell without job control ignores SIGINT for
   * background commands, such as a build. The JVM keeps that.
   */
  private Process start(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "python3",
                "-c",
                "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL);"
                    + " os.execv(sys.argv[1], sys.argv[1:])",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dsun.misc.unsafe.memory.access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "io.parley.cli.Main",
                "client"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(vault.resolve("out").toFile())
            .redirectError(vault.resolve("err").toFile());
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("XDG_CONFIG_HOME", home.resolve("config").toString());
    builder.environment().put("XDG_STATE_HOME", home.resolve("state").toString());
    return builder.start();
  }

  private void assertNoTrace(Result result) throws IOException {
    assertFalse(result.toString().contains("horse"), result.toString());
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertFalse(Files.readString(file, ISO_8859_1).contains("horse"), file.toString());
      }
    }
  }
}
