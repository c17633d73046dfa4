package io.parley.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.RawBeejClient;
import io.parley.TestServers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Private messages between accounts, over sockets. */
@Timeout(120)
class PrivateMessagesAcceptanceTest {
  private static final String PASSWORD = "correct horse";

  @TempDir Path folder;

  private ParleyServer server = start();

  private ParleyServer start() {
    return TestServers.startAllDialects(Map.of("parley.private-messages.left-per-sender", "2"));
  }

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void left_message_is_announced_to_the_sender_and_shown_once_on_two_devices() {
    register("amy");
    register("bob");
    try (RawBeejClient amy = member("amy")) {
      send(amy, "bob", "see you");
      JsonNode receipt = next(amy, "pm");
      assertTrue(receipt.path("left").asBoolean(), receipt::toString);
      assertFalse(receipt.has("past"), receipt::toString);
      assertEquals(
          "bob is not here. The message is kept for bob.",
          next(amy, "chat").path("message").asText());

      try (RawBeejClient first = member("bob");
          RawBeejClient second = member("bob")) {
        JsonNode past = next(first, "pm");
        assertTrue(past.path("past").asBoolean(), past::toString);
        assertEquals("see you", past.path("message").asText());
        assertEquals(receipt.path("id"), past.path("id"));
        assertEquals(receipt.path("time"), past.path("time"));
        send(amy, "bob", "now");
        for (RawBeejClient each : new RawBeejClient[] {first, second}) {
          JsonNode now = next(each, "pm");
          assertEquals("now", now.path("message").asText());
          assertFalse(now.has("past"), now::toString);
        }
      }
      try (RawBeejClient again = member("bob")) {
        assertEquals("fence", answerTo(again, "fence"));
      }
    }
  }

  @Test
  void messages_beyond_the_limit_are_refused() {
    register("amy");
    register("bob");
    try (RawBeejClient amy = member("amy")) {
      for (int i = 0; i < 3; i++) {
        send(amy, "bob", "hello");
      }
      assertEquals("TOO_MANY_UNREAD", next(amy, "error").path("code").asText());
    }
  }

  @Test
  void guest_is_told_what_is_needed_to_leave_a_message() {
    register("bob");
    try (RawBeejClient pat = guest("pat")) {
      send(pat, "bob", "hello");
      JsonNode refusal = next(pat, "error");
      assertEquals("NO_SUCH_NICKNAME", refusal.path("code").asText());
      assertTrue(refusal.path("message").asText().contains("Log in"), refusal::toString);
      send(pat, "nobody", "hello");
      assertEquals(
          "Nobody here is called nobody; that was not sent to anybody.",
          next(pat, "error").path("message").asText());
    }
  }

  @Test
  void conversation_is_for_the_two_on_any_device_and_for_nobody_else() {
    register("amy");
    register("bob");
    register("eve");
    try (RawBeejClient amy = member("amy");
        RawBeejClient bob = member("bob");
        RawBeejClient eve = member("eve");
        RawBeejClient pat = guest("pat")) {
      send(amy, "bob", "the secret");
      next(bob, "pm");
      send(bob, "amy", "thanks");
      while (!next(amy, "pm").path("message").asText().equals("thanks")) {
        // its receipt
      }

      try (RawBeejClient other = member("amy")) {
        JsonNode page = history(other, "\"nick\":\"bob\"");
        assertEquals("bob", page.path("nick").asText());
        assertEquals(2, page.path("messages").size());
        JsonNode first = page.path("messages").path(0);
        assertEquals("amy", first.path("nick").asText());
        assertEquals("bob", first.path("to").asText());
        assertEquals("the secret", first.path("message").asText());
        JsonNode older =
            history(
                other,
                "\"nick\":\"bob\",\"limit\":5,\"before\":"
                    + page.path("messages").path(1).path("id").asLong());
        assertEquals(1, older.path("messages").size());
      }
      assertEquals(0, history(eve, "\"nick\":\"bob\"").path("messages").size());
      assertEquals(0, history(eve, "\"nick\":\"amy\"").path("messages").size());
      history(eve, "\"room\":\"lobby\"");
      for (String question :
          new String[] {
            "{\"type\":\"search\",\"words\":\"secret\"}",
            "{\"type\":\"unread\"}",
            "{\"type\":\"whois\",\"nick\":\"bob\"}"
          }) {
        eve.send(question);
      }
      assertEquals("fence", answerTo(eve, "fence"));
      pat.send("{\"type\":\"history\",\"nick\":\"bob\"}");
      assertEquals("NOT_LOGGED_IN", next(pat, "error").path("code").asText());
      amy.send("{\"type\":\"search\",\"words\":\"secret\"}");
      assertEquals(0, next(amy, "search").path("messages").size());
    }
  }

