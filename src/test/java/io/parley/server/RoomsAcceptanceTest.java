package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.RawBeejClient;
import io.parley.TestServers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rooms and requests with the packets of extended clients. */
@Timeout(120)
class RoomsAcceptanceTest {
  private final ParleyServer server = TestServers.startBeej(Map.of("parley.limits.rooms", "3"));

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void message_is_delivered_to_its_room_only() {
    try (RawBeejClient pat = extended("pat");
        RawBeejClient leslie = extended("leslie")) {
      pat.send("{\"type\":\"join\",\"room\":\"tea\"}");
      assertEquals("tea", next(pat, "join", "pat").path("room").asText());
      pat.chat("anybody here?");
      assertEquals("tea", next(pat, "chat", "pat").path("room").asText());
      leslie.chat("hello lobby");

      assertEquals("lobby", next(leslie, "chat", "leslie").path("room").asText());
      JsonNode inLobby = next(pat, "chat", "leslie"); // pat is in both rooms
      assertEquals("lobby", inLobby.path("room").asText());
      assertTrue(inLobby.path("id").asLong() > 0, inLobby::toString);
      assertTrue(inLobby.path("time").asDouble() > 1.6e9, inLobby::toString);
    }
  }

  /** The client need not tell the server first which room is the current one. */
  @Test
  void text_that_names_a_room_goes_there_and_leaves_current_room_as_it_is() {
    try (RawBeejClient pat = extended("pat")) {
      pat.send("{\"type\":\"join\",\"room\":\"tea\"}");
      next(pat, "join", "pat");
      pat.send("{\"type\":\"chat\",\"message\":\"hello\",\"room\":\"Lobby\"}");
      JsonNode chat = next(pat, "chat", "pat");
      assertEquals("lobby: hello", room(chat) + ": " + chat.path("message").asText());
      pat.send("{\"type\":\"emote\",\"message\":\"waves\",\"room\":\"lobby\"}");
      assertEquals("lobby", room(next(pat, "emote", "pat")));
      pat.send("{\"type\":\"topic\",\"topic\":\"cake\",\"room\":\"lobby\"}");
      assertEquals("lobby", room(next(pat, "chat", "***")));
      pat.send("{\"type\":\"topic\",\"room\":\"lobby\"}");
      assertEquals("cake", next(pat, "topic", "").path("topic").asText());
      pat.send("{\"type\":\"chat\",\"message\":\"here\",\"room\":\"\"}");
      assertEquals("tea", room(next(pat, "chat", "pat")));
      pat.chat("and here");
      assertEquals("tea", room(next(pat, "chat", "pat")));
    }
  }

  @Test
  void text_that_names_a_room_of_others_is_refused() {
    try (RawBeejClient pat = extended("pat");
        RawBeejClient leslie = extended("leslie")) {
      leslie.send("{\"type\":\"join\",\"room\":\"tea\"}");
      next(leslie, "join", "leslie");
      for (String packet :
          List.of(
              "{\"type\":\"chat\",\"message\":\"hello\",\"room\":\"tea\"}",
              "{\"type\":\"emote\",\"message\":\"waves\",\"room\":\"tea\"}",
              "{\"type\":\"topic\",\"topic\":\"cake\",\"room\":\"tea\"}",
              "{\"type\":\"topic\",\"room\":\"tea\"}")) {
        pat.send(packet);
        assertEquals("NOT_IN_ROOM", next(pat, "error", "").path("code").asText(), packet);
      }
      pat.send("{\"type\":\"chat\",\"message\":\"hello\",\"room\":7}");
      assertEquals("WRONG_FIELD_TYPE", next(pat, "error", "").path("code").asText());

      leslie.chat("fence");
      assertEquals("fence", next(leslie, "chat", "leslie").path("message").asText());
      leslie.send("{\"type\":\"topic\"}");
      assertTrue(next(leslie, "topic", "").path("topic").isMissingNode());
    }
  }

  private static String room(JsonNode packet) {
    return packet.path("room").asText();
  }

