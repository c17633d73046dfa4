package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.RawBeejClient;
import io.parley.TestServers;
import io.parley.account.AccountDirectory;
import io.parley.account.AccountRole;
import io.parley.account.AccountSettings;
import io.parley.account.sql.AccountStoreFactory;
import io.parley.history.HistorySettings;
import io.parley.protocol.Nickname;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Roles, settings and bans of rooms with the packets of extended clients, over sockets. */
@Timeout(120)
class ModerationAcceptanceTest {
  private static final String PASSWORD = "correct horse";

  @TempDir Path folder;
  private ParleyServer server;

  @BeforeEach
  void start() {
    server =
        TestServers.startBeej(
            Map.of(
                "parley.history.url",
                "jdbc:sqlite:" + folder.resolve("parley.db"),
                "parley.accounts.check-interval",
                "10 ms"));
  }

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void who_makes_a_room_owns_it_and_makes_operators() {
    try (RawBeejClient amy = registered("amy");
        RawBeejClient bob = registered("bob");
        RawBeejClient eve = guest("eve")) {
      enter("tea", amy, bob, eve);
      assertEquals("owner", own(amy, "tea"));
      assertEquals("", own(bob, "tea"));

      send(bob, "{'type':'kick','room':'tea','nick':'eve'}");
      assertEquals("NOT_OPERATOR", code(bob));
      send(bob, "{'type':'role','room':'tea','nick':'bob','role':'operator'}");
      assertEquals("NOT_OWNER", code(bob));

      send(amy, "{'type':'role','room':'tea','nick':'bob','role':'operator'}");
      done(amy);
      for (RawBeejClient each : new RawBeejClient[] {amy, bob, eve}) {
        JsonNode event = eventWith(each, "role");
        assertEquals("operator", event.path("role").asText());
        assertEquals("bob", event.path("target").asText());
        assertEquals("amy", event.path("by").asText());
      }
      send(bob, "{'type':'kick','room':'tea','nick':'amy'}");
      assertEquals("TARGET_PROTECTED", code(bob));
      send(bob, "{'type':'kick','room':'tea','nick':'eve','reason':'too loud'}");
      done(bob);
      for (RawBeejClient each : new RawBeejClient[] {amy, bob, eve}) {
        JsonNode left = next(each, "leave");
        assertEquals("eve", left.path("nick").asText());
        assertEquals("bob", left.path("by").asText());
        assertEquals("too loud", left.path("reason").asText());
      }
      send(eve, "{'type':'chat','room':'tea','message':'hey'}");
      assertEquals("NOT_IN_ROOM", code(eve));
      send(eve, "{'type':'chat','message':'for the others in tea'}"); // not said in the lobby
      assertEquals("NOT_IN_ROOM", code(eve));
      enter("tea", eve); // a kick is no ban
    }
  }

  @Test
  void private_room_is_for_members_and_survives_a_restart() {
    try (RawBeejClient amy = registered("amy");
        RawBeejClient bob = registered("bob");
        RawBeejClient eve = guest("eve")) {
      enter("tea", amy);
      set(amy, "tea", "private", "on");
      enter("tea", "INVITATION_REQUIRED", bob, eve);
      assertEquals(Set.of("lobby"), rooms(bob));
      assertEquals(Set.of("lobby", "tea"), rooms(amy));
      assertEquals("[\"lobby\"]", whois(eve, "amy"));
      assertEquals("[\"lobby\",\"tea\"]", whois(amy, "amy"));

      send(amy, "{'type':'invite','room':'tea','nick':'bob'}");
      done(amy);
      JsonNode invitation = eventWith(bob, "invite");
      assertEquals("tea", invitation.path("invite").asText());
      assertEquals("amy", invitation.path("by").asText());
      enter("tea", bob);
      send(amy, "{'type':'invite','room':'tea','nick':'eve'}");
      done(amy);
      eventWith(eve, "invite");
      enter("tea", eve);
      assertEquals("eve", nextIn(amy, "join", "tea").path("nick").asText());
      send(amy, "{'type':'chat','room':'tea','message':'just us'}");
      assertEquals("just us", next(amy, "chat").path("message").asText()); // and no failure
      assertEquals("just us", textOf(eve, "just us"));
      send(amy, "{'type':'invite','room':'tea','nick':'nobody'}");
      assertEquals("NO_SUCH_NICKNAME", code(amy));
    }
    server.close();
    start();
    try (RawBeejClient eve = guest("eve");
        RawBeejClient bob = member("bob");
        RawBeejClient amy = member("amy")) {
      enter("tea", "INVITATION_REQUIRED", eve); // a guest is invited for one connection
      enter("tea", bob, amy);
      assertEquals("member", own(bob, "tea"));
      assertEquals("owner", own(amy, "tea"));
      send(amy, "{'type':'kick','room':'tea','nick':'bob'}");
      done(amy);
      next(bob, "leave");
      enter("tea", "INVITATION_REQUIRED", bob);
    }
  }

