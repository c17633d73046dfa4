package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.RawBeejClient;
import io.parley.TestServers;
import io.parley.dialect.Dialect;
import io.parley.dialect.Dialects;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.wire.WireContext;
import io.parley.wire.WireSettings;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.serialization.jackson.JacksonObjectMapperProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Texts that show nothing are refused in every dialect. */
class BlankTextTest {
  private static final Map<String, String> SETTINGS = Map.of();

  /** No dialect strips them before it checks the text. */
  private static final List<String> BLANK_TEXTS = List.of("\u200B", "\u2800", "\u00AD\u3164");

  private static ParleyServer server;
  private static List<Dialect> dialects;

  @BeforeAll
  static void start() throws Exception {
    server = TestServers.startAllDialects(SETTINGS);
    dialects =
        Dialects.all(
            new WireContext(
                JacksonObjectMapperProvider.get(server.system())
                    .getOrCreate(WireContext.MAPPER_NAME, Optional.empty()),
                1024 * 1024,
                4096,
                WireSettings.read(TestServers.config(SETTINGS)),
                false,
                InstantSource.system(),
                0));
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @Test
  void room_text_is_refused_in_every_dialect() {
    try (ExtendedBeejClient witness = ExtendedBeejClient.joined(server, "blank_watch")) {
      for (Dialect dialect : dialects) {
        DialectTestClient peer = join(dialect, "blank_" + dialect.name());
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
    for (Dialect dialect : dialects) {
      if (List.of("nickname", "notification").contains(dialect.name())) {
        DialectTestClient peer = join(dialect, "blank_to_" + dialect.name());
        peer.send(new ClientMessage.PrivateMessage(peer.nickname(), "\u200B"));
        awaitRefusals(peer, 1);
        peer.leave();
      }
    }
  }

  @Test
  void blank_topic_is_refused_and_empty_topic_is_taken_away() throws Exception {
    try (ParleyServer quiet = TestServers.startAllDialects(SETTINGS); // nobody else joins or leaves
        RawBeejClient client = RawBeejClient.joined(quiet, "blank_topic")) {
      client.send("{\"type\":\"topic\",\"topic\":\"\u200B \"}");
      assertEquals("TEXT_EMPTY", client.read().path("code").asText());
      client.send("{\"type\":\"topic\",\"topic\":\"\"}");
      assertEquals(
          "blank_topic has taken away the topic of lobby", client.read().path("message").asText());
    }
  }

  private static DialectTestClient join(Dialect dialect, String nickname) {
    int port =
        server.addresses().stream()
            .filter(endpoint -> endpoint.dialect().equals(dialect.name()))
            .findFirst()
            .orElseThrow()
            .address()
            .getPort();
    return DialectTestClient.join(dialect, nickname, server.system(), port);
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
