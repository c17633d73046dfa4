package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.RawBeejClient;
import io.parley.TestServers;
import io.parley.dialect.Dialect;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Texts that show nothing are refused in every dialect. */
class BlankTextTest {
  /** No dialect strips them before it checks the text. */
  private static final List<String> BLANK_TEXTS = List.of("\u200B", "\u2800", "\u00AD\u3164");

  private static AllDialectsServer server;

  @BeforeAll
  static void start() {
    server = AllDialectsServer.start(Map.of());
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @Test
  void room_text_is_refused_in_every_dialect() {
    try (ExtendedBeejClient witness = ExtendedBeejClient.joined(server.server(), "blank_watch")) {
      for (Dialect dialect : server.dialects()) {
        DialectTestClient peer = server.join(dialect, "blank_" + dialect.name());
        for (int i = 0; i < BLANK_TEXTS.size(); i++) {
          peer.say(BLANK_TEXTS.get(i));
          awaitRefusals(peer, i + 1);
        }
        String last = "seen in " + dialect.name();
        peer.say(last);
        List<String> heard = witness.readUntilContains(last);
        assertEquals(
            1, heard.stream().filter(line -> line.contains(": ")).count(), heard::toString);
        peer.leave();
      }
    }
  }

  @Test
  void private_text_is_refused() {
    for (Dialect dialect : server.dialects()) {
      if (List.of("nickname", "notification").contains(dialect.name())) {
        DialectTestClient peer = server.join(dialect, "blank_to_" + dialect.name());
        peer.send(new ClientMessage.PrivateMessage(peer.nickname(), "\u200B"));
        awaitRefusals(peer, 1);
        peer.leave();
      }
    }
  }

  @Test
  void blank_topic_is_refused_and_empty_topic_is_taken_away() throws Exception {
    try (ParleyServer quiet = TestServers.startBeej(Map.of()); // nobody else joins or leaves
        RawBeejClient client = RawBeejClient.joined(quiet, "blank_topic")) {
      client.send("{\"type\":\"topic\",\"topic\":\"\u200B \"}");
      assertEquals("TEXT_EMPTY", client.read().path("code").asText());
      client.send("{\"type\":\"topic\",\"topic\":\"\"}");
      assertEquals(
          "blank_topic has taken away the topic of lobby", client.read().path("message").asText());
    }
  }

  private static void awaitRefusals(DialectTestClient peer, int count) {
    peer.awaitAll(
        received -> received.stream().filter(BlankTextTest::isRefusedAsEmpty).count() >= count);
  }

  private static boolean isRefusedAsEmpty(ServerMessage message) {
    return message instanceof ServerMessage.Refused refused
        && refused.problem().code() == Problem.Code.TEXT_EMPTY;
  }
}
