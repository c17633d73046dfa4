package io.parley.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.TestServers;
import io.parley.bench.LoadSettings.LoadProfile;
import io.parley.bench.LoadSettings.Rate;
import io.parley.bench.LoadSettings.Window;
import io.parley.client.transport.Connector;
import io.parley.dialect.Dialect;
import io.parley.dialect.DialectTestKit;
import io.parley.dialect.Dialects;
import io.parley.server.ListenerAddress;
import io.parley.server.ParleyServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs on real servers, sound ones and one that is not. */
@Timeout(60)
class BenchmarkRunTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private static final DialectTestKit KIT = new DialectTestKit();

  private static ParleyServer server;

  private final List<BenchmarkProgress> progress = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void start() {
    server = TestServers.startAllDialects(Map.of());
  }

  @AfterAll
  static void stop() {
    server.close();
    KIT.close();
  }

  static List<String> dialects() {
    return List.copyOf(Dialects.names());
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void everybody_gets_everything_in_every_dialect(String dialect) throws Exception {
    BenchmarkResult outcome = run(dialect, port(dialect), 4, new Rate(5), Duration.ofSeconds(1));

    assertTrue(outcome.isCorrect(), () -> outcome.toString());
    assertTrue(outcome.sent() >= 4, outcome::toString);
    assertTrue(outcome.delivered() > 0, outcome::toString);
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void a_window_needs_an_echo(String name) throws Exception {
    Dialect dialect = dialect(name);
    if (dialect.echoes()) {
      BenchmarkResult outcome = run(name, port(name), 3, new Window(2), Duration.ofSeconds(1));

      assertTrue(outcome.isCorrect(), outcome::toString);
      assertEquals(1, outcome.distinctOrders());
      assertTrue(outcome.sent() > 2 * 2, "nobody went on talking: " + outcome);
    } else {
      assertThrows(
          IllegalArgumentException.class,
          () -> run(name, port(name), 3, new Window(2), Duration.ofSeconds(1)));
    }
  }

  @Test
  void a_server_that_loses_and_repeats_is_found_out() throws Exception {
    try (FaultyServer careless = new FaultyServer(3, 5)) {
      BenchmarkResult outcome =
          run(
              "beej",
              careless.port(),
              1,
              new Window(1),
              Duration.ofSeconds(1),
              Duration.ofSeconds(5));

      assertFalse(outcome.isCorrect());
      assertEquals(1, outcome.missing(), outcome::toString);
      assertEquals(1, outcome.duplicates(), outcome::toString);
    }
  }

  @Test
  void a_nickname_that_is_refused_ends_the_run_with_what_the_server_says() {
    ParleyServer small = TestServers.startBeej(Map.of("parley.limits.connections", "1"));
    try {
      BenchmarkException failure =
          assertThrows(
              BenchmarkException.class,
              () -> run("beej", TestServers.port(small), 3, new Window(1), Duration.ofMillis(100)));

      assertTrue(
          failure.getMessage().startsWith("only 1 of 3 clients came in: "), failure.getMessage());
    } finally {
      small.close();
    }
  }

  private BenchmarkResult run(
      String dialect, int port, int clients, LoadProfile talk, Duration time) throws Exception {
    return run(dialect, port, clients, talk, time, TIMEOUT);
  }

  private BenchmarkResult run(
      String dialect, int port, int clients, LoadProfile talk, Duration time, Duration patience)
      throws Exception {
    LoadSettings load =
        new LoadSettings(
            clients, Math.min(2, clients), talk, 64, OptionalInt.empty(), Duration.ZERO, time);
    return new BenchmarkRun(
            load,
            dialect(dialect),
            new Connector(server.system(), TIMEOUT),
            server.system().dispatchers().lookup(DispatcherSelector.blocking()),
            patience,
            Optional::empty,
            progress::add)
        .run("127.0.0.1", port);
  }

  private static Dialect dialect(String name) {
    return Dialects.find(name, KIT.wire()).orElseThrow();
  }

  private static int port(String dialect) {
    return server.addresses().stream()
        .filter(endpoint -> endpoint.dialect().equals(dialect))
        .map(ListenerAddress::address)
        .findFirst()
        .orElseThrow()
        .getPort();
  }
}