  @Test
  void settings_of_a_room_without_messages_stay_and_a_bare_one_is_forgotten() {
    try (RawBeejClient amy = registered("amy");
        RawBeejClient eve = guest("eve")) {
      enter("tea", amy);
      set(amy, "tea", "private", "on");
      enter("garden", amy);
      for (String room : new String[] {"tea", "garden"}) {
        send(amy, "{'type':'leave','room':'" + room + "'}");
        nextIn(amy, "leave", room);
      }
      enter("tea", "INVITATION_REQUIRED", eve);
      String own;
      do { // the room ends a moment after the leave
        enter("garden", eve);
        own = own(eve, "garden");
        send(eve, "{'type':'leave','room':'garden'}");
        nextIn(eve, "leave", "garden");
      } while (own.isEmpty());
      assertEquals("owner", own);
      enter("tea", amy);
      assertEquals("owner", own(amy, "tea"));
    }
  }

  @Test
  void key_limit_and_closed_room() {
    try (RawBeejClient amy = registered("amy");
        RawBeejClient bob = guest("bob");
        RawBeejClient eve = guest("eve")) {
      enter("tea", amy);
      set(amy, "tea", "key", "sesame");
      enter("tea", "ROOM_KEY_WRONG", bob);
      send(bob, "{'type':'join','room':'tea','key':'Sesame'}");
      assertEquals("ROOM_KEY_WRONG", code(bob));
      send(bob, "{'type':'join','room':'tea','key':'sesame'}");
      nextIn(bob, "join", "tea");
      assertEquals("on", status(bob, "tea").path("settings").path("key").asText());
      assertEquals("sesame", status(amy, "tea").path("settings").path("key").asText());
      set(amy, "tea", "limit", "2");
      send(eve, "{'type':'join','room':'tea','key':'sesame'}");
      assertEquals("ROOM_FULL", code(eve));
      set(amy, "tea", "limit", "off");
      set(amy, "tea", "closed", "on");
      JsonNode left = next(bob, "leave");
      assertEquals("the room is closed", left.path("reason").asText());
      send(bob, "{'type':'join','room':'tea','key':'sesame'}");
      assertEquals("ROOM_CLOSED", code(bob));
      assertEquals("owner", own(amy, "tea"));
    }
  }

  @Test
  void moderated_and_slow_rooms_and_a_locked_topic() {
    try (RawBeejClient amy = registered("amy");
        RawBeejClient bob = guest("bob")) {
      enter("tea", amy, bob);
      set(amy, "tea", "moderated", "on");
      say(bob, "tea", "may I?");
      assertEquals("ROOM_MODERATED", code(bob));
      send(amy, "{'type':'role','room':'tea','nick':'bob','role':'voice'}");
      done(amy);
      say(bob, "tea", "thanks");
      assertEquals("thanks", textOf(amy, "thanks"));
      send(amy, "{'type':'role','room':'tea','nick':'bob','role':'none'}");
      done(amy);
      set(amy, "tea", "moderated", "off");
      set(amy, "tea", "slow", "1h");
      say(bob, "tea", "one");
      assertEquals("one", textOf(amy, "one"));
      say(bob, "tea", "two");
      assertEquals("SLOW_MODE", code(bob));
      say(amy, "tea", "operators");
      say(amy, "tea", "are not slow");
      assertEquals("are not slow", textOf(bob, "are not slow"));
      set(amy, "tea", "slow", "off");
      set(amy, "tea", "topic-lock", "on");
      send(bob, "{'type':'topic','room':'tea','topic':'mine'}");
      assertEquals("NOT_OPERATOR", code(bob));
      send(amy, "{'type':'topic','room':'tea','topic':'ours'}");
      assertEquals("ours", eventWith(bob, "topic").path("topic").asText());
    }
  }

