package io.parley.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.pty4j.WinSize;
import com.typesafe.config.Config;
import io.parley.TestServers;
import io.parley.client.terminal.EmulatedTerminal;
import io.parley.dialect.beej.BeejDialect;
import io.parley.server.ListenerSettings;
import io.parley.server.ParleyServer;
import io.parley.server.ServerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program in a pseudo-terminal of the operating system. */
class PseudoTerminalTest {
  private static final String CTRL_C = "\u0003";
  private static final String BACKSPACE = "\u007f";
  private static final String CTRL_D = "\u0004";

  /** The terminal's modes as {@code stty -g} prints them. */
  private static final Pattern MODES = Pattern.compile("(?m)^[0-9a-f]+(:[0-9a-f]+)+$");

  @TempDir Path home;

  private final EmulatedTerminal terminal = new EmulatedTerminal();
  private ParleyServer server;
  private PtyProcess shell;

  @BeforeEach
  void open() throws Exception {
    Config config = ClientTestKit.config();
    server =
        ParleyServer.start(
            ServerSettings.read(config)
                .withListeners(
                    List.of(new ListenerSettings(BeejDialect.NAME, TestServers.OWN_HOST, 0))),
            config);
    shell = startInTerminal("client", "chris", TestServers.OWN_HOST, String.valueOf(port()));
    terminal.awaitBottom(
        "*** chris has joined the chat",
        "*** /help names the commands; Tab completes commands and nicknames.", // as at each first
        // start
        "chris>");
  }

  @AfterEach
  void close() throws Exception {
    children().forEach(ProcessHandle::destroyForcibly);
    shell.destroyForcibly();
    server.close();
  }

  @Test
  void user_chats_while_messages_arrive_and_quits_with_ctrl_d() throws Exception {
    try (BeejSocketClient leslie = new BeejSocketClient(TestServers.OWN_HOST, port(), "leslie")) {
      terminal.awaitBottom("*** leslie has joined the chat", "chris>");
      assertEquals(
          "{\"type\":\"join\",\"nick\":\"leslie\",\"room\":\"lobby\"}", leslie.readPacket());

      type("hello\r");
      terminal.awaitBottom("chris: hello", "chris>");
      assertEquals(
          "{\"type\":\"chat\",\"nick\":\"chris\",\"message\":\"hello\"}", leslie.readPacket());

      type("half a li");
      terminal.awaitBottom("chris: hello", "chris> half a li");
      leslie.chat("你好, chris! 😀");
      terminal.awaitBottom("chris: hello", "leslie: 你好, chris! 😀", "chris> half a li");
      type("ne\r");
      terminal.awaitBottom("chris: half a line", "chris>");
    }
    terminal.awaitBottom("*** leslie has left the chat", "chris>");

    type(CTRL_D);

    assertEndedAndRestored(0);
  }

  @Test
  void redraws_window_after_terminal_resize() throws Exception {
    type("a line that is longer than half of the screen is wide\r");
    terminal.awaitBottom("chris: a line that is longer than half of the screen is wide", "chris>");
    type("half a li");
    terminal.awaitBottom(
        "chris: a line that is longer than half of the screen is wide", "chris> half a li");

    resize(40, 10);
    terminal.awaitBottom(
        "chris: a line that is longer",
        "        than half of the screen is wide",
        "chris> half a li");
    resize(10, 3);
    terminal.awaitBottom("wide", "f a li"); // the status line is between them
    resize(100, 30);
    terminal.awaitBottom(
        "chris: a line that is longer than half of the screen is wide", "chris> half a li");
  }

  private void resize(int columns, int rows) throws Exception {
    terminal.resize(columns, rows);
    shell.setWinSize(new WinSize(columns, rows));
  }

  @Test
  void ctrl_c_clears_input_line_and_twice_quits_when_empty() throws Exception {
    type("never mind");
    terminal.awaitBottom("chris> never mind");

    type(CTRL_C);
    terminal.awaitBottom("chris>");
    type("x");
    terminal.awaitBottom("chris> x");
    type(BACKSPACE);
    terminal.awaitBottom("chris>");
    type(CTRL_C);
    terminal.awaitStatus(" press Ctrl-C again to leave | ");
    type("x");
    terminal.awaitBottom("chris> x");
    type(BACKSPACE);
    terminal.awaitBottom("chris>");
    type(CTRL_C);

    assertEndedAndRestored(0);
  }

  /** Ctrl-D quits at once while disconnected. */
  @Test
  void reports_lost_connection_and_keeps_input_line() throws Exception {
    type("half a li");
    terminal.awaitBottom("chris> half a li");

    server.close();
    terminal.awaitStatus(" not connected, attempt ");
    String lost = "parley: " + TestServers.OWN_HOST + ":" + port() + " closed the connection";
    terminal.awaitBottom(lost, "chris> half a li");

    type("\u0015" + CTRL_D); // Ctrl-U: Ctrl-D quits on an empty line only
    assertEndedAndRestored(0);
    String everything = terminal.allOutput();
    assertTrue(everything.lastIndexOf(lost) > everything.indexOf(lost), everything);
    assertFalse(everything.contains("no connection"), everything);
  }

  @Test
  void sigterm_restores_terminal() throws Exception {
    type("half a li");
    terminal.awaitBottom("chris> half a li");

    assertTrue(children().findFirst().orElseThrow().destroy());

    assertEndedAndRestored(128 + 15);
  }

  private void assertEndedAndRestored(int status) throws Exception {
    terminal.awaitWritten("status " + status + "\r\n");
    assertTrue(shell.waitFor(120, TimeUnit.SECONDS));
    terminal.awaitEnd();
    List<String> modes =
        MODES.matcher(terminal.allOutput()).results().map(found -> found.group()).toList();
    assertEquals(2, modes.size(), terminal.allOutput());
    assertEquals(modes.get(0), modes.get(1));
    String everything = terminal.allOutput();
    assertTrue(everything.lastIndexOf("\u001b[?2004l") > everything.lastIndexOf("\u001b[?2004h"));
  }

  /** Starts the client between two {@code stty -g}, so that their output can be compared. */
  private PtyProcess startInTerminal(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of("sh", "-c", "trap : INT; stty -g; \"$@\"; echo \"status $?\"; stty -g", "sh"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-Dsun.misc.unsafe.memory.access=allow", // or else newer Java versions print a warning
            // on the screen
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path")));
    command.add("io.parley.cli.Main");
    command.addAll(List.of(arguments));
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("TERM", "xterm");
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("XDG_STATE_HOME", home.toString());
    PtyProcess process =
        new PtyProcessBuilder(command.toArray(String[]::new))
            .setEnvironment(environment)
            .setInitialColumns(EmulatedTerminal.COLUMNS)
            .setInitialRows(EmulatedTerminal.ROWS)
            .start();
    terminal.readFrom(process.getInputStream());
    return process;
  }

  private Stream<ProcessHandle> children() {
    return ProcessHandle.of(shell.pid()).stream().flatMap(ProcessHandle::descendants);
  }

  private int port() {
    return server.addresses().get(0).address().getPort();
  }

  private void type(String keys) throws IOException {
    shell.getOutputStream().write(keys.getBytes(UTF_8));
    shell.getOutputStream().flush();
  }
}
