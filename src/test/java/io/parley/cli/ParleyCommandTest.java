package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What a command line answers: its status, and every word on standard output and error. */
class ParleyCommandTest {
  private static final Logger ROOT = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);

  private record Result(int status, List<String> out, List<String> err) {}

  @TempDir Path folder;
  private Level level;

  /** The commands choose what is logged; the other tests share the log. */
  @BeforeEach
  void rememberTheLogLevel() {
    level = ROOT.getLevel();
  }

  @AfterEach
  void restoreTheLogLevel() {
    ROOT.setLevel(level);
    Logs.expectBindFailures(false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                       | Missing command",
        "bogus                    | Unmatched argument at index 0: 'bogus'",
        "--bogus                  | Unknown option: '--bogus'",
        "server --bogus           | Unknown option: '--bogus'",
        "server 1 2               | Unmatched argument at index 2: '2'",
        "server --config          | Missing required parameter for option '--config' (FILE)",
        "client                   | Missing required parameters: 'NICK', 'HOST', 'PORT'",
        "client pat               | Missing required parameters: 'HOST', 'PORT'",
        "client pat 127.0.0.1     | Missing required parameter: 'PORT'",
      })
  void wrong_usage_is_named_above_the_usage_line_with_status_2(String arguments, String wrong) {
    Result result = run(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1));

    assertWrongUsage(result, wrong);
  }

  @ParameterizedTest
  @ValueSource(strings = {"65536", "-1", "http", "3490x", ""})
  void a_bad_port_is_wrong_usage(String port) {
    if (!port.startsWith("-")) { // or else it is an option
      assertWrongUsage(
          run("server", port),
          "Invalid value for positional parameter at index 0 (PORT): '"
              + port
              + "' is not a port (0 to 65535)");
    }
    assertEquals(ParleyCommand.WRONG_USAGE, run("client", "pat", "127.0.0.1", port).status());
  }

  @Test
  void a_server_without_any_listener_asks_for_a_port() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("none.conf"),
            "parley.listeners = [{dialect = beej, host = h, port = 1, enabled = false}]");

    assertWrongUsage(
        run("server", "--config", file.toString()),
        "Missing required parameter: 'PORT' (application.conf enables no listener)");
  }

  @Test
  void help_shows_the_commands_and_theirs_the_parameters() {
    Result parley = run("--help");
    assertEquals(0, parley.status());
    assertEquals(List.of(), parley.err());
    assertTrue(parley.out().contains("  client  Chat on a server."), parley.out().toString());
    assertTrue(parley.out().stream().noneMatch(line -> line.contains("warm-up")));

    Result client = run("client", "-h");
    assertEquals(0, client.status());
    assertTrue(client.out().get(0).startsWith("Usage: parley client "));
  }

  @Test
  void version_is_one_line() {
    Result version = run("--version");

    assertEquals(0, version.status());
    assertEquals(1, version.out().size());
    assertTrue(version.out().get(0).startsWith("parley "));
  }

  @Test
  void a_port_that_is_taken_is_told_on_one_line() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());

      assertFailed(
          run("server", port), "cannot listen on 127.0.0.1:" + port + ": address already in use");
    }
  }

  @Test
  void an_address_of_another_machine_is_told_on_one_line() {
    assertFailed(
        run("server", "--host", "nohost.invalid", "0"),
        "cannot listen on nohost.invalid:0: no such host");
    assertFailed(
        run("server", "--host", "192.0.2.1", "0"),
        "cannot listen on 192.0.2.1:0: cannot assign requested address");
  }

  @Test
  void a_server_that_cannot_be_reached_is_told_on_one_line() throws Exception {
    assertFailed(
        run("client", "pat", "nohost.invalid", "3490"),
        "cannot connect to nohost.invalid:3490: no such host");
    try (Socket silent = new Socket()) { // bound, so that nobody else has it, and not listening
      silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      String port = String.valueOf(silent.getLocalPort());
      assertFailed(
          run("client", "pat", "127.0.0.1", port),
          "cannot connect to 127.0.0.1:" + port + ": connection refused");
    }
  }

  @Test
  void a_missing_file_is_told_on_one_line() {
    assertFailed(run("server", "--config", "/no/such.conf"), "/no/such.conf: no such file");
    assertFailed(
        run("client", "pat", "h", "1", "--config", "/no/such.conf"), "/no/such.conf: no such file");
  }

  @Test
  void every_mistake_of_the_configuration_has_a_line() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("bad.conf"),
            """
            parley {
              backlok = 5
              limits { text = 0 }
              listeners = [{ dialect = morse, host = h, port = 1, enabled = true }]
            }
            """);

    assertFailed(
        run("server", "--config", file.toString()),
        file + ":2: parley.backlok is no setting",
        file + ":3: parley.limits.text must be 1 to 7000, and is 0",
        file + ":4: parley.listeners[0].dialect must be one of beej, and is morse");
    assertEquals(4, run("-Dparley.backlog=x", "server", "--config", file.toString()).err().size());
  }

  @Test
  void debug_shows_the_stack_trace_as_well() {
    Result result = run("server", "--config", "/no/such.conf", "--debug");

    assertEquals(ParleyCommand.FAILED, result.status());
    assertEquals("parley: /no/such.conf: no such file", result.err().get(0));
    assertTrue(result.err().stream().anyMatch(line -> line.startsWith("\tat io.parley.")));
  }

  private static void assertFailed(Result result, String... lines) {
    assertEquals(List.of(lines).stream().map(line -> "parley: " + line).toList(), result.err());
    assertEquals(List.of(), result.out());
    assertEquals(ParleyCommand.FAILED, result.status());
  }

  private static void assertWrongUsage(Result result, String wrong) {
    assertEquals("parley: " + wrong, result.err().get(0));
    assertTrue(result.err().get(1).startsWith("Usage: parley "), result.err().get(1));
    assertTrue(result.err().stream().skip(2).allMatch(line -> line.startsWith("      ")));
    assertEquals(List.of(), result.out());
    assertEquals(ParleyCommand.WRONG_USAGE, result.status());
  }

  private static Result run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        ParleyCommand.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new Result(status, out.toString().lines().toList(), err.toString().lines().toList());
  }
}
