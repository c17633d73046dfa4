package io.parley.client;

import static java.util.stream.Collectors.toList;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import io.parley.client.screen.FakeScreen;
import io.parley.history.MessageStore;
import io.parley.history.NewMessage;
import io.parley.history.StoredMessage;
import io.parley.history.factory.MessageStoreFactory;
import io.parley.protocol.RoomName;
import io.parley.server.ListenerSettings;
import io.parley.server.ParleyServer;
import io.parley.server.ServerSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server that ends and starts again, on its port and its file, while people talk. */
class ReconnectTest {
  private static final int LINES = 200;
  private static final int RESTARTS = 5;
  private static final Pattern SAID = Pattern.compile("pat: (line \\d+)$");

  @TempDir Path folder;

  @AutoClose private final ClientTestKit lab = new ClientTestKit();
  @AutoClose private ParleyServer server;
  private Config config;
  private int port;

  @BeforeEach
  void start() throws Exception {
    config =
        ClientTestKit.config(
            Map.of(
                "parley.history.url",
                "jdbc:sqlite:" + folder.resolve("history.db"),
                "parley.room.recalled",
                "3")); // so that pages are needed
    listen(0);
    port = server.addresses().get(0).address().getPort();
  }

  @Test
  void every_message_is_shown_and_kept_once_and_in_order() throws Exception {
    FakeScreen pat = FakeScreen.interactive();
    FakeScreen leslie = FakeScreen.interactive();
    try (ClientTestKit.RunningClient talks = lab.start("pat", pat, port);
        ClientTestKit.RunningClient reads = lab.start("leslie", leslie, port)) {
      awaits(pat, "*** pat has joined the chat");
      awaits(leslie, "*** leslie has joined the chat");
      pat.type("/join garden");
      leslie.type("/join garden");
      awaits(pat, "*** pat has joined garden");
      awaits(leslie, "*** leslie has joined garden");
      List<String> expected = IntStream.range(0, LINES).mapToObj(i -> "line " + i).toList();
      for (int i = 0; i < LINES; i++) {
        pat.type("line " + i);
        if (i % (LINES / RESTARTS) == LINES / RESTARTS / 2) {
          server.close();
          listen(port);
        }
      }

      assertEquals(expected, said(pat));
      assertEquals(expected, said(leslie));
      assertEquals("pat #garden", pat.lastPrompt());
      pat.type("/q");
      leslie.type("/q");
      assertEquals(ChatClient.LEFT, talks.status());
      assertEquals(ChatClient.LEFT, reads.status());
      assertEquals(List.of(), pat.rest().stream().filter(SAID.asPredicate()).toList());
      assertEquals(expected, kept());
    }
  }

  /** A script has only so many attempts, each of them counted from when it was in last. */
  @Test
  void a_script_comes_back_too() throws Exception {
    FakeScreen script = FakeScreen.script().type("line 0");
    try (ClientTestKit.RunningClient visit =
        lab.start("pat", script, port, ClientTestKit.withAttempts(10_000))) {
      awaits(script, "pat: line 0");
      server.close();
      listen(port);
      script.type("line 1").endInput();

      assertEquals(ChatClient.LEFT, visit.status());
      assertEquals(List.of("line 0", "line 1"), kept());
      awaits(script, "pat: line 1");
    }
  }

  @Test
  void a_script_gives_up_after_three_attempts() throws Exception {
    FakeScreen script = FakeScreen.script();
    try (ClientTestKit.RunningClient visit = lab.start("pat", script, port)) {
      awaits(script, "*** pat has joined the chat");
      server.close();

      assertEquals(ChatClient.LOST, visit.status());
      List<String> complaints =
          script.rest().stream().filter(line -> line.startsWith("parley: no connection")).toList();
      assertEquals(2, complaints.size()); // the second attempt failed as the first did
      assertTrue(
          complaints.get(1).endsWith("connection refused; that was the last of 3 attempts"),
          complaints.get(1));
    }
  }

