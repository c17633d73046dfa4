package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.TestServers;
import io.parley.client.screen.FakeScreen;
import io.parley.dialect.Dialects;
import io.parley.server.ParleyServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client in every dialect, on a real server. */
class ChatClientDialectsTest {
  /** One for each test: a member of another test leaves when nobody can observe it. */
  private final ParleyServer server = TestServers.startAllDialects(Map.of());

  private final List<ClientTestKit> testKits = new ArrayList<>();
  private final List<ClientTestKit.RunningClient> clients = new ArrayList<>();

  @AfterEach
  void end() throws Exception {
    clients.forEach(ClientTestKit.RunningClient::close);
    for (ClientTestKit testKit : testKits) {
      testKit.close();
    }
    server.close();
  }

  static Set<String> dialects() {
    return Dialects.names();
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void two_users_see_messages_of_each_other_and_their_own(String dialect) throws Exception {
    FakeScreen amy = FakeScreen.interactive();
    FakeScreen bob = FakeScreen.interactive();
    startClient("beej", "bob_" + dialect, bob);
    awaitLine(bob, "*** bob_" + dialect + " has joined");
    ClientTestKit.RunningClient first = startClient(dialect, "amy_" + dialect, amy);
    awaitRegistered(dialect, amy, "amy_" + dialect);
    awaitLine(bob, " has joined"); // a guest is told nothing
    bob.type("hello amy");
    awaitLine(amy, "bob_" + dialect + ": hello amy");
    amy.type("hello bob");
    awaitLine(amy, "amy_" + dialect + ": hello bob");
    awaitLine(bob, ": hello bob");
    amy.type("/q");
    assertEquals(ChatClient.LEFT, first.status());
    awaitLine(bob, " has left the chat");
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void script_sends_all_lines_and_exits(String dialect) throws Exception {
    FakeScreen bob = FakeScreen.interactive();
    startClient("beej", "reads_" + dialect, bob);
    awaitLine(bob, "has joined");
    FakeScreen script = FakeScreen.script().type("one", "two", "three").endInput();
    ClientTestKit.RunningClient client = startClient(dialect, "sends_" + dialect, script);
    // Raw text has no message boundaries: consecutive messages may arrive as one.
    StringBuilder shown = new StringBuilder();
    while (!shown.toString().contains(" has left the chat")) {
      shown.append(bob.next()).append('\n');
    }
    assertTrue(shown.toString().matches("(?s).*: one.*two.*three.*"), shown::toString);
    assertEquals(ChatClient.LEFT, client.status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"nickname", "login", "prompt", "whisper", "notification"})
  void taken_nickname_lets_user_choose_another_and_ends_script(String dialect) throws Exception {
    FakeScreen amy = FakeScreen.interactive();
    startClient("beej", "Taken_" + dialect, amy);
    awaitLine(amy, "has joined");
    FakeScreen script = FakeScreen.script().type("never said").endInput();
    assertEquals(ChatClient.LOST, startClient(dialect, "taken_" + dialect, script).status());
    FakeScreen person = FakeScreen.interactive();
    ClientTestKit.RunningClient client = startClient(dialect, "taken_" + dialect, person);
    awaitLine(person, "*** Type another nickname");
    person.type("free_" + dialect);
    awaitLine(amy, "*** free_" + dialect + " has joined");
    awaitRegistered(dialect, person, "free_" + dialect);
    person.type("hello");
    awaitLine(amy, "free_" + dialect + ": hello");
    person.type("/q");
    assertEquals(ChatClient.LEFT, client.status());
    assertTrue(amy.rest().stream().noneMatch(line -> line.contains("never said")));
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void reports_features_that_dialect_does_not_support(String dialect) throws Exception {
    FakeScreen amy = FakeScreen.interactive();
    startClient(dialect, "able_" + dialect, amy);
    awaitRegistered(dialect, amy, "able_" + dialect);
    amy.type("/ping", "/names", "/message nobody_here psst");
    boolean answersQueries = Set.of("beej", "nickname").contains(dialect);
    boolean privateMessages =
        Set.of("beej", "nickname", "whisper", "notification").contains(dialect);
    // The client answers some of these and the server the others, so the order varies.
    awaitLines(
        amy,
        answersQueries
            ? "*** The server answered after "
            : "*** This server's protocol has no ping.",
        answersQueries ? "*** Members (" : "*** This server's protocol has no member lists.",
        privateMessages
            ? "*** Nobody here is called nobody_here"
            : "*** This server's protocol has no private messages.");
  }

  /** Waits for the registration; the plain dialect does not announce it. */
  private static void awaitRegistered(String dialect, FakeScreen screen, String nickname) {
    switch (dialect) {
      case "plain" -> {}
      case "login" -> awaitLine(screen, "*** Welcome, " + nickname);
      default -> awaitLine(screen, "*** " + nickname + " has joined");
    }
  }

  private static void awaitLine(FakeScreen screen, String part) {
    while (!screen.next().contains(part)) {
      // skip other lines
    }
  }

  private static void awaitLines(FakeScreen screen, String... parts) {
    List<String> missing = new ArrayList<>(List.of(parts));
    while (!missing.isEmpty()) {
      String line = screen.next();
      missing.removeIf(line::contains);
    }
  }

  private ClientTestKit.RunningClient startClient(
      String dialect, String nickname, FakeScreen screen) {
    ClientTestKit testKit = new ClientTestKit(dialect);
    testKits.add(testKit);
    ClientTestKit.RunningClient client =
        testKit.start(nickname, screen, TestServers.port(server, dialect));
    clients.add(client);
    return client;
  }
}
