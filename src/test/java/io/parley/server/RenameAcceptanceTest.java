package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.RawBeejClient;
import io.parley.TestServers;
import io.parley.dialect.Dialect;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.Request;
import io.parley.protocol.ServerMessage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Renames, reasons of leaves, and the rooms of newcomers, over sockets. */
@Timeout(120)
class RenameAcceptanceTest {
  /** So long that a busy client still reads each segment by itself. */
  private static final Map<String, String> GAPS =
      Map.of(
          "parley.wire.segment-gap", "100 ms",
          "parley.wire.idle-gap", "100 ms",
          "parley.wire.silence", "10 ms");

  /** The dialects whose clients are told who comes and goes. */
  private static final List<String> TOLD =
      List.of("beej", "nickname", "prompt", "whisper", "notification");

  @Test
  void every_dialect_is_told_of_a_rename_in_its_own_way() {
    try (AllDialectsServer server = AllDialectsServer.start(GAPS)) {
      List<DialectTestClient> others =
          server.dialects().stream()
              .filter(dialect -> TOLD.contains(dialect.name()))
              .map(dialect -> server.join(dialect, "is_" + dialect.name()))
              .toList();
      DialectTestClient amy = server.join(dialect(server, "beej"), "amy");
      amy.send(new ClientMessage.RequestMessage(new Request.ChangeNickname("amelia")));
      amy.await(
          message ->
              message instanceof ServerMessage.Renamed renamed
                  && renamed.previous().value().equals("amy")
                  && renamed.nickname().value().equals("amelia"));
      amy.say("that is me");

      Nickname previous = new Nickname("amy");
      Nickname next = new Nickname("amelia");
      for (DialectTestClient other : others) {
        if (other.dialect().name().equals("beej")) {
          other.await(ServerMessage.Renamed.class::isInstance);
        } else {
          other.await(
              message ->
                  message.isLeaveOf(previous) || hasNotice(message, "amy has left the chat."));
          other.await(
              message ->
                  message.isJoinOf(next) || hasNotice(message, "amelia has joined the chat!"));
        }
        other.await(message -> message.isWrittenBy(next));
      }
    }
  }

  @Test
  void private_messages_and_whois_find_the_new_nickname_and_not_the_old_one() {
    try (ParleyServer server = TestServers.startBeej(Map.of());
        RawBeejClient amy = extended(server, "amy");
        RawBeejClient pat = extended(server, "pat")) {
      rename(amy, "amelia");
      next(pat, "nick");
      pat.send("{\"type\":\"pm\",\"to\":\"amelia\",\"message\":\"psst\"}");
      assertEquals("amelia", next(pat, "pm").path("to").asText());
      assertEquals("psst", next(amy, "pm").path("message").asText());
      pat.send("{\"type\":\"whois\",\"nick\":\"amelia\"}");
      assertEquals("lobby", next(pat, "whois").path("rooms").path(0).asText());
      pat.send("{\"type\":\"pm\",\"to\":\"amy\",\"message\":\"psst\"}");
      assertEquals("NO_SUCH_NICKNAME", next(pat, "error").path("code").asText());
      RawBeejClient.joined(server, "amy").close();
    }
  }

  @Test
  void refused_rename_keeps_the_nickname() {
    try (ParleyServer server = TestServers.startBeej(Map.of());
        RawBeejClient amy = extended(server, "amy");
        RawBeejClient pat = extended(server, "pat")) {
      Map<String, Problem.Code> refused =
          Map.of(
              "PAT", Problem.Code.NICKNAME_TAKEN,
              "no spaces", Problem.Code.NICKNAME_INVALID,
              "admin", Problem.Code.NICKNAME_RESERVED);
      refused.forEach(
          (nickname, code) -> {
            amy.send("{\"type\":\"nick\",\"new\":\"" + nickname + "\"}");
            assertEquals(code.name(), next(amy, "error").path("code").asText(), nickname);
          });
      amy.chat("still here");
      JsonNode chat = next(pat, "chat");
      assertEquals("amy", chat.path("nick").asText());
    }
  }

