package io.parley.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.TestServers;
import io.parley.client.terminal.EmulatedTerminal;
import io.parley.server.ParleyServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions for passwords of the whole program in a pseudo-terminal. */
class AccountTerminalTest {
  private static final String PASSWORD = "correct horse";
  private static final String NEW_PASSWORD = "battery staple";
  private static final String WRONG_PASSWORD = "tempest tea";

  /** A word of each password, and half of one. */
  private static final List<String> SECRETS = List.of("horse", "battery", "tempest", "orrec");

  private static final String BEGIN_PASTE = "\u001b[200~";
  private static final String END_PASTE = "\u001b[201~";
  private static final String CTRL_D = "\u0004";
  private static final String PROMPT = "chris>";
  private static final String HINT =
      "*** /help names the commands; Tab completes commands and nicknames.";
  private static final String LOGGED_IN = "*** You are logged in as chris.";
  private static final String REFUSED =
      "*** The nickname has no account, or the password is wrong.";

  /** The terminal's modes as {@code stty -g} prints them. */
  private static final Pattern MODES = Pattern.compile("(?m)^[0-9a-f]+(:[0-9a-f]+)+$");

  /** Runs the client between two {@code stty -g}, so that their output can be compared. */
  private static final String BETWEEN_MODES =
      "trap : INT; stty -g; \"$@\"; echo \"status $?\"; stty -g";

  @TempDir Path home;
  private final ParleyServer server = TestServers.startBeej(Map.of());
  private PtyClient client;
  private EmulatedTerminal terminal;

  @BeforeEach
  void open() throws Exception {
    start("chris");
    terminal.awaitBottom("*** chris has joined the chat", HINT, PROMPT);
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void account_is_registered_changed_and_removed_without_a_trace_of_the_passwords()
      throws Exception {
    register();
    ask("/password", "Your password:");
    answer(PASSWORD, "New password:");
    answer(NEW_PASSWORD, "The same again:");
    answer(NEW_PASSWORD, "*** The password of your account is changed.", PROMPT);
    ask("/unregister", "Your password:");
    answer(WRONG_PASSWORD, REFUSED, PROMPT);
    ask("/unregister", "Your password:");
    client.type(NEW_PASSWORD + "\r");
    endWithoutTrace(0);
  }

  @Test
  void owner_of_the_nickname_is_asked_at_the_start_and_at_login() throws Exception {
    register();
    client.type(CTRL_D);
    endWithoutTrace(0);
    client.close();

    start("chris");
    terminal.awaitBottom("Password:");
    answer(
        WRONG_PASSWORD,
        REFUSED,
        "*** Type the password; Enter alone takes another nickname.",
        "Password:");
    answer(PASSWORD, "*** chris has joined the chat", PROMPT);
    client.type(CTRL_D);
    endWithoutTrace(0);
    client.close();

    start("amy");
    terminal.awaitBottom("*** amy has joined the chat", "amy>");
    ask("/login chris", "Password:");
    answer(PASSWORD, LOGGED_IN, PROMPT);
    client.type(CTRL_D);
    endWithoutTrace(0);
  }

  /** Ctrl-C, Escape, Ctrl-G and Ctrl-D, with and without a half typed password. */
  @ParameterizedTest
  @ValueSource(strings = {"\u0003", "\u001b", "\u0007", "\u0004"})
  void key_cancels_the_question_and_the_chat_goes_on(String key) throws Exception {
    for (String typed : new String[] {"", "correct h"}) {
      ask("/register", "New password:");
      client.type(typed + key);
      terminal.awaitBottom("*** Cancelled; nothing was sent.", PROMPT);
      client.type("/clear\r");
      terminal.awaitBottom(PROMPT);
    }
    ask("/register", "New password:");
    answer(PASSWORD, "The same again:");
    client.type(key);
    terminal.awaitBottom("*** Cancelled; nothing was sent.", PROMPT);

    client.type("hello\r");
    terminal.awaitBottom("chris: hello", PROMPT);
    client.type(CTRL_D);
    endWithoutTrace(0);
  }

  @Test
  void first_line_of_a_paste_is_the_password() throws Exception {
    ask("/register", "New password:");
    client.type(BEGIN_PASTE + PASSWORD + "\r" + END_PASTE + "\r");
    terminal.awaitBottom("The same again:");
    client.type(BEGIN_PASTE + PASSWORD + "\rtempest\r" + END_PASTE + "\r");
    terminal.awaitBottom(LOGGED_IN, PROMPT);
    client.type("hello\r");
    terminal.awaitBottom("chris: hello", PROMPT);
    client.type(CTRL_D);
    endWithoutTrace(0);
  }

  /** Otherwise passwords that are pasted together with the command would be sent to the room. */
  @Test
  void lines_after_a_pasted_command_about_accounts_are_not_sent() throws Exception {
    client.type(BEGIN_PASTE + "/register\r" + PASSWORD + "\r" + PASSWORD + "\r" + END_PASTE);
    client.type("\r");
    terminal.awaitBottom("New password:");
    answer(PASSWORD, "The same again:");
    answer(PASSWORD, LOGGED_IN, PROMPT);
    client.type("hello\r");
    terminal.awaitBottom(HINT, LOGGED_IN, "chris: hello", PROMPT);
    client.type(CTRL_D);
    client.expectExit(0);
    assertNoFileHasSecret();
  }

  @Test
  void resize_during_the_question_keeps_the_half_typed_password() throws Exception {
    ask("/register", "New password:");
    client.type("correct ");
    client.resize(40, 12);
    terminal.awaitBottom("        nicknames.", "New password:");
    client.type("horse\r");
    terminal.awaitBottom("The same again:");
    client.type("correct");
    client.resize(100, 30);
    terminal.awaitBottom(HINT, "The same again:");
    answer(" horse", LOGGED_IN, PROMPT);
    client.type(CTRL_D);
    endWithoutTrace(0);
  }

  private void start(String nickname) throws IOException {
    client =
        PtyClient.startInShell(
            home, BETWEEN_MODES, nickname, "127.0.0.1", String.valueOf(TestServers.port(server)));
    terminal = client.terminal();
  }

  private void register() throws Exception {
    ask("/register", "New password:");
    answer(PASSWORD, "The same again:");
    answer(PASSWORD, LOGGED_IN, PROMPT);
  }

  private void ask(String command, String question) throws Exception {
    client.type(command + "\r");
    terminal.awaitBottom(question);
  }

  private void answer(String password, String... rows) throws Exception {
    client.type(password + "\r");
    terminal.awaitBottom(rows);
  }

  /** Expects the end, the terminal as before, and the passwords neither shown nor kept. */
  private void endWithoutTrace(int status) throws Exception {
    List<String> commandLines = client.commandLines();
    terminal.awaitWritten("status " + status + "\r\n");
    client.expectExit(0);
    terminal.awaitEnd();
    String everything = terminal.allOutput();
    List<String> modes = MODES.matcher(everything).results().map(found -> found.group()).toList();
    assertEquals(2, modes.size(), everything);
    assertEquals(modes.get(0), modes.get(1));
    assertHasNoSecret(everything);
    commandLines.forEach(AccountTerminalTest::assertHasNoSecret);
    assertTrue(Files.readString(home.resolve("parley/typed")).contains(":/register"));
    assertNoFileHasSecret();
  }

  private void assertNoFileHasSecret() throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertHasNoSecret(Files.readString(file, ISO_8859_1));
      }
    }
  }

  private static void assertHasNoSecret(String text) {
    SECRETS.forEach(secret -> assertFalse(text.contains(secret), text));
  }
}
