package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.TestServers;
import io.parley.client.screen.FakeScreen;
import io.parley.client.transport.ConnectionFailedException;
import io.parley.server.ParleyServer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A visit that begins in a room. */
class InitialRoomTest {
  @AutoClose private static final ClientTestKit beej = new ClientTestKit();
  @AutoClose private static final ClientTestKit plain = new ClientTestKit("plain");

  @AutoClose private final ParleyServer server = TestServers.startAllDialects(Map.of());
  @AutoClose private FakeScreen screen = FakeScreen.interactive();

  @Test
  void a_person_talks_there_once_they_are_in() throws Exception {
    CompletableFuture<Integer> status = visit(beej, "amy", "beej");
    screen.expect("*** amy has joined the chat", "*** amy has joined garden");
    assertEquals("amy #garden", screen.lastPrompt());

    screen.type("/q");

    assertEquals(ChatClient.LEFT, status.get(FakeScreen.DEADLINE_SECONDS, TimeUnit.SECONDS));
  }

  @Test
  void a_person_whose_nickname_is_refused_enters_with_another_one() {
    CompletableFuture<Integer> ignored = visit(beej, "not a name", "beej");
    assertEquals("*** A nickname is made of letters, digits, _ and - only.", screen.next());
    screen.expect("*** Type another nickname, or /q to leave.");

    screen.type("bob");

    screen.expect("*** bob has joined the chat", "*** bob has joined garden");
  }

  @Test
  void what_a_script_says_is_said_there() throws Exception {
    screen = FakeScreen.script().type("one").endInput();

    CompletableFuture<Integer> status = visit(beej, "ci", "beej");

    assertEquals(ChatClient.LEFT, status.get(FakeScreen.DEADLINE_SECONDS, TimeUnit.SECONDS));
    screen.expect(
        "*** ci has joined the chat", "[garden] *** ci has joined garden", "[garden] ci: one");
  }

  @Test
  void where_there_are_no_rooms_the_visit_goes_on() {
    CompletableFuture<Integer> ignored = visit(plain, "guest", "plain");

    screen.expect("*** This server's protocol has no rooms.");
    screen.type("hello");
    screen.expect("guest: hello");
  }

  private CompletableFuture<Integer> visit(ClientTestKit lab, String nickname, String dialect) {
    ChatClient client = lab.client(nickname, screen, Duration.ofMinutes(1));
    CompletableFuture<Integer> status = new CompletableFuture<>();
    Thread visit =
        new Thread(
            () -> {
              try {
                status.complete(
                    client.run(ClientTestKit.HOST, port(dialect), Optional.of("garden")));
              } catch (ConnectionFailedException | RuntimeException e) {
                status.completeExceptionally(e);
              }
            },
            "visit of " + nickname);
    visit.setDaemon(true);
    visit.start();
    return status;
  }

  private int port(String dialect) {
    return server.addresses().stream()
        .filter(endpoint -> endpoint.dialect().equals(dialect))
        .findFirst()
        .orElseThrow()
        .address()
        .getPort();
  }
}
