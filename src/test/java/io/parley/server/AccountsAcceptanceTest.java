package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.RawBeejClient;
import io.parley.TestServers;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Accounts with the packets of extended clients, over sockets. */
@Timeout(120)
class AccountsAcceptanceTest {
  private static final String PASSWORD = "correct horse";

  private final ParleyServer server = TestServers.startBeej(Map.of());

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void registered_nickname_needs_its_password() {
    registerAndLeave("amy");

    try (RawBeejClient amy = new RawBeejClient(server)) {
      hello(amy, "Amy");
      assertEquals("PASSWORD_REQUIRED", next(amy, "error").path("code").asText());
      hello(amy, "amy", "wrong password");
      assertEquals("LOGIN_FAILED", next(amy, "error").path("code").asText());
      hello(amy, "amy", PASSWORD);
      assertEquals("amy", next(amy, "join").path("nick").asText());
    }
  }

  @Test
  void basic_client_is_told_that_the_nickname_is_owned_and_disconnected() {
    registerAndLeave("amy");

    try (RawBeejClient basic = new RawBeejClient(server)) {
      basic.hello("amy");
      JsonNode refusal = basic.read();
      assertTrue(refusal.path("message").asText().endsWith("[NICKNAME_OWNED]"), refusal::toString);
      assertTrue(basic.readToEnd().isEmpty());
    }
  }

  @Test
  void look_alike_of_an_owned_nickname_is_owned() {
    registerAndLeave("mary");

    try (RawBeejClient twin = new RawBeejClient(server)) {
      hello(twin, "rnary");
      assertEquals("PASSWORD_REQUIRED", next(twin, "error").path("code").asText());
      hello(twin, "rnary", PASSWORD);
      assertEquals("mary", next(twin, "welcome").path("nick").asText());
      assertEquals("mary", next(twin, "join").path("nick").asText());
    }
  }

  @Test
  void guest_cannot_take_an_owned_nickname_by_a_rename() {
    registerAndLeave("amy");

    try (RawBeejClient guest = guest("pat")) {
      guest.send("{\"type\":\"nick\",\"new\":\"amy\"}");
      assertEquals("NICKNAME_OWNED", next(guest, "error").path("code").asText());
    }
  }

  @Test
  void two_connections_of_an_account_are_one_person() {
    registerAndLeave("amy");
    try (RawBeejClient pat = guest("pat");
        RawBeejClient first = member("amy")) {
      assertEquals("amy", next(pat, "join").path("nick").asText());
      try (RawBeejClient second = member("amy")) {
        second.send("{\"type\":\"users\"}");
        assertEquals("[\"pat\",\"amy\"]", next(second, "users").path("users").toString());
        first.chat("hello");
        for (RawBeejClient each : new RawBeejClient[] {first, second, pat}) {
          assertEquals("hello", next(each, "chat").path("message").asText());
        }
        pat.send("{\"type\":\"pm\",\"to\":\"amy\",\"message\":\"psst\"}");
        for (RawBeejClient each : new RawBeejClient[] {first, second, pat}) {
          assertEquals("psst", next(each, "pm").path("message").asText());
        }
        second.send("{\"type\":\"pm\",\"to\":\"pat\",\"message\":\"yes?\"}");
        for (RawBeejClient each : new RawBeejClient[] {first, second, pat}) {
          assertEquals("yes?", next(each, "pm").path("message").asText());
        }
        second.send("{\"type\":\"join\",\"room\":\"tea\"}");
        for (RawBeejClient each : new RawBeejClient[] {second, first}) {
          assertEquals("tea", next(each, "join").path("room").asText());
        }
        first.chat("in the lobby"); // the room of the other connection is not its current one
        assertEquals("lobby", next(pat, "chat").path("room").asText());
      }
      pat.chat("nobody left");
      assertEquals("nobody left", nextOf(pat, "chat", "leave").path("message").asText());
      first.send("{\"type\":\"leave\"}");
      assertEquals("amy", next(pat, "leave").path("nick").asText());
    }
  }

  @Test
  void guest_logs_in_beside_another_connection_of_the_account() {
    registerAndLeave("amy");
    try (RawBeejClient pat = guest("pat");
        RawBeejClient first = member("amy")) {
      next(pat, "join");
      try (RawBeejClient second = guest("visitor")) {
        assertEquals("visitor", next(pat, "join").path("nick").asText());
        second.send("{\"type\":\"login\",\"account\":\"amy\",\"password\":\"" + PASSWORD + "\"}");
        assertEquals("amy", next(second, "nick").path("new").asText());
        assertEquals("visitor", next(pat, "leave").path("nick").asText());
        second.chat("it is me");
        assertEquals("amy", next(first, "chat").path("nick").asText());
        guest("visitor").close();
      }
    }
  }

