package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.TestServers;
import io.parley.client.terminal.EmulatedTerminal;
import io.parley.server.ParleyServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program in a pseudo-terminal, started without a destination. */
class DestinationPromptTest {
  private static final String CTRL_C = "\u0003";
  private static final String CTRL_D = "\u0004";

  /** The terminal's modes as {@code stty -g} prints them. */
  private static final Pattern MODES = Pattern.compile("(?m)^[0-9a-f]+(:[0-9a-f]+)+$");

  /** Runs the client between two {@code stty -g}, so that their output can be compared. */
  private static final String BETWEEN_MODES =
      "trap : INT; stty -g; \"$@\"; echo \"status $?\"; stty -g";

  @TempDir Path home;
  private ParleyServer server;
  private PtyClient shell;
  private EmulatedTerminal terminal;

  @BeforeEach
  void open() throws Exception {
    server = TestServers.startBeej(Map.of());
    shell = PtyClient.startInShell(home, BETWEEN_MODES);
    terminal = shell.terminal();
    terminal.awaitBottom("Server [localhost]:");
  }

  @AfterEach
  void close() throws Exception {
    shell.close();
    server.close();
  }

  @Test
  void prompts_for_destination_connects_and_saves_it() throws Exception {
    shell.type("127.0.0.1\r");
    terminal.awaitBottom("Port [3490]:");
    shell.type("http\r");
    terminal.awaitBottom("'http' is not a port (1 to 65535)", "Port [3490]:");
    shell.type(TestServers.port(server) + "\r");
    terminal.awaitWritten("Nickname");
    shell.type("chris\r");
    terminal.awaitBottom(
        "*** /help names the commands; Tab completes commands and nicknames.", "chris>");

    shell.type("hello\r");
    terminal.awaitBottom("chris: hello", "chris>");
    shell.type(CTRL_D);

    assertEndedAndRestored(0);
    assertEquals(
        "{\"dialect\":\"beej\",\"host\":\"127.0.0.1\",\"nickname\":\"chris\",\"port\":"
            + TestServers.port(server)
            + "}\n",
        Files.readString(home.resolve("parley/recent.json")));
  }

  @Test
  void hint_for_new_users_is_not_shown_to_those_with_a_history_of_typed_lines() throws Exception {
    Files.createDirectory(home.resolve("parley"));
    Files.writeString(home.resolve("parley/typed"), "1700000000000:an earlier line\n");
    shell.type("127.0.0.1\r");
    terminal.awaitBottom("Port [3490]:");
    shell.type(TestServers.port(server) + "\r");
    terminal.awaitWritten("Nickname");
    shell.type("chris\r");
    terminal.awaitBottom("chris>");
    shell.type("hello\r");

    terminal.awaitBottom("*** chris has joined the chat", "chris: hello", "chris>");
    shell.type(CTRL_D);
    assertEndedAndRestored(0);
  }

  @Test
  void ctrl_c_at_prompt_exits_with_status_130_and_restores_terminal() throws Exception {
    shell.type("half" + CTRL_C);

    assertEndedAndRestored(130);
    assertTrue(terminal.allOutput().contains("parley: not connected: cancelled"));
    assertFalse(Files.exists(home.resolve("parley")));
  }

  @Test
  void ctrl_d_at_prompt_exits_with_status_1_and_restores_terminal() throws Exception {
    shell.type(CTRL_D);

    assertEndedAndRestored(1);
  }

  private void assertEndedAndRestored(int status) throws Exception {
    terminal.awaitWritten("status " + status + "\r\n");
    shell.expectExit(0);
    terminal.awaitEnd();
    List<String> modes =
        MODES.matcher(terminal.allOutput()).results().map(found -> found.group()).toList();
    assertEquals(2, modes.size(), terminal.allOutput());
    assertEquals(modes.get(0), modes.get(1));
  }
}
