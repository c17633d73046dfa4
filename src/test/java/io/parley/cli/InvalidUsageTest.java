package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.cli.option.ExitStatus;
import io.parley.dialect.Dialects;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Invalid command lines: status 2, the error and the usage line. */
class InvalidUsageTest {
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
        "client                   | Missing required parameters: 'NICK', 'HOST' (cannot ask: not a terminal)",
        "client parley://h        | Missing required parameter: 'NICK' (cannot ask: not a terminal)",
        "client pat               | unknown profile 'pat' (/dev/null/.config/parley/client.conf defines none); to use it as a nickname, add a HOST",
        "client h:3490            | 'h:3490' is not a valid URI: expected a URI such as parley://chris@example.org:3490/garden",
        "client parley://pat@h 1  | unexpected argument '1' after the URI",
        "clinet pat h 1           | Unmatched arguments from index 0: 'clinet', 'pat', 'h', '1'. Did you mean client?",
        "history exprot           | Unmatched argument at index 1: 'exprot'. Did you mean export?",
        "client --onec x pat h 1  | Unknown option: '--onec'. Did you mean --once?",
        "client --fromat=json p h | Unknown option: '--fromat=json'. Did you mean --format?",
        "server --lisen beej=0    | Unknown option: '--lisen'. Did you mean --listen?",
        "--debgu                  | Unknown option: '--debgu'. Did you mean --debug?",
        "client pat h 1 2         | Unmatched argument at index 4: '2'",
      })
  void error_is_printed_above_the_usage_line(String arguments, String error) {
    CommandLineRun result =
        CommandLineRun.run(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1));

    result.assertInvalidUsage(error);
  }

  @Test
  void invalid_listener_is_invalid_usage() {
    CommandLineRun.run("server", "--listen", "morse=1")
        .assertInvalidUsage(
            "Invalid value for option '--listen' (DIALECT=PORT): unknown dialect 'morse'; use one of: "
                + String.join(", ", Dialects.names()));
    CommandLineRun.run("server", "--listen", "beej")
        .assertInvalidUsage(
            "Invalid value for option '--listen' (DIALECT=PORT): 'beej' is not DIALECT=PORT");
    CommandLineRun.run("server", "--listen", "beej=7", "--listen", "plain=7")
        .assertInvalidUsage("beej and plain cannot both listen on 127.0.0.1:7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"65536", "-1", "http", "3490x", ""})
  void invalid_port_is_invalid_usage(String port) {
    if (!port.startsWith("-")) { // else it is parsed as an option
      CommandLineRun.run("server", port)
          .assertInvalidUsage(
              "Invalid value for positional parameter at index 0 (PORT): '"
                  + port
                  + "' is not a port (0 to 65535)");
    }
    assertEquals(ExitStatus.USAGE, CommandLineRun.run("client", "pat", "127.0.0.1", port).status());
  }

  @Test
  void server_without_listeners_requires_a_port() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("none.conf"),
            "parley.listeners = [{dialect = beej, host = h, port = 1, enabled = false}]");

    CommandLineRun.run("server", "--config", file.toString())
        .assertInvalidUsage(
            "Missing required parameter: 'PORT' (application.conf enables no listener)");
  }
}
