package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.RawBeejClient;
import io.parley.TestServers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Edits, deletions, replies and reactions with the packets of extended clients, over sockets. */
@Timeout(120)
class RevisionAcceptanceTest {
  private static final String PASSWORD = "correct horse";

  @TempDir Path folder;
  private ParleyServer server;

  @BeforeEach
  void start() {
    server =
        TestServers.startBeej(
            Map.of("parley.history.url", "jdbc:sqlite:" + folder.resolve("parley.db")));
  }

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void author_edits_and_all_see_the_new_text_with_the_old_id() {
    try (RawBeejClient amy = guest("amy");
        RawBeejClient bob = guest("bob")) {
      long id = say(amy, "see you at fvie");
      long other = say(bob, "fine");

      send(bob, "{'type':'edit','id':" + id + ",'message':'never'}");
      assertEquals("NOT_AUTHOR", code(bob));
      send(amy, "{'type':'edit','id':" + id + ",'message':'see you at five'}");
      for (RawBeejClient each : List.of(amy, bob)) {
        JsonNode event = eventWith(each, "revised");
        assertEquals("edit", event.path("revised").asText());
        assertEquals("amy", event.path("by").asText());
        assertEquals("amy corrected: see you at five", event.path("message").asText());
        JsonNode now = event.path("messages").path(0);
        assertEquals(id, now.path("id").asLong());
        assertEquals("see you at five", now.path("message").asText());
        assertTrue(now.path("edited").isNumber());
      }
      JsonNode stored = history(bob);
      assertEquals("see you at five", stored.path(0).path("message").asText());
      assertTrue(stored.path(0).path("edited").isNumber());
      assertEquals(other, stored.path(1).path("id").asLong());
      assertEquals(List.of(), search(bob, "fvie"));
      assertEquals(List.of("see you at five"), search(bob, "five"));

      send(amy, "{'type':'edit','id':" + id + ",'message':'  '}");
      assertEquals("TEXT_EMPTY", code(amy));
      send(amy, "{'type':'edit','id':" + (other + 1000) + ",'message':'x'}");
      assertEquals("NO_SUCH_MESSAGE", code(amy));
    }
  }

  @Test
  void another_guest_of_the_same_nickname_is_no_author() {
    try (RawBeejClient bob = guest("bob")) {
      RawBeejClient amy = guest("amy");
      long id = say(amy, "mine");
      amy.close();
      next(bob, "leave");
      RawBeejClient other = guest("amy");
      send(other, "{'type':'edit','id':" + id + ",'message':'yours'}");
      assertEquals("NOT_AUTHOR", code(other));
      send(other, "{'type':'delete','id':" + id + "}");
      assertEquals("NOT_AUTHOR", code(other));
      other.close();
    }
  }

  @Test
  void who_registers_stays_the_author() {
    try (RawBeejClient amy = guest("amy")) {
      long id = say(amy, "helo");
      send(amy, "{'type':'register','password':'" + PASSWORD + "'}");
      next(amy, "account");
      send(amy, "{'type':'edit','id':" + id + ",'message':'hello'}");
      assertEquals(
          "hello", eventWith(amy, "revised").path("messages").path(0).path("message").asText());
    }
  }

  @Test
  void deleted_text_is_gone_everywhere_and_who_did_it_is_told() {
    try (RawBeejClient amy = guest("amy");
        RawBeejClient bob = guest("bob")) {
      long id = say(amy, "my password is xyzzy");
      next(bob, "chat");
      send(bob, "{'type':'delete','id':" + id + "}");
      assertEquals("NOT_AUTHOR", code(bob));
      send(amy, "{'type':'delete','id':" + id + "}");
      for (RawBeejClient each : List.of(amy, bob)) {
        JsonNode event = eventWith(each, "revised");
        assertEquals("delete", event.path("revised").asText());
        assertEquals("amy deleted a message", event.path("message").asText());
        JsonNode now = event.path("messages").path(0);
        assertEquals("(deleted by amy)", now.path("message").asText());
        assertEquals("amy", now.path("deleted").asText());
      }
      assertFalse(history(bob).toString().contains("xyzzy"));
      assertEquals(List.of(), search(bob, "xyzzy"));
      send(amy, "{'type':'edit','id':" + id + ",'message':'back'}");
      assertEquals("NO_SUCH_MESSAGE", code(amy));
      send(amy, "{'type':'delete','id':" + id + "}");
      assertEquals("NO_SUCH_MESSAGE", code(amy));
      send(amy, "{'type':'react','id':" + id + ",'emoji':'👍'}");
      assertEquals("NO_SUCH_MESSAGE", code(amy));
    }
    try (RawBeejClient eve = new RawBeejClient(server)) {
      send(eve, "{'type':'hello','nick':'eve','extensions':true}");
      assertFalse(next(eve, "history").toString().contains("xyzzy"));
    }
  }

