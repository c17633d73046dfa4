package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
            "parley.history.retention"),
        changes.applied());
    assertEquals(
        Set.of("parley.limits.frame", "parley.room.backlog", "pekko.loglevel"), changes.ignored());
  }

  private static ServerSettings settings(Map<String, String> overrides)
      throws InvalidSettingsException {
    return ServerSettings.read(TestServers.config(overrides));
  }
}
