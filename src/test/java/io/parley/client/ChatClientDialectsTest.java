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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client in every dialect, on a real server. */
class ChatClientDialectsTest {
  private static ParleyServer server;

  private final List<ClientTestKit> labs = new ArrayList<>();
  private final List<ClientTestKit.RunningClient> visits = new ArrayList<>();

  @BeforeAll
  static void start() {
    server = TestServers.startAllDialects(Map.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void end() throws Exception {
    visits.forEach(ClientTestKit.RunningClient::close);
    for (ClientTestKit lab : labs) {
      lab.close();
    }
  }

  static Set<String> dialects() {
    return Dialects.names();
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void two_people_hear_each_other_and_see_their_own_lines(String dialect) throws Exception {
    FakeScreen amy = FakeScreen.interactive();
    FakeScreen bob = FakeScreen.interactive();
    ClientTestKit.RunningClient first = visit(dialect, "amy_" + dialect, amy);
    enters(dialect, amy, "amy_" + dialect);
    visit("beej", "bob_" + dialect, bob);
    awaits(bob, "*** bob_" + dialect + " has joined");
    bob.type("hello amy");
    awaits(amy, "bob_" + dialect + ": hello amy");
    amy.type("hello bob");
    awaits(amy, "amy_" + dialect + ": hello bob");
    awaits(bob, ": hello bob");
    amy.type("/q");
    assertEquals(ChatClient.LEFT, first.status());
    awaits(bob, " has left the chat");
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void a_script_says_all_its_lines_and_leaves(String dialect) throws Exception {
    FakeScreen bob = FakeScreen.interactive();
    visit("beej", "hears_" + dialect, bob);
    awaits(bob, "has joined");
    FakeScreen script = FakeScreen.script().type("one", "two", "three").endInput();
    ClientTestKit.RunningClient visit = visit(dialect, "says_" + dialect, script);
    // Raw text has no end marks: what was said one after the other may be read at once.
    StringBuilder heard = new StringBuilder();
    while (!heard.toString().contains(" has left the chat")) {
      heard.append(bob.next()).append('\n');
    }
    assertTrue(heard.toString().matches("(?s).*: one.*two.*three.*"), heard::toString);
    assertEquals(ChatClient.LEFT, visit.status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"nickname", "login", "prompt", "whisper", "notification"})
  void a_person_may_choose_another_nickname_and_a_script_may_not(String dialect) throws Exception {
    FakeScreen amy = FakeScreen.interactive();
    visit("beej", "Taken_" + dialect, amy);
    awaits(amy, "has joined");
    FakeScreen script = FakeScreen.script().type("never said").endInput();
    assertEquals(ChatClient.LOST, visit(dialect, "taken_" + dialect, script).status());
    FakeScreen person = FakeScreen.interactive();
    ClientTestKit.RunningClient visit = visit(dialect, "taken_" + dialect, person);
    awaits(person, "*** Type another nickname");
    person.type("free_" + dialect);
    awaits(amy, "*** free_" + dialect + " has joined");
    enters(dialect, person, "free_" + dialect);
    person.type("hello");
    awaits(amy, "free_" + dialect + ": hello");
    person.type("/q");
    assertEquals(ChatClient.LEFT, visit.status());
    assertTrue(amy.rest().stream().noneMatch(line -> line.contains("never said")));
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void what_a_protocol_cannot_carry_is_told(String dialect) throws Exception {
    FakeScreen amy = FakeScreen.interactive();
    visit(dialect, "able_" + dialect, amy);
    enters(dialect, amy, "able_" + dialect);
    amy.type("/ping", "/names", "/message nobody_here psst");
    boolean speaksOfItself = Set.of("beej", "nickname").contains(dialect);
    boolean whispers = Set.of("beej", "nickname", "whisper", "notification").contains(dialect);
    // Some of these the client answers by itself, and some the server: in any order.
    awaitsAll(
        amy,
        speaksOfItself
            ? "*** The server answered after "
            : "*** This server's protocol has no ping.",
        speaksOfItself ? "*** Here now (" : "*** This server's protocol does not tell who is here.",
        whispers
            ? "*** Nobody here is called nobody_here"
            : "*** This server's protocol has no private messages.");
  }

  /** Waits until a client is in; where nobody says so, it is in at once. */
  private static void enters(String dialect, FakeScreen screen, String nickname) {
    switch (dialect) {
      case "plain" -> {}
      case "login" -> awaits(screen, "*** Welcome, " + nickname);
      default -> awaits(screen, "*** " + nickname + " has joined");
    }
  }

  private static void awaits(FakeScreen screen, String part) {
    while (!screen.next().contains(part)) {
      // something else was shown
    }
  }

  private static void awaitsAll(FakeScreen screen, String... parts) {
    List<String> missing = new ArrayList<>(List.of(parts));
    while (!missing.isEmpty()) {
      String line = screen.next();
      missing.removeIf(line::contains);
    }
  }

  private ClientTestKit.RunningClient visit(String dialect, String nickname, FakeScreen screen) {
    ClientTestKit lab = new ClientTestKit(dialect);
    labs.add(lab);
    int port =
        server.addresses().stream()
            .filter(endpoint -> endpoint.dialect().equals(dialect))
            .findFirst()
            .orElseThrow()
            .address()
            .getPort();
    ClientTestKit.RunningClient visit = lab.start(nickname, screen, port);
    visits.add(visit);
    return visit;
  }
}
