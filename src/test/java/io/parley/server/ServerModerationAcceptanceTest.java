package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.RawBeejClient;
import io.parley.TestServers;
import io.parley.protocol.ServerMessage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What operators of the server do to it, over sockets. */
@Timeout(120)
class ServerModerationAcceptanceTest {
  private static final String OTHER_ADDRESS = "127.0.0.2";

  @TempDir Path folder;
  private ParleyServer server;

  @BeforeEach
  void start() {
    server = TestServers.startBeej(settings());
  }

  @AfterEach
  void end() {
    server.close();
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("parley.history.url", "jdbc:sqlite:" + database());
    settings.put("parley.accounts.check-interval", "10 ms");
    settings.put("parley.limits.exempt", "[\"127.0.0.1/32\"]");
    settings.put("parley.rooms.max-server-bans", "4");
    return settings;
  }

  private Path database() {
    return folder.resolve("parley.db");
  }

  @Test
  void only_operators_of_the_server_administer_it() {
    try (PacketClient amy = PacketClient.registered(server, "amy");
        PacketClient bob = PacketClient.guest(server, "bob")) {
      amy.join("tea"); // an owner of a room is no operator of the server
      for (PacketClient client : List.of(amy, bob)) {
        for (String packet :
            List.of(
                "{'type':'kill','nick':'amy'}",
                "{'type':'kill','nick':'nobody'}",
                "{'type':'ban-server','target':'eve'}",
                "{'type':'unban-server','target':'eve'}",
                "{'type':'bans-server'}",
                "{'type':'announce','message':'hello'}",
                "{'type':'audit'}")) {
          assertEquals("NOT_SERVER_OPERATOR", client.refusal(packet), packet);
        }
      }
    }
  }

  @Test
  void kill_ends_all_connections_of_a_person_but_of_no_operator_of_the_server() {
    try (PacketClient rosa = PacketClient.operator(server, "rosa", database());
        PacketClient pat = PacketClient.operator(server, "pat", database());
        PacketClient amy = PacketClient.registered(server, "amy");
        PacketClient second = PacketClient.member(server, "amy")) {
      assertEquals("TARGET_PROTECTED", rosa.refusal("{'type':'kill','nick':'pat'}"));
      assertEquals("TARGET_PROTECTED", rosa.refusal("{'type':'kill','nick':'rosa'}"));
      assertEquals("NO_SUCH_NICKNAME", rosa.refusal("{'type':'kill','nick':'nobody'}"));
      rosa.send("{'type':'kill','nick':'AMY','reason':'spam'}");
      rosa.done();
      for (PacketClient connection : List.of(amy, second)) {
        JsonNode error = connection.lastError();
        assertEquals("KILLED", error.path("code").asText());
        assertEquals("rosa has disconnected you: spam", error.path("message").asText());
      }
      PacketClient.member(server, "amy").close(); // a kill is no ban
      assertEquals("kill amy spam", newest(pat));
    }
  }

  @Test
  void banned_people_are_disconnected_and_do_not_come_back() {
    try (PacketClient rosa = PacketClient.operator(server, "rosa", database());
        PacketClient amy = PacketClient.registered(server, "amy");
        PacketClient bob = PacketClient.guest(server, "bob", OTHER_ADDRESS);
        PacketClient eve = PacketClient.guest(server, "eve")) {
      rosa.send("{'type':'ban-server','target':'amy','for':'2h','reason':'spam'}");
      rosa.done();
      JsonNode banned = amy.lastError();
      assertEquals("SERVER_BANNED", banned.path("code").asText());
      assertTrue(
          banned
              .path("message")
              .asText()
              .matches("You are banned from this server until [0-9T:-]+Z: spam"),
          banned::toString);
      rosa.send("{'type':'ban-server','target':'bob'}"); // a guest: with the address
      rosa.done();
      assertEquals("You are banned from this server.", bob.lastError().path("message").asText());
      rosa.send("{'type':'ban-server','target':'ev?'}");
      rosa.done();
      assertEquals("SERVER_BANNED", eve.lastError().path("code").asText());

      assertEquals("SERVER_BANNED", refusedGuest("evi", "127.0.0.1"));
      assertEquals("SERVER_BANNED", refusedGuest("robert", OTHER_ADDRESS));
      try (PacketClient again = PacketClient.connected(server, "127.0.0.1")) {
        again.helloWithPassword("amy");
        assertEquals("SERVER_BANNED", again.lastError().path("code").asText());
      }
      try (PacketClient other = PacketClient.guest(server, "tim")) {
        assertEquals("NICKNAME_RESERVED", other.refusal("{'type':'nick','new':'eva'}"));
        other.send("{'type':'login','account':'amy','password':'" + PacketClient.PASSWORD + "'}");
        assertEquals("SERVER_BANNED", other.lastError().path("code").asText());
      }
      rosa.send("{'type':'bans-server'}");
      JsonNode bans = rosa.next("bans");
      assertFalse(bans.has("room"), bans::toString);
      assertEquals(List.of("amy", "bob", "ev?"), targets(bans));
    }
    server.close();
    start();
    assertEquals("SERVER_BANNED", refusedGuest("eva", "127.0.0.1")); // also after a restart
    try (PacketClient rosa = PacketClient.member(server, "rosa")) {
      rosa.send("{'type':'unban-server','target':'EV?'}");
      rosa.done();
      assertEquals("NO_SUCH_BAN", rosa.refusal("{'type':'unban-server','target':'ev?'}"));
      PacketClient.guest(server, "eva").close();
      assertEquals("unban-server EV? ", newest(rosa));
    }
  }

