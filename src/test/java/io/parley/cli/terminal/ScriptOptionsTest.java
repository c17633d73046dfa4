package io.parley.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.TestServers;
import io.parley.cli.CommandLineModel;
import io.parley.cli.CommandLineRun;
import io.parley.server.ParleyServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** {@code parley client} with --format and --once. */
@Timeout(120)
class ScriptOptionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--format=xml  | Invalid value for option '--format': unknown format 'xml'; use one of:"
            + " text, json",
        "--once=       | --once: the text is empty",
        "--once=/dance | --once: Unknown command /dance. /help lists the commands; //text"
            + " sends /text.",
        "--once=/msg   | --once: Usage: /message NICK TEXT",
        "--once        | Missing required parameter for option '--once' (TEXT)",
      })
  void invalid_option_is_reported_before_connecting(String option, String error) {
    CommandLineRun.run("client", "pat", "nohost.invalid", "1", option).assertInvalidUsage(error);
  }

  @ParameterizedTest
  @CsvSource({
    "hello, 0",
    "/me waves, 0",
    "//etc, 0",
    "@pom.xml, 0",
    "/message nobody_here lunch?, 1",
    "/r me too, 1",
  })
  void exit_status_of_once_tells_whether_the_text_was_delivered(String text, int status) {
    try (ParleyServer server = TestServers.startBeej(Map.of("parley.history.url", "none"))) {
      String port = String.valueOf(TestServers.port(server));

      assertEquals(
          status, CommandLineRun.run("client", "--once", text, "pat", "127.0.0.1", port).status());
    }
  }

  @Test
  void unreachable_server_is_reported() {
    CommandLineRun.run("client", "--once", "hello", "pat", "nohost.invalid", "1")
        .assertFailed("cannot connect to nohost.invalid:1: no such host");
  }

  @Test
  void exit_statuses_in_documentation_match_the_help() throws Exception {
    CommandLine client = CommandLineModel.commandLine().getSubcommands().get("client");
    Map<String, String> documented = new LinkedHashMap<>();
    Files.readAllLines(Path.of("docs/scripting.md")).stream()
        .dropWhile(line -> !line.startsWith("| exit status |"))
        .skip(2)
        .takeWhile(line -> line.startsWith("| "))
        .map(line -> List.of(line.split(" *\\| *", -1)))
        .forEach(cells -> documented.put(cells.get(1), cells.get(2)));

    assertTrue(documented.containsKey("0"));
    assertEquals(documented, client.getCommandSpec().usageMessage().exitCodeList());
  }
}