  @Test
  void newcomer_gets_backlog_of_recreated_room() {
    try (RawBeejClient pat = extended("pat")) {
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
    try (RawBeejClient leslie = extended("leslie")) {
      leslie.send("{\"type\":\"join\",\"room\":\"TEA\"}"); // the same room in another case
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
  void room_is_listed_with_member_count_until_empty() {
    try (RawBeejClient pat = extended("pat");
        RawBeejClient leslie = extended("leslie")) {
      pat.send("{\"type\":\"join\",\"room\":\"茶室\"}");
      next(pat, "join", "pat");
      awaitRooms(leslie, "[\"lobby\",\"茶室\"]", "[2,1]");

      pat.send("{\"type\":\"leave\",\"room\":\"茶室\"}");
      next(pat, "leave", "pat");
      awaitRooms(pat, "[\"lobby\"]", "[2]");
    }
  }

  @Test
  void lost_connection_leaves_every_room() {
    try (RawBeejClient leslie = extended("leslie")) {
      RawBeejClient pat = extended("pat");
      next(leslie, "join", "pat");
      for (RawBeejClient client : List.of(pat, leslie)) {
        client.send("{\"type\":\"join\",\"room\":\"tea\"}");
      }
      List<String> left = new ArrayList<>();
      JsonNode joined = next(leslie, "join", "leslie");
      assertEquals("tea", joined.path("room").asText());
      pat.send("{\"type\":\"whois\",\"nick\":\"pat\"}");
      next(pat, "whois", "pat"); // a fence: pat has joined
      pat.reset();

      left.add(next(leslie, "leave", "pat").path("room").asText());
      left.add(next(leslie, "leave", "pat").path("room").asText());
      left.sort(null);
      assertEquals(List.of("lobby", "tea"), left);
    }
  }

  @Test
  void search_finds_messages_of_joined_rooms_only() {
    try (RawBeejClient pat = extended("pat");
        RawBeejClient leslie = extended("leslie")) {
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
      pat.send("{\"type\":\"search\",\"words\":\"爸爸 in:#Tea from:@pat\"}");
      assertEquals(1, next(pat, "search", "").path("messages").size());
    }
  }

  @Test
  void search_in_room_that_one_is_not_in_is_refused() {
    try (RawBeejClient pat = extended("pat");
        RawBeejClient leslie = extended("leslie")) {
      pat.send("{\"type\":\"join\",\"room\":\"tea\"}");
      next(pat, "join", "pat");

      String inTea = "{\"type\":\"search\",\"words\":\"x in:tea\"}";
      assertEquals(
          "You are not in tea; join it to search what was said there.",
          assertRefused(leslie, inTea, "NOT_IN_ROOM").path("message").asText());
      assertRefused(leslie, inTea.replace("tea", "nowhere"), "NOT_IN_ROOM");
      assertRefused(leslie, inTea.replace("tea", "a/b"), "ROOM_INVALID");
    }
  }

  @Test
  void private_messages_are_delivered_to_one_member_and_not_stored() {
    try (RawBeejClient pat = extended("pat");
        RawBeejClient leslie = extended("leslie")) {
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
  void impossible_requests_are_rejected_with_code() {
    try (RawBeejClient pat = extended("pat")) {
      for (String room : List.of("tea", "coffee")) {
        pat.send("{\"type\":\"join\",\"room\":\"" + room + "\"}");
        next(pat, "join", "pat");
      }
      assertRefused(pat, "{\"type\":\"join\",\"room\":\"milk\"}", "TOO_MANY_ROOMS");
      assertRefused(pat, "{\"type\":\"join\",\"room\":\"no spaces\"}", "ROOM_INVALID");
      assertRefused(pat, "{\"type\":\"leave\",\"room\":\"milk\"}", "NOT_IN_ROOM");
      assertRefused(pat, "{\"type\":\"history\",\"room\":\"milk\"}", "NOT_IN_ROOM");
      assertRefused(
          pat, "{\"type\":\"search\",\"words\":\"before:yesterday\"}", "SEARCH_MALFORMED");
      assertRefused(pat, "{\"type\":\"whois\",\"nick\":\"nobody\"}", "NO_SUCH_NICKNAME");
      assertRefused(
          pat, "{\"type\":\"pm\",\"to\":\"nobody\",\"message\":\"x\"}", "NO_SUCH_NICKNAME");
    }
  }

  /**
   * Asks again, because a room reports its members after it has told them who has joined or left.
   */
  private static void awaitRooms(RawBeejClient client, String rooms, String members) {
    JsonNode answer;
    do {
      client.send("{\"type\":\"rooms\"}");
      answer = next(client, "rooms", "");
    } while (!answer.path("rooms").toString().equals(rooms)
        || !answer.path("members").toString().equals(members));
  }

  /** Returns the refusal. */
  private static JsonNode assertRefused(RawBeejClient client, String packet, String code) {
    client.send(packet);
    JsonNode refusal = next(client, "error", "");
    assertEquals(code, refusal.path("code").asText());
    return refusal;
  }

  private RawBeejClient extended(String nickname) {
    RawBeejClient client = new RawBeejClient(server);
    client.send("{\"type\":\"hello\",\"nick\":\"" + nickname + "\",\"extensions\":true}");
    next(client, "join", nickname);
    return client;
  }

  /** The next packet of a type, and of an author if one is given. */
  private static JsonNode next(RawBeejClient client, String type, String nickname) {
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