  @Test
  void operator_deletes_and_purges_what_others_wrote() {
    try (RawBeejClient amy = registered("amy");
        RawBeejClient bob = guest("bob")) {
      enter(amy);
      enter(bob);
      List<Long> ids = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        ids.add(say(bob, "spam " + i));
      }
      long kept = say(amy, "stop that");
      send(bob, "{'type':'purge','nick':'amy'}");
      assertEquals("NOT_OPERATOR", code(bob));
      send(amy, "{'type':'delete','id':" + ids.get(0) + "}");
      assertEquals(
          "amy deleted a message of bob", eventWith(amy, "revised").path("message").asText());
      send(amy, "{'type':'purge','nick':'BOB','for':'soon'}");
      assertEquals("BAN_INVALID", code(amy));
      send(amy, "{'type':'purge','nick':'BOB','for':'1h'}");
      JsonNode purge = eventWith(amy, "revised");
      assertEquals("amy deleted 4 messages of bob", purge.path("message").asText());
      assertEquals(4, purge.path("messages").size());
      assertEquals("4 messages of BOB in tea deleted.", next(amy, "done").path("message").asText());
      eventWith(bob, "revised");
      assertEquals(4, eventWith(bob, "revised").path("messages").size());
      send(amy, "{'type':'purge','nick':'nobody'}");
      assertEquals(
          "0 messages of nobody in tea deleted.", next(amy, "done").path("message").asText());
      JsonNode stored = history(bob);
      assertFalse(stored.toString().contains("spam"));
      assertEquals(kept, stored.path(5).path("id").asLong());
      assertEquals("stop that", stored.path(5).path("message").asText());
    }
  }

  @Test
  void replies_cite_and_follow_what_they_answer() {
    try (RawBeejClient amy = guest("amy");
        RawBeejClient bob = guest("bob")) {
      long id = say(amy, "tea or coffee?");
      next(bob, "chat");
      send(bob, "{'type':'chat','message':'tea','reply':" + id + "}");
      JsonNode reply = next(amy, "chat");
      assertEquals("tea", reply.path("message").asText());
      assertEquals(id, reply.path("reply").path("id").asLong());
      assertEquals("amy", reply.path("reply").path("nick").asText());
      assertEquals("tea or coffee?", reply.path("reply").path("message").asText());
      next(bob, "chat");
      send(bob, "{'type':'chat','message':'tea','reply':" + (id + 500) + "}");
      assertEquals("NO_SUCH_MESSAGE", code(bob));

      for (int i = 0; i < 60; i++) { // beyond what the room keeps in memory
        say(amy, "and " + i);
        next(bob, "chat");
      }
      send(bob, "{'type':'chat','message':'coffee','reply':" + id + "}");
      JsonNode late = next(amy, "chat");
      assertEquals("tea or coffee?", late.path("reply").path("message").asText());
      next(bob, "chat");
      send(amy, "{'type':'delete','id':" + id + "}");
      eventWith(amy, "revised");
      eventWith(bob, "revised");
      JsonNode stored = history(bob);
      JsonNode last = stored.path(stored.size() - 1);
      assertEquals("coffee", last.path("message").asText());
      assertEquals("", last.path("reply").path("message").asText());
    }
  }

  @Test
  void reactions_are_counted_and_can_be_taken_back() {
    try (RawBeejClient amy = guest("amy");
        RawBeejClient bob = guest("bob")) {
      long id = say(amy, "it works");
      next(bob, "chat");
      send(bob, "{'type':'react','id':" + id + ",'emoji':'yes'}");
      assertEquals("REACTION_INVALID", code(bob));
      for (RawBeejClient each : List.of(bob, amy, bob)) { // the second of bob changes nothing
        send(each, "{'type':'react','id':" + id + ",'emoji':'🎉'}");
        eventWith(amy, "revised");
        eventWith(bob, "revised");
      }
      JsonNode reactions = history(bob).path(0).path("reactions");
      assertEquals("[{\"emoji\":\"🎉\",\"count\":2,\"nicks\":[\"bob\",\"amy\"]}]", reactions + "");
      send(bob, "{'type':'react','id':" + id + ",'emoji':'🎉','remove':true}");
      JsonNode event = eventWith(amy, "revised");
      assertTrue(event.path("remove").asBoolean());
      assertEquals("", event.path("message").asText());
      assertEquals(
          1, event.path("messages").path(0).path("reactions").path(0).path("count").asInt());
    }
  }

  private static long say(RawBeejClient client, String text) {
    send(client, "{'type':'chat','message':'" + text + "'}");
    JsonNode packet = next(client, "chat");
    while (!packet.path("message").asText().equals(text)) {
      packet = next(client, "chat");
    }
    return packet.path("id").asLong();
  }

  private static JsonNode history(RawBeejClient client) {
    send(client, "{'type':'history'}");
    return next(client, "history").path("messages");
  }

  private static List<String> search(RawBeejClient client, String words) {
    send(client, "{'type':'search','words':'" + words + "'}");
    List<String> texts = new ArrayList<>();
    next(client, "search")
        .path("messages")
        .forEach(each -> texts.add(each.path("message").asText()));
    return texts;
  }

  private static void enter(RawBeejClient client) {
    send(client, "{'type':'join','room':'tea'}");
    JsonNode join = next(client, "join");
    while (!join.path("room").asText().equals("tea")) {
      join = next(client, "join");
    }
  }

  private RawBeejClient registered(String nickname) {
    RawBeejClient client = guest(nickname);
    send(client, "{'type':'register','password':'" + PASSWORD + "'}");
    next(client, "account");
    return client;
  }

  private RawBeejClient guest(String nickname) {
    RawBeejClient client = new RawBeejClient(server);
    send(client, "{'type':'hello','nick':'" + nickname + "','extensions':true}");
    nextIn(client, "join");
    return client;
  }

  private static void nextIn(RawBeejClient client, String type) {
    next(client, type);
  }

  private static String code(RawBeejClient client) {
    return next(client, "error").path("code").asText();
  }

  private static JsonNode eventWith(RawBeejClient client, String field) {
    JsonNode packet = client.read();
    while (packet.path(field).isMissingNode()) {
      packet = client.read();
    }
    return packet;
  }

  private static void send(RawBeejClient client, String packet) {
    client.send(packet.replace('\'', '"'));
  }

  private static JsonNode next(RawBeejClient client, String type) {
    JsonNode packet = client.read();
    while (!packet.path("type").asText().equals(type)) {
      packet = client.read();
    }
    return packet;
  }
}
