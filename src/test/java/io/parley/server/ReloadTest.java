package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.RawBeejClient;
import io.parley.TestServers;
import io.parley.config.InvalidSettingsException;
import io.parley.server.ReloadableSettings.Changes;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Settings of a server that change while it runs. */
class ReloadTest {
  private static final String PER_ADDRESS = "parley.limits.connections-per-address";
  private static final String CREATED = "parley.limits.created-rooms";
  private static final String REFUSALS = "parley.limits.refusals-per-address";
  private static final String EXEMPT = "parley.limits.exempt";
  private static final String PASSWORD = "correct horse";

  @Test
  void changed_limits_apply_to_the_next_connection_and_room() throws Exception {
    Map<String, String> old =
        Map.of(EXEMPT, "[]", PER_ADDRESS, "1", CREATED, "0", REFUSALS, "1000000");
    try (ParleyServer server = TestServers.startBeej(old);
        ExtendedBeejClient first = ExtendedBeejClient.joined(server, "first")) {
      assertEquals("TOO_MANY_ROOMS", first.joinRefused("tea"));
      server.reload(
          settings(Map.of(EXEMPT, "[]", PER_ADDRESS, "2", CREATED, "1", REFUSALS, "1000000")));

      RawBeejClient second = RawBeejClient.admitted(server, "second");
      first.joinRoom("tea"); // the rooms have got their limit before the connections
      try (RawBeejClient third = new RawBeejClient(server)) {
        third.expectRefusalAndEnd("TOO_MANY_FROM_ADDRESS");
      }
      second.close();
    }
  }

  @Test
  void changed_rates_apply_to_existing_connections() throws Exception {
    Map<String, String> slow = Map.of(EXEMPT, "[]", "parley.limits.rates.texts.per-minute", "1");
    try (ParleyServer server = TestServers.startBeej(slow);
        RawBeejClient pat = RawBeejClient.joined(server, "pat")) {
      server.reload(settings(Map.of(EXEMPT, "[]", "parley.limits.rates.texts.burst", "1000")));
      RawBeejClient fence = new RawBeejClient(server);
      fence.hello("fence");
      pat.expectJoin("fence");
      for (int i = 0; i < 100; i++) {
        pat.chat("text " + i);
      }
      for (int i = 0; i < 100; i++) {
        pat.expectChat("pat", "text " + i);
      }
      fence.close();
    }
  }

  @Test
  void changed_policies_of_accounts_apply_to_the_next_registration_and_guest() throws Exception {
    Map<String, String> closed =
        Map.of("parley.accounts.registration", "closed", "parley.accounts.required", "on");
    try (ParleyServer server = TestServers.startBeej(closed)) {
      assertEquals("ACCOUNT_REQUIRED", codeOf(hello(server, "pat", "")));
      server.reload(settings(Map.of("parley.accounts.login-registers", "on")));

      JsonNode entered = hello(server, "pat", "");
      while (isRefused(entered)) { // the server reads the settings at any time
        entered = hello(server, "pat", "");
      }
      assertFalse(isRefused(hello(server, "amy", PASSWORD))); // registers an account
      assertEquals("LOGIN_FAILED", codeOf(hello(server, "amy", "wrong password")));
      try (RawBeejClient olga = new RawBeejClient(server)) {
        olga.send("{\"type\":\"hello\",\"nick\":\"olga\",\"extensions\":true}");
        olga.send("{\"type\":\"register\",\"password\":\"" + PASSWORD + "\"}");
        while (!olga.read().path("type").asText().equals("account")) {
          // the join and the backlog
        }
      }
      try (RawBeejClient guest = RawBeejClient.joined(server, "guest")) {
        server.reload(settings(closed));
        while (!isRefused(hello(server, "leslie", ""))) {
          // the server reads the settings at any time
        }
        assertEquals("LOGIN_FAILED", codeOf(hello(server, "leslie", PASSWORD)));
        assertFalse(isRefused(hello(server, "amy", PASSWORD)));
        guest.chat("still here");
        while (!guest.read().path("message").asText().equals("still here")) {
          // the joins and leaves of the others
        }
      }
    }
  }

  /** Enters and leaves, and returns the first packet. */
  private static JsonNode hello(ParleyServer server, String nickname, String password) {
    try (RawBeejClient client = new RawBeejClient(server)) {
      client.send(
          "{\"type\":\"hello\",\"extensions\":true,\"nick\":\""
              + nickname
              + (password.isEmpty() ? "" : "\",\"password\":\"" + password)
              + "\"}");
      return client.read();
    }
  }

  private static boolean isRefused(JsonNode packet) {
    return packet.path("type").asText().equals("error");
  }

  private static String codeOf(JsonNode packet) {
    return packet.path("code").asText();
  }

  @Test
  void changes_are_those_that_apply_and_those_that_need_a_restart() {
    Changes changes =
        Changes.between(
            TestServers.config(),
            TestServers.config(
                Map.of(
                    EXEMPT,
                    "[\"10.0.0.0/8\"]",
                    "parley.limits.rates.texts.burst",
                    "11",
                    "parley.log-level",
                    "warn",
                    "parley.history.retention",
                    "7 d",
                    "parley.accounts.registration",
                    "closed",
                    "parley.accounts.nicknames",
                    "7",
                    "parley.limits.frame",
                    "40 KiB",
                    "parley.room.backlog",
                    "7",
                    "pekko.loglevel",
                    "INFO",
                    "parley.client.max-pending",
                    "7")));

    assertEquals(
        Set.of(
            EXEMPT,
            "parley.limits.rates.texts.burst",
            "parley.log-level",
            "parley.accounts.registration",
            "parley.history.retention"),
        changes.applied());
    assertEquals(
        Set.of(
            "parley.limits.frame",
            "parley.room.backlog",
            "parley.accounts.nicknames",
            "pekko.loglevel"),
        changes.ignored());
  }

  private static ServerSettings settings(Map<String, String> overrides)
      throws InvalidSettingsException {
    return ServerSettings.read(TestServers.config(overrides));
  }
}
