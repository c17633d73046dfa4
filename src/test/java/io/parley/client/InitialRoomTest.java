package io.parley.client;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.TestServers;
import io.parley.client.model.ScreenTraits;
import io.parley.client.screen.FakeScreen;
import io.parley.client.transport.ConnectionFailedException;
import io.parley.server.ParleyServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A client that is started with the name of a room. */
class InitialRoomTest {
  @AutoClose private static final ClientTestKit beej = new ClientTestKit();
  @AutoClose private static final ClientTestKit plain = new ClientTestKit("plain");

  @AutoClose private final ParleyServer server = TestServers.startAllDialects(Map.of());
  @AutoClose private FakeScreen screen = FakeScreen.interactive();

  @Test
  void user_joins_initial_room_after_registration() throws Exception {
    CompletableFuture<Integer> status = startClient(beej, "amy", "beej");
    screen.expect("*** amy has joined the chat", "*** amy has joined garden");
    screen.expectPrompt("amy #garden");

    screen.type("/q");

    assertEquals(ChatClient.LEFT, status.get(FakeScreen.DEADLINE_SECONDS, TimeUnit.SECONDS));
  }

  @Test
  void user_joins_initial_room_after_choosing_another_nickname() {
    CompletableFuture<Integer> ignored = startClient(beej, "not a name", "beej");
    assertEquals(
        "*** A nickname is made of letters, digits and _ - . [ ] { } | ^ \\ ` only.",
        screen.next());
    screen.expect("*** Type another nickname, or /q to leave.");

    screen.type("bob");

    screen.expect("*** bob has joined the chat", "*** bob has joined garden");
  }

  @Test
  void script_sends_lines_to_initial_room() throws Exception {
    screen = FakeScreen.script().type("one").endInput();

    CompletableFuture<Integer> status = startClient(beej, "ci", "beej");

    assertEquals(ChatClient.LEFT, status.get(FakeScreen.DEADLINE_SECONDS, TimeUnit.SECONDS));
    screen.expect(
        "*** ci has joined the chat", "[garden] *** ci has joined garden", "[garden] ci: one");
  }

  @Test
  void script_joins_several_rooms_and_sends_lines_to_the_first() throws Exception {
    screen = FakeScreen.script().type("one").endInput();

    CompletableFuture<Integer> status =
        startClient(beej, "ci", "beej", Optional.empty(), List.of("garden", "kitchen"));

    assertEquals(ChatClient.LEFT, status.get(FakeScreen.DEADLINE_SECONDS, TimeUnit.SECONDS));
    assertEquals( // each room has its own order
        Set.of(
            "*** ci has joined the chat",
            "[kitchen] *** ci has joined kitchen",
            "[garden] *** ci has joined garden",
            "[garden] ci: one"),
        Set.copyOf(screen.rest()));
  }

  @Test
  void user_joins_several_rooms_and_sees_the_named_one() {
    screen = new FakeScreen(new ScreenTraits(true, true));
    CompletableFuture<Integer> ignored =
        startClient(beej, "amy", "beej", Optional.of("garden"), List.of("kitchen", "attic"));

    assertEquals(
        Set.of(
            "*** amy has joined the chat",
            "*** amy has joined kitchen",
            "*** amy has joined attic",
            "*** amy has joined garden"),
        Stream.generate(screen::next).limit(4).collect(toSet()));
    screen.expectPrompt("amy #garden");
  }

  @Test
  void continues_without_initial_room_when_dialect_has_no_rooms() {
    CompletableFuture<Integer> ignored = startClient(plain, "guest", "plain");

    screen.expect("*** This server's protocol has no rooms.");
    screen.type("hello");
    screen.expect("guest: hello");
  }

  private CompletableFuture<Integer> startClient(
      ClientTestKit testKit, String nickname, String dialect) {
    return startClient(testKit, nickname, dialect, Optional.of("garden"), List.of());
  }

  private CompletableFuture<Integer> startClient(
      ClientTestKit testKit,
      String nickname,
      String dialect,
      Optional<String> room,
      List<String> moreRooms) {
    ChatClient client = testKit.client(nickname, screen, Duration.ofMinutes(1));
    CompletableFuture<Integer> status = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                status.complete(
                    client.run(
                        ClientTestKit.HOST, TestServers.port(server, dialect), room, moreRooms));
              } catch (ConnectionFailedException | RuntimeException e) {
                status.completeExceptionally(e);
              }
            },
            "client of " + nickname);
    thread.setDaemon(true);
    thread.start();
    return status;
  }
}
