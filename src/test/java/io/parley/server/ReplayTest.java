package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.Parley;
import io.parley.RawClient;
import io.parley.config.InvalidSettingsException;
import io.parley.dialect.Dialect;
import io.parley.dialect.Dialects;
import io.parley.wire.WireContext;
import io.parley.wire.WireSettings;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.serialization.jackson.JacksonObjectMapperProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What newcomers hear of the past whose clients cannot show it as past. */
class ReplayTest {
  private static final Map<String, String> QUICK =
      Map.of("parley.wire.gap", "2 ms", "parley.wire.silence", "10 ms");

  private Optional<ParleyServer> running = Optional.empty();

  @AfterEach
  void end() {
    running.ifPresent(ParleyServer::close);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nickname", "login", "prompt", "plain", "whisper", "notification"})
  void they_hear_it_as_if_it_were_said_now_if_a_setting_says_so(String dialect) throws Exception {
    start(true);
    assertTrue(hearsThePast(dialect));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nickname", "login", "prompt", "plain", "whisper", "notification"})
  void they_hear_nothing_of_it_otherwise(String dialect) throws Exception {
    start(false);
    assertFalse(hearsThePast(dialect));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void the_same_holds_for_basic_clients_of_beej(boolean replay) {
    start(replay);
    try (RawClient pat = RawClient.joined(server(), "pat")) {
      pat.chat("long ago");
      pat.expectChat("pat", "long ago");
      try (RawClient leslie = new RawClient(server())) {
        leslie.hello("leslie");
        if (replay) {
          leslie.expectChat("pat", "long ago");
        }
        leslie.expectJoin("leslie");
      }
    }
  }

  private boolean hearsThePast(String name) throws InvalidSettingsException {
    try (RawClient pat = RawClient.joined(server(), "pat")) {
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
                      WireSettings.read(Parley.config(QUICK)),
                      false,
                      InstantSource.system(),
                      0))
              .orElseThrow();
      DialectPeer peer = DialectPeer.join(dialect, "leslie", server().system(), port(name));
      pat.read(); // somebody has joined: from here on they hear everything
      pat.chat("now");
      boolean heard =
          peer.awaitAll(all -> all.toString().contains("now")).toString().contains("long ago");
      peer.leave();
      return heard;
    }
  }

  private void start(boolean replay) {
    running =
        Optional.of(
            Parley.serverOfAll(
                Map.of(
                    "parley.wire.gap",
                    "2 ms",
                    "parley.wire.silence",
                    "10 ms",
                    "parley.wire.replay",
                    Boolean.toString(replay))));
  }

  private ParleyServer server() {
    return running.orElseThrow();
  }

  private int port(String dialect) {
    return server().endpoints().stream()
        .filter(endpoint -> endpoint.dialect().equals(dialect))
        .findFirst()
        .orElseThrow()
        .address()
        .getPort();
  }
}
