package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.dialect.Dialect;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Members of every dialect in one room. */
class MixedDialectsTest {
  private static final int PEERS_PER_DIALECT = 10;
  private static final int MESSAGES_PER_PEER = 20;

  /** The dialects whose clients can send private messages here; beej can when extended. */
  private static final List<String> PRIVATE_SENDERS =
      List.of("nickname", "whisper", "notification");

  private static final Pattern TOKEN = Pattern.compile("<\\d+-\\d+>");

  /** Short gaps, because the queue of 1,400 messages would otherwise take a minute. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "parley.wire.segment-gap",
          "2 ms",
          "parley.wire.idle-gap",
          "2 ms",
          "parley.wire.silence",
          "10 ms");

  private static AllDialectsServer server;

  @BeforeAll
  static void start() {
    server = AllDialectsServer.start(SETTINGS);
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @Test
  void all_dialects_receive_each_message_once_in_same_order() {
    List<DialectTestClient> peers = new ArrayList<>();
    for (int i = 0; i < PEERS_PER_DIALECT; i++) {
      for (Dialect dialect : server.dialects()) {
        peers.add(
            server.join(dialect, "mix_" + dialect.name().charAt(0) + dialect.name().length() + i));
      }
    }
    // A guest gets no confirmation; it has joined when others receive its message.
    peers.get(0).awaitAll(received -> count(received, ServerMessage.Joined.class) == peers.size());
    for (int n = 0; n < MESSAGES_PER_PEER; n++) {
      for (int i = 0; i < peers.size(); i++) {
        peers.get(i).say("<" + i + "-" + n + ">");
      }
    }
    Map<Integer, List<String>> orders = new HashMap<>();
    for (int i = 0; i < peers.size(); i++) {
      DialectTestClient peer = peers.get(i);
      int all =
          peers.size() * MESSAGES_PER_PEER - (peer.dialect().echoes() ? 0 : MESSAGES_PER_PEER);
      orders.put(i, tokens(peer.awaitAll(received -> tokens(received).size() >= all)));
    }
    List<String> order = orders.get(0);
    assertEquals(peers.size() * MESSAGES_PER_PEER, order.size());
    assertEquals(order.size(), order.stream().distinct().count());
    for (int i = 0; i < peers.size(); i++) {
      String own = "<" + i + "-";
      boolean echoes = peers.get(i).dialect().echoes();
      assertEquals(
          order.stream().filter(token -> echoes || !token.startsWith(own)).toList(),
          orders.get(i),
          peers.get(i).toString());
    }
    peers.forEach(DialectTestClient::leave);
  }

  @Test
  void private_message_is_delivered_across_dialects() {
    Map<String, DialectTestClient> there = new HashMap<>();
    for (Dialect dialect : server.dialects()) {
      there.put(dialect.name(), server.join(dialect, "priv_" + dialect.name()));
    }
    there.get("beej").await(MixedDialectsTest::isJoinOfGuest); // a guest is told nothing
    int sent = 0;
    for (String from : PRIVATE_SENDERS) {
      for (DialectTestClient to : there.values()) {
        if (!to.dialect().name().equals("plain")) {
          String secret = "secret-" + sent++ + "-";
          there.get(from).send(new ClientMessage.PrivateMessage(to.nickname(), secret));
          to.await(message -> message.toString().contains(secret));
        }
      }
    }
    for (DialectTestClient peer : there.values()) {
      peer.say("the end of " + peer);
    }
    for (DialectTestClient peer : there.values()) {
      List<ServerMessage> received =
          peer.awaitAll(all -> all.toString().contains("the end of " + other(there, peer)));
      long secrets = Pattern.compile("secret-\\d+-").matcher(received.toString()).results().count();
      int senders = PRIVATE_SENDERS.size();
      int recipients = server.dialects().size() - 1;
      long expected =
          switch (peer.dialect().name()) {
            case "plain" -> 0;
            case "nickname" -> senders + recipients - 1; // and its own, as an echo
            default -> senders;
          };
      assertEquals(expected, secrets, peer.toString());
    }
    there.values().forEach(DialectTestClient::leave);
  }

  @Test
  void private_message_to_unknown_nickname_is_answered_in_all_dialects() {
    for (Dialect dialect : server.dialects()) {
      if (PRIVATE_SENDERS.contains(dialect.name())) {
        DialectTestClient peer = server.join(dialect, "lost_" + dialect.name());
        peer.send(new ClientMessage.PrivateMessage("nobody_at_all", "hello?"));
        peer.await(message -> message.toString().contains("NO_SUCH_NICKNAME"));
        peer.leave();
      }
    }
  }

  @Test
  void nickname_is_taken_across_all_dialects() {
    DialectTestClient first = server.join(server.dialects().get(0), "Zoë_taken");
    for (Dialect dialect : server.dialects()) {
      if (!dialect.name().equals("plain")) {
        DialectTestClient other = server.connect(dialect, "ZOË_taken");
        ServerMessage answer =
            other.await(
                message ->
                    message instanceof ServerMessage.Refused refused
                        && refused.problem().code().isNicknameError());
        assertTrue(answer.toString().contains("NICKNAME_TAKEN"), answer.toString());
        other.leave();
      }
    }
    first.leave();
  }

  private static boolean isJoinOfGuest(ServerMessage message) {
    return message instanceof ServerMessage.Joined joined && joined.nickname().isGuest();
  }

  private static DialectTestClient other(
      Map<String, DialectTestClient> there, DialectTestClient peer) {
    return there.get(peer.dialect().name().equals("beej") ? "nickname" : "beej");
  }

  private static long count(List<ServerMessage> received, Class<?> kind) {
    return received.stream().filter(kind::isInstance).count();
  }

  /** Finds tokens across texts, because raw text may be cut inside a token. */
  private static List<String> tokens(List<ServerMessage> received) {
    return TOKEN
        .matcher(DialectTestClient.text(received))
        .results()
        .map(MatchResult::group)
        .toList();
  }
}
