package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.TestServers;
import io.parley.client.local.HeldLock;
import io.parley.client.model.ScreenTraits;
import io.parley.client.screen.FakeScreen;
import io.parley.protocol.RoomName;
import io.parley.server.ParleyServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients of one user, one after the other or at the same time, with the same state folder. */
class KeptStateTest {
  private static final String PAT_JOINED = "*** pat has joined the chat";
  private static final String HIDDEN =
      "*** Messages of bob are hidden; /unignore shows them again.";

  private static final RoomName GARDEN = new RoomName("garden");

  @TempDir Path state;

  @AutoClose private final ClientTestKit testKit = new ClientTestKit();
  @AutoClose private final ParleyServer server = TestServers.startBeej(Map.of());

  @Test
  void ignored_user_stays_ignored_after_a_restart() throws Exception {
    FakeScreen first = FakeScreen.interactive().type("/ignore bob");
    try (ClientTestKit.RunningClient client = testKit.start("pat", first, port(), state)) {
      awaitLine(first, HIDDEN);
      first.type("/q");
      assertEquals(ChatClient.LEFT, client.status());
    }

    FakeScreen second = FakeScreen.interactive();
    FakeScreen bob = FakeScreen.interactive();
    FakeScreen amy = FakeScreen.interactive();
    try (ClientTestKit.RunningClient client = testKit.start("pat", second, port(), state)) {
      awaitLine(second, PAT_JOINED);
      try (ClientTestKit.RunningClient ignored = testKit.start("bob", bob, port())) {
        awaitLine(bob, "*** bob has joined the chat");
        bob.type("hello", "/me waves", "/msg pat psst");
        awaitLine(bob, "bob -> pat: psst");
        bob.type("/q");
        assertEquals(ChatClient.LEFT, ignored.status());
      }
      try (ClientTestKit.RunningClient other = testKit.start("amy", amy, port())) {
        awaitLine(amy, "*** amy has joined the chat");
        amy.type("tea?");
        second.expect("*** amy has joined the chat", "amy: tea?"); // and nothing of bob before
        amy.type("/q");
        assertEquals(ChatClient.LEFT, other.status());
      }
      second.type("/unignore bob", "/ignore");
      awaitLine(second, "*** Messages of bob are shown again.");
      second.expect("*** Ignored users: none");
      second.type("/q");
      assertEquals(ChatClient.LEFT, client.status());
    }

    FakeScreen third = FakeScreen.interactive().type("/ignore");
    try (ClientTestKit.RunningClient client = testKit.start("pat", third, port(), state)) {
      awaitLine(third, "*** Ignored users: none");
      third.type("/q");
      assertEquals(ChatClient.LEFT, client.status());
    }
  }

  @Test
  void enters_the_rooms_of_the_last_time_and_shows_the_last_one() throws Exception {
    FakeScreen first = windows();
    try (ClientTestKit.RunningClient client = testKit.start("pat", first, port(), state)) {
      awaitLine(first, PAT_JOINED);
      for (String room : List.of("garden", "kitchen", "attic")) {
        first.type("/join " + room);
        awaitLine(first, "*** pat has joined " + room);
      }
      first.type("/leave attic");
      awaitLine(first, "*** pat has left attic");
      assertTrue(first.switchRoom(GARDEN));
      first.type("/q");
      assertEquals(ChatClient.LEFT, client.status());
    }

    FakeScreen second = windows();
    try (ClientTestKit.RunningClient client = testKit.start("pat", second, port(), state)) {
      awaitAll(second, "*** pat has joined garden", "*** pat has joined kitchen");
      second.expectPrompt("pat #garden");
      second.type("one");
      awaitLine(second, "pat: one");
      second.type("/q");
      assertEquals(ChatClient.LEFT, client.status());
    }

    FakeScreen named = windows();
    try (ClientTestKit.RunningClient client =
        testKit.start("pat", named, port(), state, Optional.of("cellar"))) {
      awaitAll(
          named,
          "*** pat has joined garden",
          "*** pat has joined kitchen",
          "*** pat has joined cellar");
      named.expectPrompt("pat #cellar");
      named.type("/q");
      assertEquals(ChatClient.LEFT, client.status());
    }
  }

