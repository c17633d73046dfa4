package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.TestServers;
import io.parley.client.screen.FakeScreen;
import io.parley.protocol.Password;
import io.parley.server.ParleyServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts in the client, on a real server. */
class ClientAccountsTest {
  private static final String PASSWORD = "correct horse";
  private static final String ASKED = "? Password";

  private final ParleyServer server = TestServers.startAllDialects(Map.of());
  private final List<ClientTestKit> testKits = new ArrayList<>();
  private final List<ClientTestKit.RunningClient> clients = new ArrayList<>();

  @AfterEach
  void end() {
    clients.forEach(ClientTestKit.RunningClient::close);
    testKits.forEach(ClientTestKit::close);
    server.close();
  }

  @Test
  void registers_with_the_password_typed_twice_and_logs_out() throws Exception {
    FakeScreen amy = FakeScreen.interactive();
    ClientTestKit.RunningClient client = start("beej", "amy", amy);
    awaitLine(amy, "amy has joined");
    amy.type("/register");
    awaitLine(amy, "? New password");
    amy.type(PASSWORD);
    awaitLine(amy, "? The same again");
    amy.type("other words");
    awaitLine(amy, "The two passwords differ");
    amy.type("/register");
    awaitLine(amy, "? New password");
    amy.type(PASSWORD);
    awaitLine(amy, "? The same again");
    amy.type(PASSWORD, "/nicks");
    awaitLine(amy, "Your nicknames: amy");
    amy.type("/sessions");
    awaitLine(amy, "(this one)");
    amy.type("/password");
    awaitLine(amy, "? Your password");
    amy.type("");
    awaitLine(amy, "Cancelled");
    amy.type("/logout");
    awaitLine(amy, "parley: ");
    assertEquals(ChatClient.LEFT, client.status());
  }

  @Test
  void registration_for_somebody_else_is_refused_with_the_reason() throws Exception {
    FakeScreen amy = FakeScreen.interactive();
    ClientTestKit.RunningClient client = start("beej", "amy", amy);
    awaitLine(amy, "amy has joined");
    answer(amy, "/register-for olga", PASSWORD, PASSWORD);
    awaitLine(amy, "*** You are not logged in");
    answer(amy, "/register", PASSWORD, PASSWORD);
    awaitLine(amy, "You are logged in as amy");
    answer(amy, "/register-for olga", PASSWORD, "other words");
    awaitLine(amy, "The two passwords differ");
    answer(amy, "/register-for olga", PASSWORD, PASSWORD);
    awaitLine(amy, "*** Only operators can register an account for others.");
    amy.type("/q");
    assertEquals(ChatClient.LEFT, client.status());
  }

  @Test
  void script_is_refused_a_registration_for_somebody_else() throws Exception {
    FakeScreen script = FakeScreen.script();
    script.acceptCommands();
    ClientTestKit.RunningClient client = start("beej", "amy", script);
    script.type("/register-for olga", "/register-for olga " + PASSWORD).endInput();
    awaitLine(script, "the password is missing: Usage: /register-for NICK PASSWORD");
    awaitLine(script, "You are not logged in");
    assertEquals(ChatClient.LEFT, client.status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"beej", "nickname", "login", "prompt", "whisper", "notification"})
  void asks_for_the_password_until_it_is_right(String dialect) throws Exception {
    register("amy");
    FakeScreen amy = FakeScreen.interactive();
    ClientTestKit.RunningClient client = start(dialect, "amy", amy);
    awaitLine(amy, ASKED);
    amy.type("not the one");
    awaitLine(amy, ASKED);
    amy.type(PASSWORD);
    awaitRegistered(dialect, amy, "amy");
    FakeScreen pat = FakeScreen.interactive();
    start("beej", "pat", pat);
    awaitLine(pat, "pat has joined");
    amy.type("hello");
    awaitLine(pat, "amy: hello");
    amy.type("/q");
    assertEquals(ChatClient.LEFT, client.status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"beej", "nickname", "login", "prompt", "whisper", "notification"})
  void empty_answer_lets_user_take_another_nickname(String dialect) throws Exception {
    register("amy");
    FakeScreen pat = FakeScreen.interactive();
    start("beej", "pat", pat);
    awaitLine(pat, "pat has joined");
    FakeScreen guest = FakeScreen.interactive();
    ClientTestKit.RunningClient client = start(dialect, "amy", guest);
    awaitLine(guest, ASKED);
    guest.type("");
    awaitLine(guest, "Type another nickname");
    guest.type("newcomer");
    awaitLine(pat, "newcomer has joined");
    awaitRegistered(dialect, guest, "newcomer");
    guest.type("hello");
    awaitLine(pat, "newcomer: hello");
    guest.type("/q");
    assertEquals(ChatClient.LEFT, client.status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"beej", "nickname", "login", "prompt", "whisper", "notification"})
  void script_with_the_password_is_not_asked(String dialect) throws Exception {
    register("amy");
    FakeScreen script = FakeScreen.script().type("hello").endInput();
    ClientTestKit.RunningClient client =
        start(dialect, "amy", script, Optional.of(Password.of(PASSWORD)));
    assertEquals(ChatClient.LEFT, client.status());
    assertTrue(
        script.rest().stream().noneMatch(line -> line.contains("password")),
        () -> script.rest().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"beej", "nickname", "login", "prompt", "whisper", "notification"})
  void script_without_the_password_fails_and_says_how_to_give_it(String dialect) throws Exception {
    register("amy");
    FakeScreen script = FakeScreen.script().type("never said").endInput();
    assertEquals(ChatClient.LOST, start(dialect, "amy", script).status());
    awaitLine(script, "password-command");
  }

