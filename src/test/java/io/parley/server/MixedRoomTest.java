package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.Parley;
import io.parley.dialect.Dialect;
import io.parley.dialect.Dialects;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import io.parley.wire.WireContext;
import io.parley.wire.WireSettings;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.pekko.serialization.jackson.JacksonObjectMapperProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People of every dialect in one room of one server. */
class MixedRoomTest {
  private static final int OF_EACH = 10;
  private static final int SAYS = 20;
  private static final Pattern TOKEN = Pattern.compile("<\\d+-\\d+>");

  /** Waits as short as they can be, or else the backlog of 1,400 messages takes a minute. */
  private static final Map<String, String> QUICK =
      Map.of(
          "parley.wire.gap",
          "2 ms",
          "parley.wire.calm-gap",
          "2 ms",
          "parley.wire.silence",
          "10 ms");

  private static ParleyServer server;
  private static List<Dialect> dialects;

  @BeforeAll
  static void start() throws Exception {
    server = Parley.serverOfAll(QUICK);
    dialects =
        Dialects.all(
            new WireContext(
                JacksonObjectMapperProvider.get(server.system())
                    .getOrCreate(WireContext.MAPPER_NAME, Optional.empty()),
                16 * 1024 * 1024,
                4096,
                WireSettings.read(Parley.config(QUICK)),
                false,
                InstantSource.system(),
                0));
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @Test
  void everybody_sees_every_message_once_and_in_the_same_order() {
    List<DialectPeer> peers = new ArrayList<>();
    for (int i = 0; i < OF_EACH; i++) {
      for (Dialect dialect : dialects) {
        peers.add(join(dialect, "mix_" + dialect.name().charAt(0) + dialect.name().length() + i));
      }
    }
    // A guest hears nothing of its own coming; when it is heard it is in.
    peers.get(0).awaitAll(heard -> count(heard, ServerMessage.Joined.class) == peers.size());
    for (int n = 0; n < SAYS; n++) {
      for (int i = 0; i < peers.size(); i++) {
        peers.get(i).say("<" + i + "-" + n + ">");
      }
    }
    Map<Integer, List<String>> orders = new HashMap<>();
    for (int i = 0; i < peers.size(); i++) {
      DialectPeer peer = peers.get(i);
      int all = peers.size() * SAYS - (peer.dialect().echoes() ? 0 : SAYS);
      orders.put(i, tokens(peer.awaitAll(heard -> tokens(heard).size() >= all)));
    }
    List<String> order = orders.get(0);
    assertEquals(peers.size() * SAYS, order.size());
    assertEquals(order.size(), order.stream().distinct().count());
    for (int i = 0; i < peers.size(); i++) {
      String own = "<" + i + "-";
      boolean echoes = peers.get(i).dialect().echoes();
      assertEquals(
          order.stream().filter(token -> echoes || !token.startsWith(own)).toList(),
          orders.get(i),
          peers.get(i).toString());
    }
    peers.forEach(DialectPeer::leave);
  }

  @Test
  void a_private_message_reaches_one_person_in_whatever_dialect() {
    Map<String, DialectPeer> there = new HashMap<>();
    for (Dialect dialect : dialects) {
      there.put(dialect.name(), join(dialect, "priv_" + dialect.name()));
    }
    int sent = 0;
    for (String from : List.of("nickname", "whisper", "notification")) {
      for (DialectPeer to : there.values()) {
        if (!to.dialect().name().equals("plain")) {
          String secret = "secret-" + sent++ + "-";
          there.get(from).send(new ClientMessage.PrivateMessage(to.nickname(), secret));
          to.await(message -> message.toString().contains(secret));
        }
      }
    }
    for (DialectPeer peer : there.values()) {
      peer.say("the end of " + peer);
    }
    for (DialectPeer peer : there.values()) {
      List<ServerMessage> heard =
          peer.awaitAll(all -> all.toString().contains("the end of " + other(there, peer)));
      long secrets = Pattern.compile("secret-\\d+-").matcher(heard.toString()).results().count();
      long expected =
          peer.dialect().name().equals("plain")
              ? 0
              : peer.dialect().name().equals("nickname") ? 3 + 6 - 1 : 3;
      assertEquals(expected, secrets, peer.toString());
    }
    there.values().forEach(DialectPeer::leave);
  }

  @Test
  void whoever_writes_to_nobody_is_told() {
    for (Dialect dialect : dialects) {
      if (List.of("nickname", "whisper", "notification").contains(dialect.name())) {
        DialectPeer peer = join(dialect, "lost_" + dialect.name());
        peer.send(new ClientMessage.PrivateMessage("nobody_at_all", "hello?"));
        peer.await(message -> message.toString().contains("NO_SUCH_NICKNAME"));
        peer.leave();
      }
    }
  }

  @Test
  void a_nickname_is_taken_in_every_dialect_at_once() {
    DialectPeer first = join(dialects.get(0), "Zoë_taken");
    for (Dialect dialect : dialects) {
      if (!dialect.name().equals("plain")) {
        DialectPeer other =
            DialectPeer.connect(dialect, "ZOË_taken", server.system(), port(dialect));
        ServerMessage answer =
            other.await(
                message ->
                    message instanceof ServerMessage.Refused refused
                        && refused.problem().code().isAboutNickname());
        assertTrue(answer.toString().contains("NICKNAME_TAKEN"), answer.toString());
        other.leave();
      }
    }
    first.leave();
  }

  private static DialectPeer join(Dialect dialect, String nickname) {
    return DialectPeer.join(dialect, nickname, server.system(), port(dialect));
  }

  private static int port(Dialect dialect) {
    return server.endpoints().stream()
        .filter(endpoint -> endpoint.dialect().equals(dialect.name()))
        .findFirst()
        .orElseThrow()
        .address()
        .getPort();
  }

  private static DialectPeer other(Map<String, DialectPeer> there, DialectPeer peer) {
    return there.get(peer.dialect().name().equals("beej") ? "nickname" : "beej");
  }

  private static long count(List<ServerMessage> heard, Class<?> kind) {
    return heard.stream().filter(kind::isInstance).count();
  }

  /** A token may be cut in two where much raw text came at once: it is looked for across texts. */
  private static List<String> tokens(List<ServerMessage> heard) {
    String all = heard.stream().map(MixedRoomTest::text).collect(Collectors.joining());
    return TOKEN.matcher(all).results().map(MatchResult::group).toList();
  }

  private static String text(ServerMessage message) {
    if (message instanceof ServerMessage.Chatted chatted) {
      String text = chatted.text().value();
      // What looks like a nickname may be a text of a guest; what has none goes on.
      return chatted.nickname().value().equals("?") ? text : chatted.nickname() + ": " + text;
    }
    return message instanceof ServerMessage.Notice notice ? notice.text().value() : "";
  }
}
