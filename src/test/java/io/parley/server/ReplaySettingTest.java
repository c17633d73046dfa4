package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.RawBeejClient;
import io.parley.dialect.Dialects;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The backlog for clients that cannot show messages as old. */
class ReplaySettingTest {
  private static final Map<String, String> SETTINGS =
      Map.of("parley.wire.segment-gap", "2 ms", "parley.wire.silence", "10 ms");

  private Optional<AllDialectsServer> running = Optional.empty();

  static Stream<String> basicDialects() {
    return Dialects.names().stream().filter(name -> !name.equals("beej"));
  }

  @AfterEach
  void end() {
    running.ifPresent(AllDialectsServer::close);
  }

  @ParameterizedTest
  @MethodSource("basicDialects")
  void basic_client_gets_backlog_as_chat_when_replay_is_on(String dialect) {
    start(true);
    assertTrue(receivesBacklog(dialect));
  }

  @ParameterizedTest
  @MethodSource("basicDialects")
  void basic_client_gets_no_backlog_when_replay_is_off(String dialect) {
    start(false);
    assertFalse(receivesBacklog(dialect));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void basic_beej_client_gets_backlog_only_when_replay_is_on(boolean replay) {
    start(replay);
    try (RawBeejClient pat = RawBeejClient.joined(server().server(), "pat")) {
      pat.chat("long ago");
      pat.expectChat("pat", "long ago");
      try (RawBeejClient leslie = new RawBeejClient(server().server())) {
        leslie.hello("leslie");
        if (replay) {
          leslie.expectChat("pat", "long ago");
        }
        leslie.expectJoin("leslie");
      }
    }
  }

  private boolean receivesBacklog(String dialect) {
    try (RawBeejClient pat = RawBeejClient.joined(server().server(), "pat")) {
      pat.chat("long ago");
      pat.expectChat("pat", "long ago");
      DialectTestClient peer = server().join(dialect, "leslie");
      pat.read(); // a join: from now on all messages are received
      pat.chat("now");
      boolean received =
          peer.awaitAll(all -> all.toString().contains("now")).toString().contains("long ago");
      peer.leave();
      return received;
    }
  }

  private void start(boolean replay) {
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.put("parley.wire.replay-history", Boolean.toString(replay));
    running = Optional.of(AllDialectsServer.start(settings));
  }

  private AllDialectsServer server() {
    return running.orElseThrow();
  }
}