  /** A room that cannot be entered any more is forgotten; the others are entered. */
  @Test
  void room_that_is_refused_is_not_tried_again() throws Exception {
    Path rooms = ignoredUsers().resolveSibling("rooms.json");
    Files.createDirectories(rooms.getParent());
    Files.writeString(
        rooms, "{\"profiles\":{\"\":{\"rooms\":[\"no room\",\"garden\"],\"shown\":\"garden\"}}}");
    FakeScreen screen = windows();
    try (ClientTestKit.RunningClient client = testKit.start("pat", screen, port(), state)) {
      awaitLine(screen, "*** pat has joined garden");
      screen.expectPrompt("pat #garden");
      screen.type("/ping"); // its answer comes after those to the joins
      while (!screen.next().startsWith("*** The server answered after ")) {
        // skip other lines
      }
      screen.type("/q");
      assertEquals(ChatClient.LEFT, client.status());
    }

    assertEquals(
        "{\"profiles\":{\"\":{\"rooms\":[\"garden\"],\"shown\":\"garden\"}}}\n",
        Files.readString(rooms));
  }

  /** A disk or another client that does not answer stops neither the keyboard nor the socket. */
  @Test
  void chats_while_the_storage_waits() throws Exception {
    FakeScreen screen = FakeScreen.interactive();
    try (ClientTestKit.RunningClient client = testKit.start("pat", screen, port(), state)) {
      awaitLine(screen, PAT_JOINED);
      HeldLock other = HeldLock.of(state, ClientTestKit.HOST, port());
      screen.type("/ignore bob");
      screen.expect(HIDDEN);
      screen.type("one");
      screen.expect("pat: one");
      assertFalse(Files.exists(ignoredUsers()));
      other.close();
      screen.type("/q"); // waits until the change is on the disk
      assertEquals(ChatClient.LEFT, client.status());
      assertTrue(Files.readString(ignoredUsers()).contains("\"bob\""));
    }
  }

  @Test
  void failure_is_shown_once() throws Exception {
    Files.writeString(state.resolve("servers"), "a file");
    FakeScreen screen = FakeScreen.interactive();
    try (ClientTestKit.RunningClient client = testKit.start("pat", screen, port(), state)) {
      awaitLine(screen, PAT_JOINED);
      screen.type("/ignore bob");
      screen.expect(HIDDEN, "parley: cannot keep the ignored users: not a directory");
      screen.type("/ignore bob", "one");
      screen.expect(HIDDEN, "pat: one");
      screen.type("/q");
      assertEquals(ChatClient.LEFT, client.status());
    }
  }

  @Test
  void script_keeps_nothing() throws Exception {
    FakeScreen script = FakeScreen.script().type("/ignore bob", "/ignore").endInput();
    try (ClientTestKit.RunningClient client = testKit.start("ci", script, port(), state)) {
      assertEquals(ChatClient.LEFT, client.status());
    }

    awaitLine(script, "*** Ignored users: bob");
    assertFalse(Files.exists(state.resolve("servers")));
  }

  private Path ignoredUsers() {
    return state.resolve("servers/" + ClientTestKit.HOST + "_" + port() + "/ignored.json");
  }

  private static FakeScreen windows() {
    return new FakeScreen(new ScreenTraits(true, true));
  }

  /** Waits for lines of several rooms, which come in any order. */
  private static void awaitAll(FakeScreen screen, String... lines) {
    Set<String> missing = new HashSet<>(List.of(lines));
    while (!missing.isEmpty()) {
      boolean unused = missing.remove(screen.next());
    }
  }

  private static void awaitLine(FakeScreen screen, String line) {
    String next = screen.next();
    while (!next.equals(line)) {
      next = screen.next();
    }
  }

  private int port() {
    return server.addresses().get(0).address().getPort();
  }
}