  @ParameterizedTest
  @ValueSource(strings = {"beej", "nickname", "prompt", "whisper", "notification"})
  void client_has_the_nickname_of_the_account(String dialect) throws Exception {
    register("mary");
    FakeScreen mary = FakeScreen.interactive();
    ClientTestKit.RunningClient client = start(dialect, "rnary", mary);
    awaitLine(mary, ASKED);
    mary.type(PASSWORD);
    awaitLine(mary, "*** mary has joined");
    mary.expectPrompt("mary");
    mary.type("/q");
    assertEquals(ChatClient.LEFT, client.status());
  }

  @Test
  void ended_session_ends_the_client_with_the_reason() throws Exception {
    register("amy");
    FakeScreen first = FakeScreen.interactive();
    ClientTestKit.RunningClient client =
        start("beej", "amy", first, Optional.of(Password.of(PASSWORD)));
    awaitLine(first, "amy has joined");
    FakeScreen second = FakeScreen.interactive();
    start("beej", "amy", second, Optional.of(Password.of(PASSWORD)));
    awaitLine(second, "amy has joined");
    second.type("/password " + "nonsense1 battery-staple");
    awaitLine(second, "***");
    second.type("/password");
    awaitLine(second, "? Your password");
    second.type(PASSWORD);
    awaitLine(second, "? New password");
    second.type("battery staple");
    awaitLine(second, "? The same again");
    second.type("battery staple");
    assertEquals(ChatClient.LOST, client.status());
    awaitLine(second, "password of your account is changed");
  }

  /** Types a command and the answers to its questions. */
  private static void answer(FakeScreen screen, String command, String... passwords) {
    screen.type(command);
    for (String password : passwords) {
      awaitLine(screen, "? ");
      screen.type(password);
    }
  }

  private void register(String nickname) throws Exception {
    FakeScreen owner = FakeScreen.script();
    owner.acceptCommands();
    ClientTestKit.RunningClient client = start("beej", nickname, owner);
    owner.type("/register " + PASSWORD, "/logout").endInput();
    assertEquals(ChatClient.LEFT, client.status(), () -> owner.rest().toString());
  }

  private static void awaitRegistered(String dialect, FakeScreen screen, String nickname) {
    awaitLine(
        screen, dialect.equals("login") ? "*** Welcome, " + nickname : nickname + " has joined");
  }

  private static void awaitLine(FakeScreen screen, String part) {
    while (!screen.next().contains(part)) {
      // skip other lines
    }
  }

  private ClientTestKit.RunningClient start(String dialect, String nickname, FakeScreen screen) {
    return start(dialect, nickname, screen, Optional.empty());
  }

  private ClientTestKit.RunningClient start(
      String dialect, String nickname, FakeScreen screen, Optional<Password> password) {
    ClientTestKit testKit = new ClientTestKit(dialect);
    testKits.add(testKit);
    ClientTestKit.RunningClient client =
        testKit.startWithPassword(nickname, screen, TestServers.port(server, dialect), password);
    clients.add(client);
    return client;
  }
}