  @Test
  void banned_address_can_only_log_in_and_only_an_operator_of_the_server_gets_in() {
    PacketClient.registered(server, "amy").close();
    try (PacketClient rosa = PacketClient.operator(server, "rosa", database())) {
      rosa.send("{'type':'ban-server','target':'127.0.0.2','reason':'flood'}");
      rosa.done();
      for (String nickname : List.of("bob", "server", "!", "guest-1")) { // before anything else
        try (PacketClient refused = PacketClient.connected(server, OTHER_ADDRESS)) {
          refused.send("{'type':'hello','nick':'" + nickname + "','extensions':true}");
          JsonNode error = refused.lastError();
          assertEquals("You are banned from this server: flood", error.path("message").asText());
        }
      }
      try (PacketClient refused = PacketClient.connected(server, OTHER_ADDRESS)) {
        refused.helloWithPassword("amy");
        assertEquals("SERVER_BANNED", refused.lastError().path("code").asText());
      }
      PacketClient.member(server, "rosa", OTHER_ADDRESS).close();
      rosa.send("{'type':'ban-server','target':'*r*'}");
      rosa.done();
      PacketClient.member(server, "rosa", OTHER_ADDRESS).close();
      rosa.send("{'type':'ping'}");
      rosa.next("pong");
      assertEquals("TARGET_PROTECTED", rosa.refusal("{'type':'ban-server','target':'rosa'}"));
    }
  }

  @Test
  void bans_that_cannot_be_meant_are_refused_and_expired_ones_are_dropped() {
    try (PacketClient rosa = PacketClient.operator(server, "rosa", database())) {
      for (String target : List.of("*", "0.0.0.0/0", "10.0.0.0/8", "2001::/16", "")) {
        assertEquals(
            "BAN_INVALID", rosa.refusal("{'type':'ban-server','target':'" + target + "'}"), target);
      }
      assertEquals(
          "BAN_INVALID", rosa.refusal("{'type':'ban-server','target':'eve','for':'soon'}"));
      for (int i = 0; i < 4; i++) {
        rosa.send("{'type':'ban-server','target':'eve" + i + "'}");
        rosa.done();
      }
      assertEquals("BAN_LIST_FULL", rosa.refusal("{'type':'ban-server','target':'tim'}"));
      rosa.send("{'type':'ban-server','target':'EVE1','for':'1s'}"); // in place of the first
      rosa.done();
      List<String> listed = new ArrayList<>();
      do {
        rosa.send("{'type':'bans-server'}");
        listed = targets(rosa.next("bans"));
      } while (listed.size() == 4); // for a second
      assertEquals(List.of("eve0", "eve2", "eve3"), listed);
      PacketClient.guest(server, "eve1").close();
      rosa.send("{'type':'ban-server','target':'tim'}");
      rosa.done();
    }
  }

  @Test
  void everybody_reads_an_announcement_in_each_dialect() {
    server.close();
    try (AllDialectsServer all = AllDialectsServer.start(settings())) {
      server = all.server();
      List<DialectTestClient> people =
          all.dialects().stream()
              .map(dialect -> all.join(dialect, dialect.name() + "-pat"))
              .toList();
      try (PacketClient rosa = PacketClient.operator(server, "rosa", database());
          PacketClient amy = PacketClient.guest(server, "amy")) {
        people.stream() // a client of plain may not be a member before it hears something
            .filter(person -> person.dialect().name().equals("plain"))
            .forEach(person -> person.say("here"));
        JsonNode heard;
        do {
          heard = amy.next("chat");
        } while (!heard.path("message").asText().equals("here"));
        amy.send("{'type':'leave','room':'lobby'}"); // also somebody in no room
        amy.nextIn("leave", "lobby");
        rosa.send("{'type':'announce','message':'tea at\\nfive'}");
        rosa.done();
        JsonNode announced = amy.nextWith("announcement");
        assertEquals("rosa", announced.path("by").asText());
        assertEquals("tea at↵five", announced.path("announcement").asText());
        for (DialectTestClient person : people) {
          person.await(ServerModerationAcceptanceTest::announces);
        }
        assertTrue(newest(rosa).startsWith("announce  tea at"));
      }
    }
  }

  private static boolean announces(ServerMessage message) {
    return message instanceof ServerMessage.Announced announced
        ? announced.by().value().equals("rosa") && announced.text().value().startsWith("tea at")
        : message.toString().contains("announcement by rosa: tea at");
  }

