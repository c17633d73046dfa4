package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.RawBeejClient;
import io.parley.TestServers;
import io.parley.server.ParleyServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program in a pseudo-terminal, beside another client of the same account. */
class TerminalReadMarksTest {
  private static final String PASSWORD = "correct-horse";

  @TempDir Path home;

  @AutoClose private final ParleyServer server = TestServers.startBeej(Map.of());

  @Test
  void two_clients_of_an_account_know_what_the_other_has_shown() throws Exception {
    try (RawBeejClient owner = raw("amy", "")) {
      owner.send("{\"type\":\"register\",\"password\":\"" + PASSWORD + "\"}");
      next(owner, "account");
    }
    try (RawBeejClient pat = raw("pat", "");
        RawBeejClient phone = raw("amy", ",\"password\":\"" + PASSWORD + "\"")) {
      assertEquals(0, next(phone, "read").path("id").asLong());
      try (PtyClient client = logIn()) {
        long one = say(pat, "one");
        assertEquals(one, next(phone, "read").path("id").asLong());

        client.type("/join garden\r");
        client.terminal().awaitBottom("*** amy has joined garden", "amy #garden>");
        long two = say(pat, "two");
        client.terminal().awaitStatus(" 2:#garden | 1:#lobby 1 | ");
        phone.send("{\"type\":\"read\",\"room\":\"lobby\",\"id\":" + two + "}");
        client.terminal().awaitStatus(" 2:#garden | 1 here | ");
        say(pat, "three");
        client.terminal().awaitStatus(" 2:#garden | 1:#lobby 1 | ");
        client.type("/unread\r");
        client.terminal().awaitBottom("*** #lobby: 1 unread", "amy #garden>");
        client.type("/q\r");
        client.expectExit(0);
      }
      try (PtyClient client = logIn()) { // in the garden, as before
        client.terminal().awaitStatus(" 2:#garden | 1:#lobby 1 | ");
        client.type("/window 1\r");
        long id = next(phone, "read").path("id").asLong();
        while (!isMarkOf(phone, id)) {
          id = next(phone, "read").path("id").asLong();
        }
        client.type("/q\r");
        client.expectExit(0);
      }
    }
  }

  private static boolean isMarkOf(RawBeejClient client, long id) {
    client.send("{\"type\":\"unread\"}");
    JsonNode lobby = next(client, "unread").path("rooms").path(0);
    return lobby.path("newest").asLong() == id && lobby.path("count").asInt() == 0;
  }

  private PtyClient logIn() throws Exception {
    PtyClient client =
        PtyClient.start(home, "amy", "127.0.0.1", String.valueOf(TestServers.port(server)));
    client.terminal().awaitBottom("Password:");
    client.type(PASSWORD + "\r");
    client.terminal().awaitWritten("has joined");
    return client;
  }

  private RawBeejClient raw(String nickname, String fields) {
    RawBeejClient client = new RawBeejClient(server);
    client.send(
        "{\"type\":\"hello\",\"nick\":\"" + nickname + "\",\"extensions\":true" + fields + "}");
    next(client, "users");
    return client;
  }

  private static long say(RawBeejClient client, String text) {
    client.chat(text);
    JsonNode said = next(client, "chat");
    while (!said.path("message").asText().equals(text)) {
      said = next(client, "chat");
    }
    return said.path("id").asLong();
  }

  private static JsonNode next(RawBeejClient client, String type) {
    JsonNode packet = client.read();
    while (!packet.path("type").asText().equals(type)) {
      packet = client.read();
    }
    return packet;
  }
}
