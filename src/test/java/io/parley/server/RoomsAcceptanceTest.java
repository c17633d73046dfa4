package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.Parley;
import io.parley.RawClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rooms, requests and their answers, as the packets of extended clients. */
class RoomsAcceptanceTest {
  private final ParleyServer server = Parley.server(Map.of("parley.limits.rooms", "3"));

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void what_is_said_in_a_room_is_heard_there_alone() {
    try (RawClient pat = extended("pat");
        RawClient leslie = extended("leslie")) {
      pat.send("{\"type\":\"join\",\"room\":\"tea\"}");
      assertEquals("tea", next(pat, "join", "pat").path("room").asText());
      pat.chat("anybody here?");
      assertEquals("tea", next(pat, "chat", "pat").path("room").asText());
      leslie.chat("hello lobby");

      assertEquals("lobby", next(leslie, "chat", "leslie").path("room").asText());
      JsonNode inLobby = next(pat, "chat", "leslie"); // pat is in both
      assertEquals("lobby", inLobby.path("room").asText());
      assertTrue(inLobby.path("id").asLong() > 0, inLobby::toString);
      assertTrue(inLobby.path("time").asDouble() > 1.6e9, inLobby::toString);
    }
  }

  @Test
  void a_newcomer_is_told_the_past_of_a_room_even_when_nobody_is_left_in_it() {
    try (RawClient pat = extended("pat")) {
      pat.send("{\"type\":\"join\",\"room\":\"tea\"}");
      next(pat, "join", "pat");
      pat.chat("one");
      next(pat, "chat", "pat");
      pat.send("{\"type\":\"emote\",\"message\":\"waves\"}");
      next(pat, "emote", "pat");
      pat.send("{\"type\":\"topic\",\"topic\":\"cake\"}");
      next(pat, "chat", "***");
      pat.send("{\"type\":\"leave\",\"room\":\"tea\"}");
      next(pat, "leave", "pat");
    }
    try (RawClient leslie = extended("leslie")) {
      leslie.send("{\"type\":\"join\",\"room\":\"TEA\"}"); // one room, however it is written
      JsonNode past = next(leslie, "history", "");
      assertTrue(past.path("recalled").asBoolean());
      assertEquals(
          List.of("one", "waves", "cake"), texts(past.path("messages"), "message"), past::toString);
      assertTrue(past.path("messages").get(1).path("emote").asBoolean());
      leslie.send("{\"type\":\"history\",\"limit\":1}");
      JsonNode last = next(leslie, "history", "");
      assertEquals(List.of("cake"), texts(last.path("messages"), "message"), last::toString);
      long id = last.path("messages").get(0).path("id").asLong();
      leslie.send("{\"type\":\"history\",\"room\":\"tea\",\"before\":" + id + "}");
      assertEquals(
          List.of("one", "waves"), texts(next(leslie, "history", "").path("messages"), "message"));
    }
  }

  @Test
  void an_empty_room_goes_and_is_counted_while_it_is_there() {
    try (RawClient pat = extended("pat");
        RawClient leslie = extended("leslie")) {
      pat.send("{\"type\":\"join\",\"room\":\"茶室\"}");
      next(pat, "join", "pat");
      leslie.send("{\"type\":\"rooms\"}");
      JsonNode rooms = next(leslie, "rooms", "");
      assertEquals("[\"lobby\",\"茶室\"]", rooms.path("rooms").toString());
      assertEquals("[2,1]", rooms.path("members").toString());

      pat.send("{\"type\":\"leave\",\"room\":\"茶室\"}");
      next(pat, "leave", "pat");
      pat.send("{\"type\":\"rooms\"}");
      assertEquals("[\"lobby\"]", next(pat, "rooms", "").path("rooms").toString());
    }
  }

  @Test
  void who_dies_leaves_every_room() {
    try (RawClient leslie = extended("leslie")) {
      RawClient pat = extended("pat");
      next(leslie, "join", "pat");
      for (RawClient one : List.of(pat, leslie)) {
        one.send("{\"type\":\"join\",\"room\":\"tea\"}");
      }
      List<String> left = new ArrayList<>();
      JsonNode joined = next(leslie, "join", "leslie");
      assertEquals("tea", joined.path("room").asText());
      pat.send("{\"type\":\"whois\",\"nick\":\"pat\"}");
      next(pat, "whois", "pat"); // in by now
      pat.reset();

      left.add(next(leslie, "leave", "pat").path("room").asText());
      left.add(next(leslie, "leave", "pat").path("room").asText());
      left.sort(null);
      assertEquals(List.of("lobby", "tea"), left);
    }
  }