  @Test
  void mute_and_ban_of_an_account_and_of_a_guest() {
    try (RawBeejClient amy = registered("amy");
        RawBeejClient bob = registered("bob");
        RawBeejClient eve = guest("eve")) {
      enter("tea", amy, bob, eve);
      send(amy, "{'type':'mute','room':'tea','target':'eve','for':'1h','reason':'noise'}");
      done(amy);
      JsonNode muted = eventWith(eve, "kind");
      assertEquals("mute", muted.path("kind").asText());
      assertEquals("noise", muted.path("reason").asText());
      say(eve, "tea", "hey");
      assertEquals("MUTED", code(eve));
      send(amy, "{'type':'unmute','room':'tea','target':'EVE'}");
      done(amy);
      say(eve, "tea", "hey again");
      assertEquals("hey again", textOf(bob, "hey again"));

      send(amy, "{'type':'ban','room':'tea','target':'bob','reason':'enough'}");
      done(amy);
      assertEquals("amy", next(bob, "leave").path("by").asText());
      send(bob, "{'type':'join','room':'tea'}");
      JsonNode refused = next(bob, "error");
      assertEquals("BANNED", refused.path("code").asText());
      assertEquals("You are banned from tea: enough", refused.path("message").asText());
      send(bob, "{'type':'nick','new':'robert'}");
      next(bob, "nick");
      enter("tea", "BANNED", bob); // it is the account that is banned

      send(amy, "{'type':'ban','room':'tea','target':'ev*'}");
      done(amy);
      next(eve, "leave");
      enter("tea", "BANNED", eve);
      send(amy, "{'type':'bans','room':'tea'}");
      JsonNode bans = next(amy, "bans").path("bans");
      assertEquals(2, bans.size(), bans::toString);
      assertEquals("bob", bans.get(0).path("target").asText());
      assertEquals("ev*", bans.get(1).path("target").asText());
      send(eve, "{'type':'bans','room':'tea'}");
      assertEquals("NOT_IN_ROOM", code(eve));
      send(amy, "{'type':'unban','room':'tea','target':'ev*'}");
      done(amy);
      enter("tea", eve);
      send(amy, "{'type':'unban','room':'tea','target':'ev*'}");
      assertEquals("NO_SUCH_BAN", code(amy));
      send(amy, "{'type':'ban','room':'tea','target':'*'}");
      assertEquals("BAN_INVALID", code(amy));
      send(amy, "{'type':'ban','room':'tea','target':'0.0.0.0/0'}");
      assertEquals("BAN_INVALID", code(amy));
      send(amy, "{'type':'ban','room':'tea','target':'eve','for':'soon'}");
      assertEquals("BAN_INVALID", code(amy));
      send(amy, "{'type':'ban','room':'tea','target':'amy'}");
      assertEquals("TARGET_PROTECTED", code(amy));
    }
  }

  @Test
  void guest_owns_a_room_while_connected() {
    try (RawBeejClient bob = guest("bob")) {
      try (RawBeejClient eve = guest("eve")) {
        enter("tea", eve, bob);
        assertEquals("owner", own(eve, "tea"));
        send(eve, "{'type':'room','room':'tea','setting':'private','value':'on'}");
        assertEquals("ACCOUNT_REQUIRED", code(eve));
        set(eve, "tea", "moderated", "on");
        say(bob, "tea", "may I?");
        assertEquals("ROOM_MODERATED", code(bob));
      }
      nextIn(bob, "leave", "tea");
      awaitOpen(bob);
      assertEquals("", own(bob, "tea"));
    }
    try (RawBeejClient pat = registered("pat")) {
      enter("tea", pat); // somebody has spoken there
      assertEquals("", own(pat, "tea"));
    }
  }

  @Test
  void room_that_others_have_spoken_in_has_no_owner() {
    try (RawBeejClient eve = guest("eve")) {
      enter("tea", eve);
      say(eve, "tea", "hello");
      textOf(eve, "hello");
      send(eve, "{'type':'leave','room':'tea'}");
      nextIn(eve, "leave", "tea");
      try (RawBeejClient amy = registered("amy")) {
        enter("tea", amy);
        assertEquals("", own(amy, "tea"));
        send(amy, "{'type':'kick','nick':'eve'}");
        assertEquals("NOT_OPERATOR", code(amy));
      }
    }
  }

