package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.RawBeejClient;
import io.parley.TestServers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Read marks of accounts, over sockets. */
@Timeout(120)
class ReadMarksAcceptanceTest {
  private static final String PASSWORD = "correct horse";

  @TempDir Path folder;

  private ParleyServer server = TestServers.startBeej(Map.of());

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void mark_is_told_to_all_connections_of_the_account_and_nobody_else() {
    register("amy");
    try (RawBeejClient pat = guest("pat");
        RawBeejClient first = member("amy");
        RawBeejClient second = member("amy")) {
      assertEquals(0, next(first, "read").path("id").asLong());
      assertEquals(0, next(second, "read").path("id").asLong());
      long hello = say(pat, "hello");

      markRead(first, "lobby", hello);
      JsonNode mark = next(first, "read");
      assertEquals("lobby", mark.path("room").asText());
      assertEquals(hello, mark.path("id").asLong());
      assertEquals(mark, next(second, "read"));

      markRead(second, "lobby", hello - 1); // lower: an answer to the sender only
      assertEquals(hello, next(second, "read").path("id").asLong());
      long again = say(pat, "again");
      markRead(second, "lobby", again);
      assertEquals(again, next(second, "read").path("id").asLong());
      assertEquals(again, next(first, "read").path("id").asLong());
      assertFalse(hasRead(pat));
    }
  }

  @Test
  void mark_is_never_above_the_newest_message_of_the_room() {
    register("amy");
    try (RawBeejClient pat = guest("pat");
        RawBeejClient amy = member("amy")) {
      next(amy, "read");
      markRead(amy, "lobby", Long.MAX_VALUE); // nothing was said
      assertEquals(0, next(amy, "read").path("id").asLong());
      long hello = say(pat, "hello");
      pat.send("{\"type\":\"join\",\"room\":\"tea\"}");
      next(pat, "join");
      say(pat, "in another room");
      next(amy, "chat");
      markRead(amy, "lobby", Long.MAX_VALUE);
      assertEquals(hello, next(amy, "read").path("id").asLong());

      pat.send("{\"type\":\"chat\",\"message\":\"later\",\"room\":\"lobby\"}");
      next(amy, "chat");
      assertEquals(1, unread(amy).path("count").asInt());
    }
  }

  @Test
  void guest_and_room_that_one_is_not_in_are_refused() {
    register("amy");
    try (RawBeejClient pat = guest("pat");
        RawBeejClient amy = member("amy")) {
      markRead(pat, "lobby", 1);
      assertEquals("NOT_LOGGED_IN", next(pat, "error").path("code").asText());
      pat.send("{\"type\":\"unread\"}");
      assertEquals("NOT_LOGGED_IN", next(pat, "error").path("code").asText());
      markRead(amy, "tea", 1);
      assertEquals("NOT_IN_ROOM", next(amy, "error").path("code").asText());
      amy.send("{\"type\":\"read\"}");
      assertEquals("MISSING_FIELD", next(amy, "error").path("code").asText());
      amy.send("{\"type\":\"read\",\"id\":\"1\"}");
      assertEquals("WRONG_FIELD_TYPE", next(amy, "error").path("code").asText());
    }
  }

  @Test
  void unread_messages_of_each_room_are_counted() {
    register("amy");
    try (RawBeejClient pat = guest("pat");
        RawBeejClient amy = member("amy")) {
      amy.send("{\"type\":\"join\",\"room\":\"tea\"}");
      next(amy, "join");
      long first = say(pat, "one");
      pat.send("{\"type\":\"emote\",\"message\":\"waves\"}");
      pat.send("{\"type\":\"topic\",\"topic\":\"cake\"}"); // does not count
      long last = say(pat, "two");
      while (next(amy, "chat").path("id").asLong() != last) {
        // until all have come
      }
      amy.send("{\"type\":\"read\",\"room\":\"lobby\",\"id\":" + first + "}");
      while (next(amy, "read").path("id").asLong() != first) {
        // those of the joins
      }
      amy.send("{\"type\":\"unread\"}");
      JsonNode rooms = next(amy, "unread").path("rooms");
      assertEquals(
          "[{\"room\":\"lobby\",\"read\":"
              + first
              + ",\"newest\":"
              + last
              + ",\"count\":2},{\"room\":\"tea\",\"read\":0,\"newest\":0,\"count\":0}]",
          rooms.toString());
      amy.send("{\"type\":\"leave\",\"room\":\"tea\"}");
      amy.send("{\"type\":\"leave\",\"room\":\"lobby\"}");
      amy.send("{\"type\":\"unread\"}");
      assertEquals("[]", next(amy, "unread").path("rooms").toString());
    }
  }

