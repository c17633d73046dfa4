package io.parley.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import io.parley.TestServers;
import io.parley.client.screen.FakeScreen;
import io.parley.client.terminal.EmulatedTerminal;
import io.parley.server.ParleyServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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

  @TempDir Path home;
  private final EmulatedTerminal terminal = new EmulatedTerminal();
  private ParleyServer server;
  private PtyProcess shell;

  @BeforeEach
  void open() throws Exception {
    server = TestServers.startBeej(Map.of());
    shell = startClient();
    terminal.awaitBottom("Server [localhost]:");
  }

  @AfterEach
  void close() throws Exception {
    ProcessHandle.of(shell.pid()).stream()
        .flatMap(ProcessHandle::descendants)
        .forEach(ProcessHandle::destroyForcibly);
    shell.destroyForcibly();
    server.close();
  }

  @Test
  void prompts_for_destination_connects_and_saves_it() throws Exception {
    type("127.0.0.1\r");
    terminal.awaitBottom("Port [3490]:");
    type("http\r");
    terminal.awaitBottom("'http' is not a port (1 to 65535)", "Port [3490]:");
    type(TestServers.port(server) + "\r");
    terminal.awaitWritten("Nickname");
    type("chris\r");
    terminal.awaitBottom(
        "*** /help names the commands; Tab completes commands and nicknames.", "chris>");

    type("hello\r");
    terminal.awaitBottom("chris: hello", "chris>");
    type(CTRL_D);

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
    type("127.0.0.1\r");
    terminal.awaitBottom("Port [3490]:");
    type(TestServers.port(server) + "\r");
    terminal.awaitWritten("Nickname");
    type("chris\r");
    terminal.awaitBottom("chris>");
    type("hello\r");

    terminal.awaitBottom("*** chris has joined the chat", "chris: hello", "chris>");
    type(CTRL_D);
    assertEndedAndRestored(0);
  }

  @Test
  void ctrl_c_at_prompt_exits_with_status_130_and_restores_terminal() throws Exception {
    type("half" + CTRL_C);

    assertEndedAndRestored(130);
    assertTrue(terminal.allOutput().contains("parley: not connected: cancelled"));
    assertFalse(Files.exists(home.resolve("parley")));
  }

  @Test
  void ctrl_d_at_prompt_exits_with_status_1_and_restores_terminal() throws Exception {
    type(CTRL_D);

    assertEndedAndRestored(1);
  }

  private void assertEndedAndRestored(int status) throws Exception {
    terminal.awaitWritten("status " + status + "\r\n");
    assertTrue(shell.waitFor(FakeScreen.DEADLINE_SECONDS, TimeUnit.SECONDS));
    terminal.awaitEnd();
    List<String> modes =
        MODES.matcher(terminal.allOutput()).results().map(found -> found.group()).toList();
    assertEquals(2, modes.size(), terminal.allOutput());
    assertEquals(modes.get(0), modes.get(1));
  }

  /** Starts the client between two {@code stty -g}, so that their output can be compared. */
  private PtyProcess startClient() throws IOException {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("TERM", "xterm");
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("XDG_CONFIG_HOME", home.toString());
    environment.put("XDG_STATE_HOME", home.toString());
    PtyProcess process =
        new PtyProcessBuilder(
                new String[] {
                  "sh",
                  "-c",
                  "trap : INT; stty -g; \"$@\"; echo \"status $?\"; stty -g",
                  "sh",
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-Dsun.misc.unsafe.memory.access=allow", // or else newer Java versions print a
                  // warning on the screen
                  "--enable-native-access=ALL-UNNAMED",
                  "-cp",
                  System.getProperty("java.class.path"),
                  "io.parley.cli.Main",
                  "client"
                })
            .setEnvironment(environment)
            .setInitialColumns(EmulatedTerminal.COLUMNS)
            .setInitialRows(EmulatedTerminal.ROWS)
            .start();
    terminal.readFrom(process.getInputStream());
    return process;
  }

  private void type(String keys) throws IOException {
    shell.getOutputStream().write(keys.getBytes(UTF_8));
    shell.getOutputStream().flush();
  }
}