  @Test
  void owner_gives_the_room_away() {
    try (RawBeejClient amy = registered("amy");
        RawBeejClient bob = registered("bob");
        RawBeejClient eve = guest("eve")) {
      enter("tea", amy, bob, eve);
      send(amy, "{'type':'role','room':'tea','nick':'eve','role':'owner'}");
      assertEquals("ACCOUNT_REQUIRED", code(amy));
      send(amy, "{'type':'role','room':'tea','nick':'bob','role':'owner'}");
      done(amy);
      assertEquals("owner", own(bob, "tea"));
      assertEquals("operator", own(amy, "tea"));
      send(amy, "{'type':'role','room':'tea','nick':'amy','role':'none'}");
      done(amy); // everybody may give up a role
      assertEquals("", own(amy, "tea"));
      send(bob, "{'type':'role','room':'tea','nick':'bob','role':'none'}");
      assertEquals("TARGET_PROTECTED", code(bob));
      send(bob, "{'type':'role','room':'tea','nick':'amy','role':'king'}");
      assertEquals("SETTING_INVALID", code(bob));
      send(bob, "{'type':'room','room':'tea','setting':'colour','value':'on'}");
      assertEquals("SETTING_INVALID", code(bob));
    }
  }

  @Test
  void who_takes_voice_does_not_take_the_role_of_an_operator() {
    try (RawBeejClient amy = registered("amy");
        RawBeejClient bob = registered("bob")) {
      enter("tea", amy, bob);
      send(amy, "{'type':'role','room':'tea','nick':'bob','role':'operator'}");
      done(amy);
      send(amy, "{'type':'role','room':'tea','nick':'bob','role':'none','old':'voice'}");
      JsonNode refused = next(amy, "error");
      assertEquals("SETTING_INVALID", refused.path("code").asText());
      assertEquals(
          "bob has the role operator in tea: nothing was changed.",
          refused.path("message").asText());
      assertEquals("operator", own(bob, "tea"));
      send(amy, "{'type':'role','room':'tea','nick':'bob','role':'none','old':'operator'}");
      done(amy);
      send(amy, "{'type':'role','room':'tea','nick':'bob','role':'none','old':'voice'}");
      assertEquals("SETTING_INVALID", code(amy));
    }
  }

  @Test
  void operator_of_the_server_may_do_everything_in_every_room() throws Exception {
    try (RawBeejClient root = registered("rosa");
        RawBeejClient amy = registered("amy");
        RawBeejClient bob = guest("bob")) {
      makeOperator("rosa");
      enter("tea", amy);
      set(amy, "tea", "private", "on");
      enter("tea", root);
      assertEquals(Set.of("lobby", "tea"), rooms(root));
      send(amy, "{'type':'kick','room':'tea','nick':'rosa'}");
      assertEquals("TARGET_PROTECTED", code(amy));
      send(root, "{'type':'kick','room':'lobby','nick':'bob'}");
      done(root);
      nextIn(bob, "leave", "lobby");
      set(root, "lobby", "moderated", "on");
      enter("lobby", bob);
      say(bob, "lobby", "hey");
      assertEquals("ROOM_MODERATED", code(bob));
    }
  }

  @Test
  void banned_from_the_lobby_enters_the_server_and_other_rooms() throws Exception {
    try (RawBeejClient root = registered("rosa")) {
      makeOperator("rosa");
      send(root, "{'type':'ban','room':'lobby','target':'eve*'}");
      done(root);
      try (RawBeejClient eve = new RawBeejClient(server)) {
        hello(eve, "eve");
        assertEquals("eve", next(eve, "welcome").path("nick").asText());
        assertEquals("BANNED", code(eve));
        enter("tea", eve);
      }
      try (RawBeejClient basic = new RawBeejClient(server)) {
        basic.hello("evelyn"); // it cannot enter another room
        assertTrue(basic.readToEnd().get(0).path("message").asText().endsWith("[BANNED]"));
      }
    }
  }

  @Test
  void client_that_cannot_enter_rooms_is_disconnected_by_a_kick() throws Exception {
    try (RawBeejClient root = registered("rosa");
        RawBeejClient basic = new RawBeejClient(server)) {
      makeOperator("rosa");
      basic.hello("bob");
      basic.expectJoin("bob");
      send(root, "{'type':'kick','room':'lobby','nick':'bob','reason':'too loud'}");
      done(root);
      assertEquals("rosa kicks bob from lobby (too loud)", basic.read().path("message").asText());
      basic.expectLeave("bob");
      basic.expectRefusalAndEnd("KICKED");
    }
  }