  @Test
  void a_search_finds_what_was_said_in_rooms_that_one_is_in() {
    try (RawClient pat = extended("pat");
        RawClient leslie = extended("leslie")) {
      pat.send("{\"type\":\"join\",\"room\":\"tea\"}");
      next(pat, "join", "pat");
      pat.chat("爸爸回家了");
      next(pat, "chat", "pat");

      pat.send("{\"type\":\"search\",\"words\":\"爸爸\"}");
      assertEquals(1, next(pat, "search", "").path("messages").size());
      pat.send("{\"type\":\"search\",\"words\":\"爸爸 from:leslie\"}");
      assertEquals(0, next(pat, "search", "").path("messages").size());
      leslie.send("{\"type\":\"search\",\"words\":\"爸爸\"}");
      assertEquals(0, next(leslie, "search", "").path("messages").size());
      leslie.send("{\"type\":\"search\",\"words\":\"爸爸 in:tea\"}");
      assertEquals(0, next(leslie, "search", "").path("messages").size());
    }
  }

  @Test
  void private_messages_go_to_one_alone_and_are_not_kept() {
    try (RawClient pat = extended("pat");
        RawClient leslie = extended("leslie")) {
      pat.send("{\"type\":\"pm\",\"to\":\"leslie\",\"message\":\"psst\"}");
      assertEquals("leslie", next(pat, "pm", "").path("to").asText());
      assertEquals("pat", next(leslie, "pm", "").path("from").asText());

      leslie.send("{\"type\":\"history\"}");
      assertEquals(0, next(leslie, "history", "").path("messages").size());
      leslie.send("{\"type\":\"search\",\"words\":\"psst\"}");
      assertEquals(0, next(leslie, "search", "").path("messages").size());
    }
  }

  @Test
  void what_cannot_be_is_refused_with_a_code() {
    try (RawClient pat = extended("pat")) {
      for (String room : List.of("tea", "coffee")) {
        pat.send("{\"type\":\"join\",\"room\":\"" + room + "\"}");
        next(pat, "join", "pat");
      }
      refused(pat, "{\"type\":\"join\",\"room\":\"milk\"}", "TOO_MANY_ROOMS");
      refused(pat, "{\"type\":\"join\",\"room\":\"no spaces\"}", "ROOM_INVALID");
      refused(pat, "{\"type\":\"leave\",\"room\":\"milk\"}", "NOT_IN_ROOM");
      refused(pat, "{\"type\":\"history\",\"room\":\"milk\"}", "NOT_IN_ROOM");
      refused(pat, "{\"type\":\"search\",\"words\":\"before:yesterday\"}", "SEARCH_MALFORMED");
      refused(pat, "{\"type\":\"whois\",\"nick\":\"nobody\"}", "NO_SUCH_NICKNAME");
      refused(pat, "{\"type\":\"pm\",\"to\":\"nobody\",\"message\":\"x\"}", "NO_SUCH_NICKNAME");
    }
  }

  private static void refused(RawClient client, String packet, String code) {
    client.send(packet);
    assertEquals(code, next(client, "error", "").path("code").asText());
  }

  private RawClient extended(String nickname) {
    RawClient client = new RawClient(server);
    client.send("{\"type\":\"hello\",\"nick\":\"" + nickname + "\",\"extensions\":true}");
    next(client, "join", nickname);
    return client;
  }

  /** The next packet of a type, from somebody if a name is given. */
  private static JsonNode next(RawClient client, String type, String nickname) {
    JsonNode packet = client.read();
    while (!packet.path("type").asText().equals(type)
        || !(nickname.isEmpty() || packet.path("nick").asText().equals(nickname))) {
      packet = client.read();
    }
    return packet;
  }

  private static List<String> texts(JsonNode packets, String field) {
    List<String> texts = new ArrayList<>();
    packets.forEach(packet -> texts.add(packet.path(field).asText()));
    return texts;
  }
}
