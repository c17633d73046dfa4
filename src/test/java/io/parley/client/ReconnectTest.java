package io.parley.client;

import static java.util.stream.Collectors.toList;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import io.parley.TestServers;
import io.parley.account.AccountDirectory;
import io.parley.account.AccountRole;
import io.parley.account.AccountSettings;
import io.parley.account.sql.AccountStoreFactory;
import io.parley.client.screen.FakeScreen;
import io.parley.history.HistorySettings;
import io.parley.history.MessageStore;
import io.parley.history.NewMessage;
import io.parley.history.StoredMessage;
import io.parley.history.factory.MessageStoreFactory;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.server.ListenerSettings;
import io.parley.server.ParleyServer;
import io.parley.server.ServerSettings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server that restarts on the same port and history file while clients chat. */
class ReconnectTest {
  private static final int LINES = 200;
  private static final int RESTARTS = 5;
  private static final Pattern CHAT = Pattern.compile("pat: (line \\d+)$");

  @TempDir Path folder;

  @AutoClose private final ClientTestKit testKit = new ClientTestKit("beej", TestServers.OWN_HOST);
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
                "parley.room.backlog",
                "3")); // so that the client has to fetch history pages
    startServer(0);
    port = server.addresses().get(0).address().getPort();
  }

  @Test
  void shows_and_stores_every_message_once_and_in_order_across_restarts() throws Exception {
    FakeScreen pat = FakeScreen.interactive();
    FakeScreen leslie = FakeScreen.interactive();
    try (ClientTestKit.RunningClient sender = testKit.start("pat", pat, port);
        ClientTestKit.RunningClient reader = testKit.start("leslie", leslie, port)) {
      awaitLine(pat, "*** pat has joined the chat");
      awaitLine(leslie, "*** leslie has joined the chat");
      pat.type("/join garden");
      leslie.type("/join garden");
      awaitLine(pat, "*** pat has joined garden");
      awaitLine(leslie, "*** leslie has joined garden");
      List<String> expected = IntStream.range(0, LINES).mapToObj(i -> "line " + i).toList();
      for (int i = 0; i < LINES; i++) {
        pat.type("line " + i);
        if (i % (LINES / RESTARTS) == LINES / RESTARTS / 2) {
          server.close();
          startServer(port);
        }
      }

      assertEquals(expected, shownTexts(pat));
      assertEquals(expected, shownTexts(leslie));
      pat.expectPrompt("pat #garden");
      pat.type("/q");
      leslie.type("/q");
      assertEquals(ChatClient.LEFT, sender.status());
      assertEquals(ChatClient.LEFT, reader.status());
      assertEquals(List.of(), pat.rest().stream().filter(CHAT.asPredicate()).toList());
      assertEquals(expected, storedTexts());
    }
  }

  @Test
  void away_note_is_sent_again_after_reconnect() throws Exception {
    FakeScreen pat = FakeScreen.interactive();
    FakeScreen leslie = FakeScreen.interactive();
    try (ClientTestKit.RunningClient away = testKit.start("pat", pat, port);
        ClientTestKit.RunningClient other = testKit.start("leslie", leslie, port)) {
      awaitLine(pat, "*** pat has joined the chat");
      awaitLine(leslie, "*** leslie has joined the chat");
      pat.type("/away tea time");
      awaitLine(pat, "*** You are away now: tea time");
      server.close();
      startServer(port);

      awaitLine(pat, "*** You are away now: tea time");
      leslie.type("ready"); // is sent as soon as requests can be sent, too
      awaitLine(leslie, "leslie: ready");
      leslie.type("/whois pat");
      awaitLine(leslie, "*** pat is away: tea time");

      pat.type("/back", "back");
      awaitLine(pat, "pat: back");
      server.close();
      startServer(port);
      pat.type("ready");
      awaitLine(pat, "pat: ready");
      pat.type("/whois pat", "fence");
      for (String line = pat.next(); !line.equals("pat: fence"); line = pat.next()) {
        assertFalse(line.contains("is away"), line);
      }
      pat.type("/q");
      assertEquals(ChatClient.LEFT, away.status());
      leslie.type("/q");
      assertEquals(ChatClient.LEFT, other.status());
    }
  }

  @Test
  void registered_and_changed_password_is_used_at_a_reconnect() throws Exception {
    FakeScreen amy = FakeScreen.interactive();
    try (ClientTestKit.RunningClient client = testKit.start("amy", amy, port)) {
      awaitLine(amy, "*** amy has joined the chat");
      answer(amy, "/register", "correct horse", "correct horse");
      awaitLine(amy, "You are logged in as amy");
      server.close();
      startServer(port);
      amy.type("first");
      awaitLine(amy, "amy: first");
      amy.type("/sessions"); // for accounts only
      awaitLine(amy, "(this one)");

      answer(amy, "/password", "correct horse", "battery staple", "battery staple");
      awaitLine(amy, "The password of your account is changed");
      server.close();
      startServer(port);
      amy.type("second");
      awaitLine(amy, "amy: second");
      amy.type("/q");
      assertEquals(ChatClient.LEFT, client.status());
    }
  }

  @Test
  void password_that_an_operator_gives_somebody_else_is_not_used_at_a_reconnect() throws Exception {
    FakeScreen amy = FakeScreen.interactive();
    try (ClientTestKit.RunningClient client = testKit.start("amy", amy, port)) {
      awaitLine(amy, "*** amy has joined the chat");
      answer(amy, "/register", "correct horse", "correct horse");
      awaitLine(amy, "You are logged in as amy");
      server.close();
      makeOperator("amy");
      startServer(port);
      amy.type("first");
      awaitLine(amy, "amy: first");

      answer(amy, "/register-for olga", "battery staple", "battery staple");
      awaitLine(amy, "An account is registered for olga");
      server.close();
      startServer(port);
      amy.type("second");
      awaitLine(amy, "amy: second");
      amy.type("/q");
      assertEquals(ChatClient.LEFT, client.status());
    }
    FakeScreen olga = FakeScreen.interactive();
    try (ClientTestKit.RunningClient client = testKit.start("olga", olga, port)) {
      awaitLine(olga, "? Password");
      olga.type("battery staple");
      awaitLine(olga, "*** olga has joined the chat");
      olga.type("/q");
      assertEquals(ChatClient.LEFT, client.status());
    }
  }

  private void makeOperator(String nickname) throws Exception {
    try (AccountDirectory accounts =
        AccountDirectory.open(
            AccountStoreFactory.open(HistorySettings.read(config)),
            AccountSettings.read(config),
            InstantSource.system())) {
      long id = accounts.ownerOf(Nickname.parse(nickname)).orElseThrow().id();
      accounts.setRole(id, AccountRole.OPERATOR);
    }
  }

  @Test
  void typed_password_is_used_at_a_reconnect_of_two_clients_of_the_account() throws Exception {
    FakeScreen first = FakeScreen.interactive();
    FakeScreen second = FakeScreen.interactive();
    try (ClientTestKit.RunningClient client = testKit.start("amy", first, port)) {
      awaitLine(first, "*** amy has joined the chat");
      answer(first, "/register", "correct horse", "correct horse");
      awaitLine(first, "You are logged in as amy");
      try (ClientTestKit.RunningClient other = testKit.start("amy", second, port)) {
        awaitLine(second, "? Password");
        second.type("correct horse");
        awaitLine(second, "*** amy has joined the chat");
        server.close();
        startServer(port);

        first.type("from the first");
        second.type("from the second");
        for (FakeScreen screen : List.of(first, second)) {
          Set<String> awaited =
              new HashSet<>(Set.of("amy: from the first", "amy: from the second"));
          while (!awaited.isEmpty()) {
            String line = screen.next();
            awaited.removeIf(line::contains);
          }
        }
        second.type("/q");
        assertEquals(ChatClient.LEFT, other.status());
      }
      first.type("/q");
      assertEquals(ChatClient.LEFT, client.status());
    }
  }

  /** Types a command and the answers to its questions. */
  private static void answer(FakeScreen screen, String command, String... passwords) {
    screen.type(command);
    for (String password : passwords) {
      awaitLine(screen, "? ");
      screen.type(password);
    }
  }

  /** The attempts of a script are counted from its last registration. */
  @Test
  void script_reconnects_after_restart() throws Exception {
    FakeScreen script = FakeScreen.script().type("line 0");
    try (ClientTestKit.RunningClient client =
        testKit.start("pat", script, port, ClientTestKit.withAttempts(10_000))) {
      awaitLine(script, "pat: line 0");
      server.close();
      startServer(port);
      script.type("line 1").endInput();

      assertEquals(ChatClient.LEFT, client.status());
      assertEquals(List.of("line 0", "line 1"), storedTexts());
      awaitLine(script, "pat: line 1");
    }
  }

  @Test
  void script_exits_after_three_failed_attempts() throws Exception {
    FakeScreen script = FakeScreen.script();
    try (ClientTestKit.RunningClient client = testKit.start("pat", script, port)) {
      awaitLine(script, "*** pat has joined the chat");
      server.close();

      assertEquals(ChatClient.LOST, client.status());
      List<String> diagnostics =
          script.rest().stream().filter(line -> line.startsWith("parley: no connection")).toList();
      assertEquals(
          2,
          diagnostics.size()); // the second attempt failed for the same reason and is not reported
      assertTrue(
          diagnostics.get(1).endsWith("connection refused; giving up after 3 attempts"),
          diagnostics.get(1));
    }
  }

  @Test
  void user_quits_at_once_while_disconnected() throws Exception {
    FakeScreen pat = FakeScreen.interactive();
    try (ClientTestKit.RunningClient client = testKit.start("pat", pat, port)) {
      awaitLine(pat, "*** pat has joined the chat");
      server.close();
      awaitLine(pat, "parley: no connection to ");
      pat.type("/names", "/ping", "never sent", "/q");

      assertEquals(ChatClient.LOST, client.status());
      awaitLine(pat, "*** Not connected; the line was not sent.");
      awaitLine(pat, "*** Not connected; the line was not sent.");
      awaitLine(pat, "parley: this was not sent: never sent");
    }
  }

  @Test
  void switches_rooms_while_disconnected() throws Exception {
    RoomName garden = RoomName.sanitize("garden");
    FakeScreen pat = FakeScreen.interactive();
    try (ClientTestKit.RunningClient client = testKit.start("pat", pat, port)) {
      awaitLine(pat, "*** pat has joined the chat");
      pat.type("/join garden");
      awaitLine(pat, "*** pat has joined garden");
      server.close();
      awaitLine(pat, "parley: no connection to ");
      assertTrue(pat.switchRoom(RoomName.LOBBY));
      pat.expectPrompt("pat #lobby");
      typeWhileDisconnected(pat, "in the lobby");
      assertTrue(pat.switchRoom(garden));
      pat.expectPrompt("pat #garden");
      typeWhileDisconnected(pat, "in the garden");
      assertTrue(pat.switchRoom(RoomName.LOBBY));
      assertFalse(pat.switchRoom(RoomName.sanitize("kitchen")));
      startServer(port);
      awaitLine(pat, "pat: in the garden");
      pat.expectPrompt("pat #lobby");
      pat.type("in the lobby again");
      awaitLine(pat, "pat: in the lobby again");
      pat.type("/q");

      assertEquals(ChatClient.LEFT, client.status());
      List<String> stored = storedTexts(message -> message.room() + ": " + message.text());
      assertEquals( // each room has its own order
          List.of("lobby: in the lobby", "lobby: in the lobby again"),
          stored.stream().filter(text -> text.startsWith("lobby")).toList());
      assertEquals(
          List.of("garden: in the garden"),
          stored.stream().filter(text -> !text.startsWith("lobby")).toList());
    }
  }

  @Test
  void joins_initial_room() throws Exception {
    FakeScreen script = FakeScreen.script().type("line 7").endInput();
    FakeScreen person = FakeScreen.interactive();
    try (ClientTestKit.RunningClient client =
        testKit.start("pat", script, port, Optional.of("garden"))) {
      assertEquals(ChatClient.LEFT, client.status());
      awaitLine(script, "[garden] pat: line 7");
    }
    try (ClientTestKit.RunningClient client =
        testKit.start("leslie", person, port, Optional.of("garden"))) {
      awaitLine(person, "*** leslie has joined garden");
      person.type("/q");
      assertEquals(ChatClient.LEFT, client.status());
    }
  }

  private void startServer(int wanted) throws Exception {
    server =
        ParleyServer.start(
            ServerSettings.read(config)
                .withListeners(List.of(new ListenerSettings("beej", TestServers.OWN_HOST, wanted))),
            config);
  }

  /** Pat's lines in the order shown, up to the last one. */
  private static List<String> shownTexts(FakeScreen screen) {
    List<String> texts = new ArrayList<>();
    while (!texts.contains("line " + (LINES - 1))) {
      Matcher matcher = CHAT.matcher(screen.next());
      if (matcher.find()) {
        texts.add(matcher.group(1));
      }
    }
    return texts;
  }

  /** Types a line and returns when it is queued. */
  private static void typeWhileDisconnected(FakeScreen screen, String line) {
    screen.type(line, "/names");
    awaitLine(screen, "*** Not connected; the line was not sent.");
  }

  private List<String> storedTexts() throws Exception {
    return storedTexts(NewMessage::text);
  }

  private List<String> storedTexts(Function<NewMessage, String> property) throws Exception {
    try (MessageStore store = MessageStoreFactory.open(ServerSettings.read(config).history())) {
      return store.after(0, Optional.empty(), Optional.empty(), 10 * LINES).stream()
          .map(StoredMessage::content)
          .map(property)
          .collect(toList());
    }
  }

  private static void awaitLine(FakeScreen screen, String part) {
    while (!screen.next().contains(part)) {
      // skip other lines
    }
  }
}