  private void makeOperator(String nickname) throws Exception {
    try (AccountDirectory directory =
        AccountDirectory.open(
            AccountStoreFactory.open(
                HistorySettings.read(
                    TestServers.config(
                        Map.of(
                            "parley.history.url", "jdbc:sqlite:" + folder.resolve("parley.db"))))),
            AccountSettings.read(TestServers.config()),
            InstantSource.system())) {
      directory.setRole(
          directory.ownerOf(Nickname.sanitize(nickname)).orElseThrow().id(), AccountRole.OPERATOR);
    }
    // The server notices it within 10 ms, and an invitation of nobody tells when.
    try (RawBeejClient amy = member(nickname)) {
      JsonNode answer;
      do {
        send(amy, "{'type':'bans','room':'lobby'}");
        answer = nextOf(amy, "bans", "error");
      } while (answer.path("type").asText().equals("error"));
    }
  }

  /** The settings of the guest end with the guest, a moment after the leave. */
  private static void awaitOpen(RawBeejClient bob) {
    JsonNode answer;
    do {
      say(bob, "tea", "free?");
      answer = nextOf(bob, "chat", "error");
    } while (answer.path("type").asText().equals("error"));
    assertEquals("free?", answer.path("message").asText());
  }

  private static Set<String> rooms(RawBeejClient client) {
    send(client, "{'type':'rooms'}");
    Set<String> names = new TreeSet<>();
    next(client, "rooms").path("rooms").forEach(name -> names.add(name.asText()));
    return names;
  }

  private static String whois(RawBeejClient client, String nickname) {
    send(client, "{'type':'whois','nick':'" + nickname + "'}");
    return next(client, "whois").path("rooms").toString();
  }

  private static void set(RawBeejClient client, String room, String setting, String value) {
    send(
        client,
        "{'type':'room','room':'%s','setting':'%s','value':'%s'}".formatted(room, setting, value));
    done(client);
  }

  private static void say(RawBeejClient client, String room, String text) {
    send(client, "{'type':'chat','room':'%s','message':'%s'}".formatted(room, text));
  }

  private static String textOf(RawBeejClient client, String text) {
    JsonNode packet = next(client, "chat");
    while (!packet.path("message").asText().equals(text)) {
      packet = next(client, "chat");
    }
    return packet.path("message").asText();
  }

  private static void enter(String room, RawBeejClient... clients) {
    for (RawBeejClient client : clients) {
      send(client, "{'type':'join','room':'" + room + "'}");
      nextIn(client, "join", room);
    }
  }

  private static void enter(String room, String code, RawBeejClient... clients) {
    for (RawBeejClient client : clients) {
      send(client, "{'type':'join','room':'" + room + "'}");
      assertEquals(code, code(client));
    }
  }

  private static JsonNode status(RawBeejClient client, String room) {
    send(client, "{'type':'room','room':'" + room + "'}");
    return next(client, "room");
  }

  private static String own(RawBeejClient client, String room) {
    return status(client, room).path("role").asText();
  }

  private static void done(RawBeejClient client) {
    JsonNode answer = nextOf(client, "done", "error");
    assertFalse(answer.path("type").asText().equals("error"), answer::toString);
  }

  private static String code(RawBeejClient client) {
    JsonNode answer = nextOf(client, "error", "done");
    return answer.path("code").asText();
  }

  private static JsonNode eventWith(RawBeejClient client, String field) {
    JsonNode packet = next(client, "chat");
    while (!packet.has(field)) {
      packet = next(client, "chat");
    }
    return packet;
  }

  private RawBeejClient registered(String nickname) {
    RawBeejClient client = guest(nickname);
    send(client, "{'type':'register','password':'" + PASSWORD + "'}");
    assertEquals(nickname, next(client, "account").path("account").asText());
    return client;
  }

  private RawBeejClient guest(String nickname) {
    RawBeejClient client = new RawBeejClient(server);
    hello(client, nickname);
    nextIn(client, "join", "lobby");
    return client;
  }

  private RawBeejClient member(String nickname) {
    RawBeejClient client = new RawBeejClient(server);
    send(
        client,
        "{'type':'hello','nick':'%s','extensions':true,'password':'%s'}"
            .formatted(nickname, PASSWORD));
    nextIn(client, "join", "lobby");
    return client;
  }

  private static void hello(RawBeejClient client, String nickname) {
    send(client, "{'type':'hello','nick':'" + nickname + "','extensions':true}");
  }

  private static void send(RawBeejClient client, String packet) {
    client.send(packet.replace('\'', '"'));
  }

  private static JsonNode nextIn(RawBeejClient client, String type, String room) {
    JsonNode packet = next(client, type);
    while (!packet.path("room").asText().equals(room)) {
      packet = next(client, type);
    }
    return packet;
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