  @Test
  void guest_who_logs_in_gets_the_marks_of_its_rooms() {
    register("amy");
    try (RawBeejClient visitor = guest("visitor")) {
      long hello = say(visitor, "hello");
      visitor.send("{\"type\":\"login\",\"account\":\"amy\",\"password\":\"" + PASSWORD + "\"}");
      assertEquals(0, next(visitor, "read").path("id").asLong());
      markRead(visitor, "", hello); // the current room
      assertEquals(hello, next(visitor, "read").path("id").asLong());
    }
  }

  @Test
  void marks_and_their_count_survive_an_orderly_stop() {
    server.close();
    Map<String, String> settings =
        Map.of(
            "parley.history.url",
            "jdbc:sqlite:" + folder.resolve("parley.db"),
            "parley.accounts.read-mark-interval",
            "1 m");
    server = TestServers.startBeej(settings);
    register("amy");
    long hello;
    try (RawBeejClient pat = guest("pat");
        RawBeejClient amy = member("amy")) {
      next(amy, "read");
      hello = say(pat, "hello");
      next(amy, "chat");
      markRead(amy, "lobby", hello);
      next(amy, "read");
      say(pat, "unread");
      server.close();
    }
    server = TestServers.startBeej(settings);

    try (RawBeejClient amy = member("amy")) {
      assertEquals(hello, next(amy, "read").path("id").asLong());
      assertEquals(1, unread(amy).path("count").asInt());
    }
  }

  @Test
  void removed_account_leaves_no_marks_to_the_next_of_its_nickname() {
    register("amy");
    try (RawBeejClient pat = guest("pat")) {
      try (RawBeejClient amy = member("amy")) {
        next(amy, "read");
        long hello = say(pat, "hello");
        markRead(amy, "lobby", hello);
        assertEquals(hello, next(amy, "read").path("id").asLong());
        amy.send("{\"type\":\"unregister\",\"password\":\"" + PASSWORD + "\"}");
        amy.readToEnd();
      }
      while (!next(pat, "leave").path("nick").asText().equals("amy")) {
        // that of the registration
      }
      register("amy");
      try (RawBeejClient amy = member("amy")) {
        assertEquals(0, next(amy, "read").path("id").asLong());
      }
    }
  }

  private void register(String nickname) {
    try (RawBeejClient owner = guest(nickname)) {
      owner.send("{\"type\":\"register\",\"password\":\"" + PASSWORD + "\"}");
      next(owner, "account");
      owner.send("{\"type\":\"logout\"}");
      owner.readToEnd();
    }
  }

  private RawBeejClient guest(String nickname) {
    RawBeejClient client = new RawBeejClient(server);
    client.send("{\"type\":\"hello\",\"nick\":\"" + nickname + "\",\"extensions\":true}");
    next(client, "join");
    return client;
  }

  /** The mark of the lobby is not read yet. */
  private RawBeejClient member(String nickname) {
    RawBeejClient client = new RawBeejClient(server);
    client.send(
        "{\"type\":\"hello\",\"nick\":\""
            + nickname
            + "\",\"extensions\":true,\"password\":\""
            + PASSWORD
            + "\"}");
    next(client, "users");
    return client;
  }

  /** Says something and returns its id. */
  private static long say(RawBeejClient client, String text) {
    client.chat(text);
    JsonNode said = next(client, "chat");
    while (!said.path("message").asText().equals(text)) {
      said = next(client, "chat");
    }
    return said.path("id").asLong();
  }

  private static void markRead(RawBeejClient client, String room, long id) {
    client.send("{\"type\":\"read\",\"room\":\"" + room + "\",\"id\":" + id + "}");
  }

  /** What is unread of the first room. */
  private static JsonNode unread(RawBeejClient client) {
    client.send("{\"type\":\"unread\"}");
    return next(client, "unread").path("rooms").path(0);
  }

  /** Whether there is a mark before the answer to a ping. */
  private static boolean hasRead(RawBeejClient client) {
    client.send("{\"type\":\"ping\"}");
    boolean found = false;
    JsonNode packet = client.read();
    while (!packet.path("type").asText().equals("pong")) {
      found |= packet.path("type").asText().equals("read");
      packet = client.read();
    }
    return found;
  }

  private static JsonNode next(RawBeejClient client, String type) {
    JsonNode packet = client.read();
    while (!packet.path("type").asText().equals(type)) {
      packet = client.read();
    }
    return packet;
  }
}
