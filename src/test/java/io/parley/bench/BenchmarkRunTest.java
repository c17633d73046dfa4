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

/** Benchmarks of real servers, and of one with errors. */
@Timeout(120)
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
  void rate_load_is_delivered_completely_in_every_dialect(String dialect) throws Exception {
    BenchmarkResult result = run(dialect, port(dialect), 4, new Rate(5), Duration.ofSeconds(1));

    assertTrue(result.isCorrect(), () -> result.toString());
    assertTrue(result.sent() >= 4, result::toString);
    assertTrue(result.delivered() > 0, result::toString);
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void window_load_requires_a_dialect_with_echo(String name) throws Exception {
    Dialect dialect = dialect(name);
    if (dialect.echoes()) {
      BenchmarkResult result = run(name, port(name), 3, new Window(2), Duration.ofSeconds(1));

      assertTrue(result.isCorrect(), result::toString);
      assertEquals(1, result.distinctOrders());
      assertTrue(result.sent() > 2 * 2, "no sender sent after its first window: " + result);
    } else {
      assertThrows(
          IllegalArgumentException.class,
          () -> run(name, port(name), 3, new Window(2), Duration.ofSeconds(1)));
    }
  }

  @Test
  void missing_and_duplicate_deliveries_are_detected() throws Exception {
    try (FaultyServer faulty = new FaultyServer(3, 5)) {
      BenchmarkResult result =
          run(
              "beej",
              faulty.port(),
              1,
              new Window(1),
              Duration.ofSeconds(1),
              Duration.ofSeconds(5));

      assertFalse(result.isCorrect());
      assertEquals(1, result.missing(), result::toString);
      assertEquals(1, result.duplicates(), result::toString);
    }
  }

  @Test
  void rejected_client_ends_the_run_with_the_error_of_the_server() {
    ParleyServer limited = TestServers.startBeej(Map.of("parley.limits.connections", "1"));
    try {
      BenchmarkException failure =
          assertThrows(
              BenchmarkException.class,
              () ->
                  run("beej", TestServers.port(limited), 3, new Window(1), Duration.ofMillis(100)));

      assertTrue(
          failure.getMessage().startsWith("only 1 of 3 clients registered: "),
          failure.getMessage());
    } finally {
      limited.close();
    }
  }

  private BenchmarkResult run(
      String dialect, int port, int clients, LoadProfile profile, Duration time) throws Exception {
    return run(dialect, port, clients, profile, time, TIMEOUT);
  }

  private BenchmarkResult run(
      String dialect, int port, int clients, LoadProfile profile, Duration time, Duration timeout)
      throws Exception {
    LoadSettings load =
        new LoadSettings(
            clients, Math.min(2, clients), profile, 64, OptionalInt.empty(), Duration.ZERO, time);
    return new BenchmarkRun(
            load,
            dialect(dialect),
            new Connector(server.system(), TIMEOUT),
            server.system().dispatchers().lookup(DispatcherSelector.blocking()),
            timeout,
            Optional::empty,
            progress::add)
        .run("127.0.0.1", port);
  }

  private static Dialect dialect(String name) {
    return Dialects.find(name, KIT.wire()).orElseThrow();
  }

  private static int port(String dialect) {
    return TestServers.port(server, dialect);
  }
}