  @Test
  void guest_logs_in_alone_and_is_renamed() {
    registerAndLeave("amy");
    try (RawBeejClient pat = guest("pat");
        RawBeejClient visitor = guest("visitor")) {
      visitor.send("{\"type\":\"login\",\"account\":\"amy\",\"password\":\"nonsense1\"}");
      assertEquals("LOGIN_FAILED", next(visitor, "error").path("code").asText());
      visitor.send("{\"type\":\"login\",\"account\":\"amy\",\"password\":\"" + PASSWORD + "\"}");
      assertEquals("amy", next(visitor, "account").path("account").asText());
      assertEquals("amy", next(pat, "nick").path("new").asText());
    }
  }

  @Test
  void sessions_are_listed_and_ended() {
    registerAndLeave("amy");
    try (RawBeejClient first = member("amy");
        RawBeejClient second = member("amy")) {
      first.send("{\"type\":\"sessions\"}");
      JsonNode sessions = next(first, "sessions").path("sessions");
      assertEquals(2, sessions.size());
      assertTrue(sessions.path(0).path("current").asBoolean());
      assertFalse(sessions.path(1).path("current").asBoolean());
      assertEquals("127.0.0.1", sessions.path(1).path("address").asText());
      first.send("{\"type\":\"sessions\",\"end\":" + sessions.path(1).path("id") + "}");
      assertEquals("SESSION_ENDED", next(second, "error").path("code").asText());
      first.send("{\"type\":\"sessions\",\"end\":999999}");
      assertEquals("NO_SUCH_SESSION", next(first, "error").path("code").asText());
    }
  }

  @Test
  void changed_password_ends_the_other_connections() {
    registerAndLeave("amy");
    try (RawBeejClient first = member("amy");
        RawBeejClient second = member("amy")) {
      first.send("{\"type\":\"password\",\"old\":\"" + PASSWORD + "\",\"new\":\"battery staple\"}");
      assertEquals("amy", next(first, "account").path("account").asText());
      assertEquals("SESSION_ENDED", next(second, "error").path("code").asText());
      first.chat("still here");
      assertEquals("still here", next(first, "chat").path("message").asText());
    }
    try (RawBeejClient amy = new RawBeejClient(server)) {
      hello(amy, "amy", PASSWORD);
      assertEquals("LOGIN_FAILED", next(amy, "error").path("code").asText());
      hello(amy, "amy", "battery staple");
      next(amy, "join");
    }
  }

  @Test
  void removed_account_frees_its_nickname_and_ends_its_connections() {
    registerAndLeave("amy");
    try (RawBeejClient first = member("amy");
        RawBeejClient second = member("amy")) {
      first.send("{\"type\":\"unregister\",\"password\":\"" + PASSWORD + "\"}");
      assertEquals("SESSION_ENDED", next(first, "error").path("code").asText());
      assertEquals("SESSION_ENDED", next(second, "error").path("code").asText());
      assertTrue(first.readToEnd().isEmpty());
    }
    RawBeejClient.admitted(server, "amy").close();
  }

  @Test
  void account_owns_further_nicknames_that_it_has() {
    registerAndLeave("amy");
    try (RawBeejClient amy = member("amy")) {
      amy.send("{\"type\":\"nicks\",\"add\":\"amelia\"}");
      assertEquals("NICKNAME_NOT_OWNED", next(amy, "error").path("code").asText());
      amy.send("{\"type\":\"nick\",\"new\":\"amelia\"}");
      next(amy, "nick");
      amy.send("{\"type\":\"nicks\",\"add\":\"amelia\"}");
      assertEquals("[\"amy\",\"amelia\"]", next(amy, "nicks").path("nicks").toString());
      try (RawBeejClient other = new RawBeejClient(server)) {
        hello(other, "amelia");
        assertEquals("PASSWORD_REQUIRED", next(other, "error").path("code").asText());
      }
      amy.send("{\"type\":\"nicks\",\"remove\":\"amy\"}");
      assertEquals("NICKNAME_IS_MAIN", next(amy, "error").path("code").asText());
      amy.send("{\"type\":\"nicks\",\"remove\":\"amelia\"}");
      assertEquals("[\"amy\"]", next(amy, "nicks").path("nicks").toString());
    }
  }

