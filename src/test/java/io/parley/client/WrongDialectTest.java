package io.parley.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.TestServers;
import io.parley.client.screen.FakeScreen;
import io.parley.client.transport.AnswerSettings;
import io.parley.dialect.Dialects;
import io.parley.server.ParleyServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client on a port of another dialect or program, which must not get what is typed. */
class WrongDialectTest {
  private static final String TYPED = "secret text";
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final Duration SHORT = Duration.ofMillis(100);

  private static final Set<String> SERVERS_THAT_ASK =
      Set.of("nickname", "prompt", "whisper", "notification");
  private static final Set<String> CLIENTS_THAT_BEGIN = Set.of("beej", "login");

  private static ParleyServer server;

  @BeforeAll
  static void startServer() {
    server = TestServers.startAllDialects(Map.of());
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  /** All pairs of different dialects but those of a plain client, which has to speak at once. */
  static Stream<Arguments> pairs() {
    return Dialects.names().stream()
        .filter(client -> !client.equals("plain"))
        .flatMap(
            client ->
                Dialects.names().stream()
                    .filter(other -> !other.equals(client))
                    .map(other -> Arguments.of(client, other)));
  }

  static Stream<String> clients() {
    return Dialects.names().stream().filter(client -> !client.equals("plain"));
  }

  static Stream<String> serversThatAsk() {
    return SERVERS_THAT_ASK.stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void ends_with_one_sentence_on_server_of_other_dialect(String client, String other)
      throws Exception {
    boolean recognized =
        SERVERS_THAT_ASK.contains(other)
            || (CLIENTS_THAT_BEGIN.contains(client) && !other.equals("plain"));
    String name = "o_" + client + "_" + other;
    FakeScreen observer = FakeScreen.interactive();
    try (ClientTestKit observers = new ClientTestKit();
        ClientTestKit.RunningClient observing =
            observers.start(name, observer, TestServers.port(server, "beej"))) {
      awaitLine(observer, "*** " + name + " has joined");

      String reason = recognized ? speaks(other) : maySpeak(client);
      expectOneSentence(client, TestServers.port(server, other), recognized, reason);

      observer.type("fence");
      assertEquals(List.of(), linesUntil(observer, name + ": fence", TYPED));
      observer.type("/q");
      assertEquals(ChatClient.LEFT, observing.status());
    }
  }

  @ParameterizedTest
  @MethodSource("clients")
  void ends_with_one_sentence_on_silent_peer(String client) throws Exception {
    try (RawServer peer = new RawServer("", "")) {
      expectOneSentence(client, peer.port(), false, maySpeak(client));
      assertFalse(peer.received().contains(TYPED));
    }
  }

  @ParameterizedTest
  @MethodSource("clients")
  void ends_with_one_sentence_on_web_server(String client) throws Exception {
    boolean recognized = CLIENTS_THAT_BEGIN.contains(client);
    try (RawServer peer = new RawServer("", "HTTP/1.1 400 Bad Request\r\n\r\n")) {
      expectOneSentence(
          client, peer.port(), recognized, recognized ? "it is a web server" : maySpeak(client));
      assertFalse(peer.received().contains(TYPED));
    }
  }

  @ParameterizedTest
  @MethodSource("clients")
  void ends_with_one_sentence_on_ssh_server(String client) throws Exception {
    try (RawServer peer = new RawServer("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n", "")) {
      expectOneSentence(client, peer.port(), true, "it is an SSH server");
      assertFalse(peer.received().contains(TYPED));
    }
  }

  /** A server with TLS answers with an alert; one of this project with a sentence. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0015\u0003\u0003\u0000\u0002\u0002F",
        "This port speaks TLS: connect with TLS 1.2 or 1.3.\n"
      })
  void ends_with_one_sentence_on_server_with_tls(String answer) throws Exception {
    for (String client : CLIENTS_THAT_BEGIN) {
      try (RawServer peer = new RawServer("", answer)) {
        expectOneSentence(client, peer.port(), true, "it speaks TLS (--tls)");
        assertFalse(peer.received().contains(TYPED));
      }
    }
  }

  /** A client that begins is closed by many servers without a word. */
  @Test
  void ends_with_one_sentence_when_peer_closes_connection_without_answer() throws Exception {
    FakeScreen screen = FakeScreen.script().type(TYPED).endInput();
    try (ClientTestKit testKit = new ClientTestKit();
        ScriptedServer peer = new ScriptedServer();
        ClientTestKit.RunningClient client = testKit.start("pat", screen, peer.port())) {
      peer.accept();
      peer.finish();

      assertEquals(ChatClient.LOST, client.status());
      assertEquals(
          List.of(
              "parley: "
                  + peer.address()
                  + " closed the connection without an answer as beej; it may speak another"
                  + " dialect (--dialect login, plain) or TLS (--tls)"),
          screen.rest());
    }
  }

  @ParameterizedTest
  @MethodSource("serversThatAsk")
  void plain_client_sends_nothing_to_server_that_asks_for_nickname(String other) throws Exception {
    AnswerSettings patient = new AnswerSettings(LONG, LONG);
    FakeScreen screen = FakeScreen.script().type(TYPED).endInput();
    try (ClientTestKit testKit = new ClientTestKit("plain");
        ClientTestKit.RunningClient client =
            testKit.start("pat", screen, TestServers.port(server, other), settings(patient))) {
      assertEquals(ChatClient.LOST, client.status());
      String address = ClientTestKit.HOST + ":" + TestServers.port(server, other);
      assertEquals(
          List.of("parley: " + address + " does not answer as plain; " + speaks(other)),
          screen.rest());
    }
  }

  /** A server that waits for its client is only recognized by its answer to the first line. */
  @ParameterizedTest
  @MethodSource("serversThatWait")
  void plain_client_says_afterwards_that_server_speaks_other_dialect(String other)
      throws Exception {
    FakeScreen screen = FakeScreen.script().type(TYPED).endInput();
    try (ClientTestKit testKit = new ClientTestKit("plain");
        ClientTestKit.RunningClient client =
            testKit.start("pat", screen, TestServers.port(server, other))) {
      assertEquals(ChatClient.LOST, client.status());
      assertTrue(
          screen.rest().stream()
              .anyMatch(line -> line.endsWith("does not answer as plain; " + speaks(other))));
    }
  }

  static Stream<String> serversThatWait() {
    return Stream.of("beej", "login");
  }

  @Test
  void plain_client_sends_line_to_silent_peer() throws Exception {
    FakeScreen screen = FakeScreen.script().type("hello").endInput();
    try (ClientTestKit testKit = new ClientTestKit("plain");
        ScriptedServer peer = new ScriptedServer();
        ClientTestKit.RunningClient client = testKit.start("pat", screen, peer.port())) {
      peer.accept();
      assertEquals("hello", new String(peer.readBytes(5), UTF_8));
      peer.expectEnd();
      peer.finish();

      assertEquals(ChatClient.LEFT, client.status());
    }
  }

  @Test
  void suggests_dialect_of_usual_port_first() {
    try (ClientTestKit testKit = new ClientTestKit("beej")) {
      assertEquals(
          "it may speak another dialect (--dialect plain, login)",
          testKit.detector(Map.of(12345, "plain")).guess(12345, false, true));
    }
  }

  /** The server may have been replaced: what was typed meanwhile is not for the other one. */
  @Test
  void sends_nothing_after_reconnect_to_server_of_other_dialect() throws Exception {
    FakeScreen screen = FakeScreen.script();
    try (ClientTestKit testKit = new ClientTestKit();
        ScriptedServer peer = new ScriptedServer();
        ClientTestKit.RunningClient client = testKit.start("pat", screen, peer.port())) {
      peer.welcome("pat");
      assertEquals("*** pat has joined the chat", screen.next());
      peer.reset();
      screen.expect("parley: the connection to " + peer.address() + " was lost");
      screen.type(TYPED).endInput();
      String reason =
          "parley: no connection to "
              + peer.address()
              + ": it does not answer as beej; it speaks whisper (--dialect whisper)";
      for (int attempt = 1; attempt <= 3; attempt++) {
        peer.accept();
        peer.sendRaw("Please enter your username:".getBytes(US_ASCII));
        assertEquals(
            "{\"type\":\"hello\",\"nick\":\"pat\",\"extensions\":true}", peer.readPacket());
        assertTrue(peer.isEnded());
      }

      assertEquals(ChatClient.LOST, client.status());
      List<String> shown = screen.rest();
      assertTrue(shown.get(0).startsWith(reason + "; next attempt in "), shown::toString);
      assertEquals("parley: this was not sent: " + TYPED, shown.get(shown.size() - 1));
    }
  }

  private static void expectOneSentence(String client, int port, boolean recognized, String reason)
      throws Exception {
    AnswerSettings answer = new AnswerSettings(recognized ? LONG : SHORT, SHORT);
    FakeScreen screen = FakeScreen.script().type(TYPED).endInput();
    try (ClientTestKit testKit = new ClientTestKit(client);
        ClientTestKit.RunningClient running =
            testKit.start("pat_" + client, screen, port, settings(answer))) {
      assertEquals(ChatClient.LOST, running.status());
    }
    String address = ClientTestKit.HOST + ":" + port;
    assertEquals(
        List.of("parley: " + address + " does not answer as " + client + "; " + reason),
        screen.rest());
  }

  private static ClientSettings settings(AnswerSettings answer) {
    return new ClientSettings(
        LONG,
        LONG,
        answer,
        LONG,
        LONG,
        ClientTestKit.RECONNECT,
        ClientTestKit.SCREEN,
        ClientTestKit.KEEP);
  }

  private static String speaks(String dialect) {
    return "it speaks " + dialect + " (--dialect " + dialect + ")";
  }

  /** The dialects whose servers wait for the client. */
  private static String maySpeak(String client) {
    List<String> silent = new ArrayList<>(List.of("beej", "login", "plain"));
    silent.remove(client);
    return "it may speak another dialect (--dialect "
        + String.join(", ", silent)
        + ") or TLS (--tls)";
  }

  private static void awaitLine(FakeScreen screen, String part) {
    while (!screen.next().contains(part)) {
      // skip other lines
    }
  }

  /** The lines with a text before the line that begins with another one. */
  private static List<String> linesUntil(FakeScreen screen, String end, String text) {
    List<String> found = new ArrayList<>();
    for (String line = screen.next(); !line.startsWith(end); line = screen.next()) {
      if (line.contains(text)) {
        found.add(line);
      }
    }
    return found;
  }
}