  @Test
  void messages_survive_a_restart_and_a_rename_but_not_the_account() {
    server.close();
    Map<String, String> settings =
        Map.of("parley.history.url", "jdbc:sqlite:" + folder.resolve("parley.db"));
    server = TestServers.startBeej(settings);
    register("amy");
    register("bob");
    long id;
    try (RawBeejClient amy = member("amy")) {
      send(amy, "bob", "left");
      id = next(amy, "pm").path("id").asLong();
      amy.send("{\"type\":\"nick\",\"new\":\"amelia\"}");
      next(amy, "nick");
      amy.send("{\"type\":\"nicks\",\"add\":\"amelia\"}");
      next(amy, "nicks");
    }
    server.close();
    server = TestServers.startBeej(settings);

    try (RawBeejClient bob = member("bob")) {
      JsonNode past = next(bob, "pm");
      assertEquals(id, past.path("id").asLong());
      assertEquals("left", past.path("message").asText());
      assertEquals(1, history(bob, "\"nick\":\"amelia\"").path("messages").size());
    }
    server.close();
    server = TestServers.startBeej(settings);

    try (RawBeejClient bob = member("bob")) {
      JsonNode page = history(bob, "\"nick\":\"amy\"");
      assertEquals(1, page.path("messages").size());
      assertEquals("amy", page.path("messages").path(0).path("nick").asText());
      try (RawBeejClient amy = member("amy")) {
        amy.send("{\"type\":\"unregister\",\"password\":\"" + PASSWORD + "\"}");
        amy.readToEnd();
      }
      register("amy"); // another account
      assertEquals(0, history(bob, "\"nick\":\"amy\"").path("messages").size());
    }
  }

  @Test
  void whisper_client_leaves_messages_and_gets_them_as_past() throws Exception {
    register("amy");
    register("bob");
    try (Whisper amy = new Whisper("amy")) {
      amy.send("/w bob see you\n").await("bob is not here. The message is kept for bob.");
    }
    try (RawBeejClient bob = member("bob")) {
      assertEquals("see you", next(bob, "pm").path("message").asText());
      send(bob, "amy", "later");
      assertTrue(next(bob, "pm").path("left").asBoolean());
    }
    try (Whisper amy = new Whisper("amy")) {
      amy.await("] bob -> amy: later");
    }
  }

  /** A person in the dialect whisper who has an account. */
  private final class Whisper implements AutoCloseable {
    private final Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), TestServers.port(server, "whisper"));
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    private Whisper(String nickname) throws IOException {
      socket.setSoTimeout(30_000);
      send(nickname + "\n").await("assword").send(PASSWORD + "\n").await("has joined the chat!");
    }

    private Whisper send(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(UTF_8));
      return this;
    }

    private Whisper await(String part) throws IOException {
      byte[] buffer = new byte[4096];
      while (!received.toString(UTF_8).contains(part)) {
        int count = socket.getInputStream().read(buffer);
        assertTrue(count > 0, () -> "no " + part + " in " + received.toString(UTF_8));
        received.write(buffer, 0, count);
      }
      return this;
    }

    @Override
    public void close() throws IOException {
      socket.close();
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

  private static void send(RawBeejClient client, String to, String text) {
    client.send("{\"type\":\"pm\",\"to\":\"" + to + "\",\"message\":\"" + text + "\"}");
  }

  private static JsonNode history(RawBeejClient client, String fields) {
    client.send("{\"type\":\"history\"," + fields + "}");
    JsonNode page = next(client, "history");
    while (page.path("recalled").asBoolean()) {
      page = next(client, "history");
    }
    return page;
  }

  /** The text of the first packet with a private text, which a chat of the own comes after. */
  private static String answerTo(RawBeejClient client, String fence) {
    client.chat(fence);
    for (JsonNode packet = client.read(); ; packet = client.read()) {
      assertFalse(packet.toString().contains("the secret"), packet::toString);
      String text = packet.path("message").asText();
      if (packet.path("type").asText().equals("pm") || text.equals(fence)) {
        return text;
      }
    }
  }

  private static JsonNode next(RawBeejClient client, String type) {
    JsonNode packet = client.read();
    while (!packet.path("type").asText().equals(type)) {
      packet = client.read();
    }
    return packet;
  }
}