  @Test
  void requests_about_an_account_need_one() {
    try (RawBeejClient guest = guest("pat")) {
      for (String packet :
          new String[] {
            "{\"type\":\"logout\"}",
            "{\"type\":\"sessions\"}",
            "{\"type\":\"sessions\",\"end\":1}",
            "{\"type\":\"nicks\"}",
            "{\"type\":\"nicks\",\"add\":\"x\"}",
            "{\"type\":\"nicks\",\"remove\":\"x\"}",
            "{\"type\":\"password\",\"old\":\"a\",\"new\":\"b\"}",
            "{\"type\":\"unregister\",\"password\":\"a\"}"
          }) {
        guest.send(packet);
        assertEquals("NOT_LOGGED_IN", next(guest, "error").path("code").asText(), packet);
      }
    }
  }

  @Test
  void weak_passwords_are_refused_with_their_codes() {
    try (RawBeejClient guest = guest("patricia")) {
      Map<String, String> refused =
          Map.of(
              "short",
              "PASSWORD_TOO_SHORT",
              "x".repeat(257),
              "PASSWORD_TOO_LONG",
              "password",
              "PASSWORD_COMMON",
              "Patricia",
              "PASSWORD_IS_NICKNAME");
      refused.forEach(
          (password, code) -> {
            guest.send("{\"type\":\"register\",\"password\":\"" + password + "\"}");
            assertEquals(code, next(guest, "error").path("code").asText(), password);
          });
    }
  }

  @Test
  void only_operators_register_for_others() {
    registerAndLeave("amy");
    String packet = "{\"type\":\"register\",\"nick\":\"olga\",\"password\":\"" + PASSWORD + "\"}";
    try (RawBeejClient guest = guest("pat");
        RawBeejClient amy = member("amy")) {
      guest.send(packet);
      assertEquals("NOT_LOGGED_IN", next(guest, "error").path("code").asText());
      amy.send(packet);
      assertEquals("REGISTRATION_CLOSED", next(amy, "error").path("code").asText());
    }
    member("amy").close();
  }

  @Test
  void guesses_lock_the_account_out_and_others_come_in() {
    registerAndLeave("amy");
    registerAndLeave("olga");
    try (RawBeejClient thief = new RawBeejClient(server)) {
      for (int i = 0; i < 5; i++) {
        hello(thief, "amy", "guess number " + i);
        assertEquals("LOGIN_FAILED", next(thief, "error").path("code").asText());
      }
      hello(thief, "amy", PASSWORD);
      JsonNode refusal = next(thief, "error");
      assertEquals("LOCKED_OUT", refusal.path("code").asText());
      assertTrue(Instant.parse(refusal.path("until").asText()).isAfter(Instant.now()));
    }
    member("olga").close();
  }

  @Test
  void log_out_ends_the_connection() {
    registerAndLeave("amy");
    try (RawBeejClient amy = member("amy")) {
      amy.send("{\"type\":\"login\",\"password\":\"" + PASSWORD + "\"}");
      assertEquals("ALREADY_LOGGED_IN", next(amy, "error").path("code").asText());
      amy.send("{\"type\":\"logout\"}");
      assertEquals("SESSION_ENDED", next(amy, "error").path("code").asText());
      assertTrue(amy.readToEnd().isEmpty());
    }
  }

  private void registerAndLeave(String nickname) {
    try (RawBeejClient owner = guest(nickname)) {
      owner.send("{\"type\":\"register\",\"password\":\"" + PASSWORD + "\"}");
      assertEquals(nickname, next(owner, "account").path("account").asText());
      owner.send("{\"type\":\"logout\"}");
      owner.readToEnd();
    }
  }

  private RawBeejClient guest(String nickname) {
    RawBeejClient client = new RawBeejClient(server);
    hello(client, nickname);
    next(client, "join");
    return client;
  }

  private RawBeejClient member(String nickname) {
    RawBeejClient client = new RawBeejClient(server);
    hello(client, nickname, PASSWORD);
    next(client, "join");
    return client;
  }

  private static void hello(RawBeejClient client, String nickname) {
    client.send("{\"type\":\"hello\",\"nick\":\"" + nickname + "\",\"extensions\":true}");
  }

  private static void hello(RawBeejClient client, String nickname, String password) {
    client.send(
        "{\"type\":\"hello\",\"nick\":\""
            + nickname
            + "\",\"extensions\":true,\"password\":\""
            + password
            + "\"}");
  }

  private static JsonNode next(RawBeejClient client, String type) {
    return nextOf(client, type, type);
  }

  private static JsonNode nextOf(RawBeejClient client, String type, String otherType) {
    JsonNode packet = client.read();
    while (!packet.path("type").asText().equals(type)
        && !packet.path("type").asText().equals(otherType)) {
      packet = client.read();
    }
    return packet;
  }
}
