package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.dialect.Dialects;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Command lines that make no sense: status 2, what is wrong, and the usage line. */
class WrongUsageTest {
  @TempDir Path folder;

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
        "client                   | Missing required parameters: 'NICK', 'HOST' (there is no terminal to ask for them)",
        "client parley://h        | Missing required parameter: 'NICK' (there is no terminal to ask for it)",
        "client pat               | 'pat' is no profile; there is none in /dev/null/.config/parley/client.conf (a nickname is followed by a host)",
        "client h:3490            | 'h:3490' is no address: it must look like parley://chris@example.org:3490/garden",
        "client parley://pat@h 1  | nothing may follow a URI, and '1' does",
        "client pat h 1 2         | Unmatched argument at index 4: '2'",
      })
  void wrong_usage_is_named_above_the_usage_line_with_status_2(String arguments, String wrong) {
    CommandLineRun result =
        CommandLineRun.run(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1));

    result.assertWrongUsage(wrong);
  }

  @Test
  void a_listener_that_cannot_be_is_wrong_usage() {
    CommandLineRun.run("server", "--listen", "morse=1")
        .assertWrongUsage(
            "Invalid value for option '--listen' (DIALECT=PORT): 'morse' is no dialect; there are "
                + String.join(", ", Dialects.names()));
    CommandLineRun.run("server", "--listen", "beej")
        .assertWrongUsage(
            "Invalid value for option '--listen' (DIALECT=PORT): 'beej' is not DIALECT=PORT");
    CommandLineRun.run("server", "--listen", "beej=7", "--listen", "plain=7")
        .assertWrongUsage("beej and plain cannot both listen on 127.0.0.1:7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"65536", "-1", "http", "3490x", ""})
  void a_bad_port_is_wrong_usage(String port) {
    if (!port.startsWith("-")) { // or else it is an option
      CommandLineRun.run("server", port)
          .assertWrongUsage(
              "Invalid value for positional parameter at index 0 (PORT): '"
                  + port
                  + "' is not a port (0 to 65535)");
    }
    assertEquals(
        ParleyCommand.WRONG_USAGE, CommandLineRun.run("client", "pat", "127.0.0.1", port).status());
  }

  @Test
  void a_server_without_any_listener_asks_for_a_port() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("none.conf"),
            "parley.listeners = [{dialect = beej, host = h, port = 1, enabled = false}]");

    CommandLineRun.run("server", "--config", file.toString())
        .assertWrongUsage(
            "Missing required parameter: 'PORT' (application.conf enables no listener)");
  }
}
