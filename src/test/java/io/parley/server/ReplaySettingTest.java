package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.RawBeejClient;
import io.parley.TestServers;
import io.parley.config.InvalidSettingsException;
import io.parley.dialect.Dialect;
import io.parley.dialect.Dialects;
import io.parley.wire.WireContext;
import io.parley.wire.WireSettings;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.pekko.serialization.jackson.JacksonObjectMapperProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The backlog for clients that cannot show messages as old. */
class ReplaySettingTest {
  private static final Map<String, String> SETTINGS =
      Map.of("parley.wire.segment-gap", "2 ms", "parley.wire.silence", "10 ms");

  private Optional<ParleyServer> running = Optional.empty();

  static Stream<String> basicDialects() {
    return Dialects.names().stream().filter(name -> !name.equals("beej"));
  }

  @AfterEach
  void end() {
    running.ifPresent(ParleyServer::close);
  }

  @ParameterizedTest
  @MethodSource("basicDialects")
  void basic_client_gets_backlog_as_chat_when_replay_is_on(String dialect) throws Exception {
    start(true);
    assertTrue(receivesBacklog(dialect));
  }

  @ParameterizedTest
  @MethodSource("basicDialects")
  void basic_client_gets_no_backlog_when_replay_is_off(String dialect) throws Exception {
    start(false);
    assertFalse(receivesBacklog(dialect));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void basic_beej_client_gets_backlog_only_when_replay_is_on(boolean replay) {
    start(replay);
    try (RawBeejClient pat = RawBeejClient.joined(server(), "pat")) {
      pat.chat("long ago");
      pat.expectChat("pat", "long ago");
      try (RawBeejClient leslie = new RawBeejClient(server())) {
        leslie.hello("leslie");
        if (replay) {
          leslie.expectChat("pat", "long ago");
        }
        leslie.expectJoin("leslie");
      }
    }
  }

  private boolean receivesBacklog(String name) throws InvalidSettingsException {
    try (RawBeejClient pat = RawBeejClient.joined(server(), "pat")) {
      pat.chat("long ago");
      pat.expectChat("pat", "long ago");
      Dialect dialect =
          Dialects.find(
                  name,
                  new WireContext(
                      JacksonObjectMapperProvider.get(server().system())
                          .getOrCreate(WireContext.MAPPER_NAME, Optional.empty()),
                      1 << 20,
                      4096,
                      WireSettings.read(TestServers.config(SETTINGS)),
                      false,
                      InstantSource.system(),
                      0))
              .orElseThrow();
      DialectTestClient peer =
          DialectTestClient.join(dialect, "leslie", server().system(), port(name));
      pat.read(); // a join: from now on all messages are received
      pat.chat("now");
      boolean received =
          peer.awaitAll(all -> all.toString().contains("now")).toString().contains("long ago");
      peer.leave();
      return received;
    }
  }

  private void start(boolean replay) {
    running =
        Optional.of(
            TestServers.startAllDialects(
                Map.of(
                    "parley.wire.segment-gap",
                    "2 ms",
                    "parley.wire.silence",
                    "10 ms",
                    "parley.wire.replay-history",
                    Boolean.toString(replay))));
  }

  private ParleyServer server() {
    return running.orElseThrow();
  }

  private int port(String dialect) {
    return server().addresses().stream()
        .filter(endpoint -> endpoint.dialect().equals(dialect))
        .findFirst()
        .orElseThrow()
        .address()
        .getPort();
  }
}
