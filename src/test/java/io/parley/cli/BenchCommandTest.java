package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.TestServers;
import io.parley.server.ParleyServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class BenchCommandTest {
  private static ParleyServer server;

  @BeforeAll
  static void start() {
    server = TestServers.startBeej(Map.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void format_json_prints_one_object() throws Exception {
    CommandLineRun run =
        bench("--clients 5 --senders 2 --window 3 --duration 2s --warm-up 0s --format json");

    assertEquals(0, run.status(), run::toString);
    assertEquals(1, run.out().size());
    JsonNode report = new ObjectMapper().readTree(run.out().get(0));
    assertEquals("beej", report.path("dialect").asText());
    assertEquals(3, report.path("load").path("window").asInt());
    assertTrue(report.path("sound").asBoolean());
    JsonNode checks = report.path("checks");
    assertTrue(checks.path("said").asLong() > 2 * 3, run::toString);
    for (String count :
        List.of("missing", "doubled", "out_of_order", "lost_connections", "wrong")) {
      assertEquals(0, checks.path(count).asLong(-1), count);
    }
    assertEquals(1, checks.path("orders").asInt());
    assertTrue(report.path("latency_us").path("p99").asLong() > 0, run::toString);
    assertTrue(report.path("delivered_per_s").asDouble() > 0, run::toString);
  }

  @Test
  void format_text_prints_checks_and_progress_goes_to_standard_error() {
    CommandLineRun run =
        bench(
            "--clients 3 --senders 1 --rate 20 --ramp 50 --duration 2s --warm-up 0s --pid "
                + ProcessHandle.current().pid());

    assertEquals(0, run.status(), run::toString);
    assertEquals(
        "load      beej, 3 clients, 1 senders, 20 messages/s per sender, 64 characters",
        run.out().get(0));
    assertLine(
        run.out(),
        "checks    \\d+ sent; missing 0, duplicate 0, out of order 0, distinct orders 1");
    assertLine(run.out(), "latency   p50 [0-9.,]+ ms, p90 .*");
    assertLine(run.out(), "server    [0-9.]+ us of CPU per delivery");
    assertLine(run.err(), "parley: measuring \\d+ s: 3 clients, [0-9,]+ deliveries/s, p50 .*");
  }

  @Test
  void bench_without_server_reports_connection_error() throws Exception {
    try (Socket refusing = new Socket()) { // bound, but not listening
      refusing.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      int port = refusing.getLocalPort();
      CommandLineRun.run("bench", "127.0.0.1", String.valueOf(port))
          .assertFailed("cannot connect to 127.0.0.1:" + port + ": connection refused");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--clients 0              | --clients must be from 1 to 50000, but is 0",
        "--clients 5 --senders 6  | --senders must be from 1 to 5, but is 6",
        "--size 32                | --size must be from 33 to 7000, but is 32",
        "--window 0               | --window must be from 1 to 1000, but is 0",
        "--rate 0                 | --rate must be from 0.001 to 10000, but is 0.0",
        "--rate 1e-9              | --rate must be from 0.001 to 10000, but is 1.0E-9",
        "--rate 1e999             | --rate must be from 0.001 to 10000, but is Infinity",
        "--rate NaN               | --rate must be from 0.001 to 10000, but is NaN",
        "--clients 99999999999    | Invalid value for option '--clients': '99999999999' is not an int",
        "--ramp 0                 | --ramp must be from 1 to 50000, but is 0",
        "--duration 0s            | --duration must be longer than 0s",
        "--dialect plain          | plain does not echo messages to their sender: use --rate",
      })
  void invalid_load_option_is_invalid_usage(String options, String error) {
    bench(options).assertInvalidUsage(error);
  }

  @Test
  void tls_is_for_a_server_on_this_machine() {
    CommandLineRun.run("bench", "--tls", "192.0.2.1", "3490")
        .assertInvalidUsage("--tls is for a server on this machine, such as localhost");
  }

  @Test
  void rate_and_window_exclude_each_other() {
    CommandLineRun run = bench("--rate 1 --window 1");

    assertEquals(2, run.status());
    assertTrue(run.err().get(0).contains("mutually exclusive"), run::toString);
  }

  private static CommandLineRun bench(String options) {
    List<String> arguments =
        new ArrayList<>(List.of("bench", "127.0.0.1", String.valueOf(TestServers.port(server))));
    arguments.addAll(List.of(options.split(" ", -1)));
    return CommandLineRun.run(arguments.toArray(String[]::new));
  }

  private static void assertLine(List<String> lines, String pattern) {
    assertTrue(lines.stream().anyMatch(line -> line.matches(pattern)), () -> lines.toString());
  }
}