  @Test
  void history_keeps_the_nickname_of_the_time() {
    try (ParleyServer server = TestServers.startBeej(Map.of());
        RawBeejClient amy = extended(server, "amy")) {
      amy.chat("before");
      next(amy, "chat");
      rename(amy, "amelia");
      amy.chat("after");
      next(amy, "chat");
      amy.send("{\"type\":\"history\"}");

      JsonNode messages = next(amy, "history").path("messages");
      assertEquals("amy", messages.path(0).path("nick").asText());
      assertEquals("amelia", messages.path(1).path("nick").asText());
    }
  }

  @Test
  void leaves_carry_their_reasons() {
    try (ParleyServer server = TestServers.startBeej(Map.of());
        RawBeejClient pat = extended(server, "pat")) {
      try (RawBeejClient amy = extended(server, "amy")) {
        amy.send("{\"type\":\"join\",\"room\":\"tea\"}");
        next(amy, "join");
        pat.send("{\"type\":\"join\",\"room\":\"tea\"}");
        while (!next(pat, "join").path("nick").asText().equals("pat")) {
          // amy's join of the lobby
        }
        amy.send("{\"type\":\"leave\",\"room\":\"tea\",\"reason\":\"lunch\\nnow\"}");
        assertEquals("lunch↵now", next(pat, "leave").path("reason").asText());
        amy.send("{\"type\":\"leave\",\"reason\":\"good night\"}");
        JsonNode left = next(pat, "leave");
        assertEquals("good night", left.path("reason").asText());
        assertEquals("lobby", left.path("room").asText());
      }
    }
  }

  @Test
  void newcomer_enters_all_rooms_of_the_setting_and_the_first_is_current() {
    try (ParleyServer server =
            TestServers.startBeej(Map.of("parley.rooms.auto-join", "[hall, tea]"));
        RawBeejClient amy = new RawBeejClient(server)) {
      amy.send("{\"type\":\"hello\",\"nick\":\"amy\",\"extensions\":true}");
      assertEquals("hall", next(amy, "join").path("room").asText());
      assertEquals("tea", next(amy, "join").path("room").asText());
      amy.chat("hello");
      assertEquals("hall", next(amy, "chat").path("room").asText());
      amy.send("{\"type\":\"rooms\"}");
      assertEquals("[\"hall\",\"tea\"]", next(amy, "rooms").path("rooms").toString());
    }
  }

  @Test
  void newcomer_of_a_server_without_such_rooms_is_welcomed_and_can_enter_one() {
    try (ParleyServer server = TestServers.startBeej(Map.of("parley.rooms.auto-join", "[]"));
        RawBeejClient amy = new RawBeejClient(server)) {
      amy.send("{\"type\":\"hello\",\"nick\":\"amy\",\"extensions\":true}");
      assertEquals("amy", next(amy, "welcome").path("nick").asText());
      amy.chat("anybody?");
      assertEquals("NOT_IN_ROOM", next(amy, "error").path("code").asText());
      rename(amy, "amelia");
      amy.send("{\"type\":\"whois\",\"nick\":\"amelia\"}");
      assertTrue(next(amy, "whois").path("rooms").isEmpty());
      amy.send("{\"type\":\"join\",\"room\":\"tea\"}");
      assertEquals("amelia", next(amy, "join").path("nick").asText());
    }
  }

  /** The client of {@code notification} shows what the server tells it as it is. */
  private static boolean hasNotice(ServerMessage message, String text) {
    return message instanceof ServerMessage.Notice notice && notice.text().value().equals(text);
  }

  private static Dialect dialect(AllDialectsServer server, String name) {
    return server.dialects().stream()
        .filter(dialect -> dialect.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static RawBeejClient extended(ParleyServer server, String nickname) {
    RawBeejClient client = new RawBeejClient(server);
    client.send("{\"type\":\"hello\",\"nick\":\"" + nickname + "\",\"extensions\":true}");
    next(client, "join");
    return client;
  }

  private static void rename(RawBeejClient client, String nickname) {
    client.send("{\"type\":\"nick\",\"new\":\"" + nickname + "\"}");
    assertEquals(nickname, next(client, "nick").path("new").asText());
  }

  private static JsonNode next(RawBeejClient client, String type) {
    JsonNode packet = client.read();
    while (!packet.path("type").asText().equals(type)) {
      packet = client.read();
    }
    return packet;
  }
}