  @Test
  void kill_and_ban_are_told_in_each_dialect() {
    server.close();
    try (AllDialectsServer all = AllDialectsServer.start(settings())) {
      server = all.server();
      try (PacketClient rosa = PacketClient.operator(server, "rosa", database())) {
        for (var dialect : all.dialects()) {
          String nickname = dialect.name().equals("plain") ? "guest-1" : dialect.name() + "-pat";
          DialectTestClient person = all.join(dialect, nickname);
          person.say("here I am");
          JsonNode heard;
          do {
            heard = rosa.next("chat");
          } while (!heard.path("message").asText().equals("here I am"));
          rosa.send(
              "{'type':'kill','nick':'"
                  + heard.path("nick").asText()
                  + "','reason':'"
                  + dialect.name()
                  + " spam'}");
          rosa.done();
          person.await(
              message ->
                  message.toString().contains("KILLED")
                      && message.toString().contains(dialect.name() + " spam"));
        }
        rosa.send("{'type':'ban-server','target':'*-pat','reason':'no pats'}");
        rosa.done();
        for (var dialect : all.dialects()) {
          if (!dialect.name().equals("plain")) {
            DialectTestClient person = all.connect(dialect, dialect.name() + "-pat");
            person.await(
                message ->
                    message.toString().contains("SERVER_BANNED")
                        && message.toString().contains("no pats"));
          }
        }
      }
    }
  }

  @Test
  void audit_of_a_room_is_for_its_operators_and_all_is_for_operators_of_the_server() {
    try (PacketClient rosa = PacketClient.operator(server, "rosa", database());
        PacketClient amy = PacketClient.registered(server, "amy");
        PacketClient bob = PacketClient.guest(server, "bob");
        PacketClient eve = PacketClient.guest(server, "eve")) {
      amy.join("tea");
      bob.join("tea");
      amy.set("tea", "private", "on");
      amy.send("{'type':'role','room':'tea','nick':'bob','role':'operator'}");
      amy.done();
      bob.send("{'type':'audit','room':'tea'}");
      JsonNode audit = bob.next("audit");
      assertEquals("tea", audit.path("room").asText());
      assertEquals(List.of("role bob operator", "set private on", "create  "), acts(audit));
      assertEquals("amy", audit.path("audit").get(0).path("by").asText());
      bob.send("{'type':'audit','room':'TEA','limit':1}");
      assertEquals(List.of("role bob operator"), acts(bob.next("audit")));
      assertEquals("NOT_SERVER_OPERATOR", bob.refusal("{'type':'audit'}"));
      assertEquals("NOT_OPERATOR", bob.refusal("{'type':'audit','room':'lobby'}"));
      assertEquals("NOT_IN_ROOM", eve.refusal("{'type':'audit','room':'tea'}"));
      assertEquals("NOT_IN_ROOM", eve.refusal("{'type':'audit','room':'nowhere'}"));

      rosa.send("{'type':'kill','nick':'eve'}");
      rosa.done();
      rosa.send("{'type':'audit','room':'tea'}"); // without being there
      assertEquals(
          List.of("role bob operator", "set private on", "create  "), acts(rosa.next("audit")));
      rosa.send("{'type':'audit'}");
      assertEquals("kill eve ", acts(rosa.next("audit")).get(0));
    }
  }

  @Test
  void basic_client_is_told_and_disconnected() {
    try (PacketClient rosa = PacketClient.operator(server, "rosa", database());
        RawBeejClient basic = RawBeejClient.joined(server, "bob")) {
      rosa.send("{'type':'announce','message':'tea at five'}");
      rosa.done();
      basic.expectChat("***", "announcement by rosa: tea at five");
      rosa.send("{'type':'ban-server','target':'bob','reason':'spam'}");
      rosa.done();
      assertEquals(
          "You are banned from this server: spam [SERVER_BANNED]",
          basic.readToEnd().get(0).path("message").asText());
      try (RawBeejClient again = new RawBeejClient(server)) {
        again.hello("bob");
        again.expectRefusalAndEnd("SERVER_BANNED");
      }
    }
  }

  private String refusedGuest(String nickname, String address) {
    try (PacketClient client = PacketClient.connected(server, address)) {
      client.send("{'type':'hello','nick':'" + nickname + "','extensions':true}");
      return client.lastError().path("code").asText();
    }
  }

  private static List<String> targets(JsonNode bans) {
    List<String> targets = new ArrayList<>();
    bans.path("bans").forEach(ban -> targets.add(ban.path("target").asText()));
    return targets;
  }

  private static String newest(PacketClient operator) {
    operator.send("{'type':'audit','limit':1}");
    return acts(operator.next("audit")).get(0);
  }

  private static List<String> acts(JsonNode audit) {
    List<String> acts = new ArrayList<>();
    audit
        .path("audit")
        .forEach(
            entry ->
                acts.add(
                    entry.path("act").asText()
                        + " "
                        + entry.path("target").asText()
                        + " "
                        + entry.path("detail").asText()));
    return acts;
  }
}