  @Test
  void a_person_leaves_at_once_while_nobody_is_there() throws Exception {
    FakeScreen pat = FakeScreen.interactive();
    try (ClientTestKit.RunningClient visit = lab.start("pat", pat, port)) {
      awaits(pat, "*** pat has joined the chat");
      server.close();
      awaits(pat, "parley: no connection to ");
      pat.type("/names", "/ping", "never heard", "/q");

      assertEquals(ChatClient.LOST, visit.status());
      awaits(pat, "*** Not connected; that was not sent.");
      awaits(pat, "*** Not connected; that was not sent.");
      awaits(pat, "parley: this was not sent: never heard");
    }
  }

  @Test
  void somebody_turns_to_another_room_while_nobody_is_there() throws Exception {
    RoomName garden = RoomName.sanitize("garden");
    FakeScreen pat = FakeScreen.interactive();
    try (ClientTestKit.RunningClient visit = lab.start("pat", pat, port)) {
      awaits(pat, "*** pat has joined the chat");
      pat.type("/join garden");
      awaits(pat, "*** pat has joined garden");
      server.close();
      awaits(pat, "parley: no connection to ");
      assertTrue(pat.switchRoom(RoomName.LOBBY));
      assertEquals("pat #lobby", pat.lastPrompt());
      typesUnsent(pat, "in the lobby");
      assertTrue(pat.switchRoom(garden));
      assertEquals("pat #garden", pat.lastPrompt());
      typesUnsent(pat, "in the garden");
      assertTrue(pat.switchRoom(RoomName.LOBBY));
      assertFalse(pat.switchRoom(RoomName.sanitize("kitchen")));
      listen(port);
      awaits(pat, "pat: in the garden");
      assertEquals("pat #lobby", pat.lastPrompt());
      pat.type("in the lobby again");
      awaits(pat, "pat: in the lobby again");
      pat.type("/q");

      assertEquals(ChatClient.LEFT, visit.status());
      assertEquals(
          List.of("lobby: in the lobby", "garden: in the garden", "lobby: in the lobby again"),
          kept(saying -> saying.room() + ": " + saying.text()));
    }
  }

  @Test
  void enters_the_room_that_it_is_started_for() throws Exception {
    FakeScreen script = FakeScreen.script().type("line 7").endInput();
    FakeScreen person = FakeScreen.interactive();
    try (ClientTestKit.RunningClient visit =
        lab.start("pat", script, port, Optional.of("garden"))) {
      assertEquals(ChatClient.LEFT, visit.status());
      awaits(script, "[garden] pat: line 7");
    }
    try (ClientTestKit.RunningClient visit =
        lab.start("leslie", person, port, Optional.of("garden"))) {
      awaits(person, "*** leslie has joined garden");
      person.type("/q");
      assertEquals(ChatClient.LEFT, visit.status());
    }
  }

  private void listen(int wanted) throws Exception {
    server =
        ParleyServer.start(
            ServerSettings.read(config)
                .withListeners(List.of(new ListenerSettings("beej", ClientTestKit.HOST, wanted))),
            config);
  }

  /** What is shown of pat's lines, until the last one. */
  private static List<String> said(FakeScreen screen) {
    List<String> said = new ArrayList<>();
    while (!said.contains("line " + (LINES - 1))) {
      Matcher matcher = SAID.matcher(screen.next());
      if (matcher.find()) {
        said.add(matcher.group(1));
      }
    }
    return said;
  }

  /** Types something, and returns when it waits. */
  private static void typesUnsent(FakeScreen screen, String line) {
    screen.type(line, "/names");
    awaits(screen, "*** Not connected; that was not sent.");
  }

  private List<String> kept() throws Exception {
    return kept(NewMessage::text);
  }

  private List<String> kept(Function<NewMessage, String> what) throws Exception {
    try (MessageStore store = MessageStoreFactory.open(ServerSettings.read(config).history())) {
      return store.after(0, Optional.empty(), Optional.empty(), 10 * LINES).stream()
          .map(StoredMessage::content)
          .map(what)
          .collect(toList());
    }
  }

  private static void awaits(FakeScreen screen, String part) {
    while (!screen.next().contains(part)) {
      // something else was shown
    }
  }
}
