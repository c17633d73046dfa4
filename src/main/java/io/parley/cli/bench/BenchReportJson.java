package io.parley.cli.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.bench.BenchmarkResult;
import io.parley.bench.LoadSettings;
import org.HdrHistogram.Histogram;

/** The figures of a run as an object of JSON; the names of fields say the units. */
final class BenchReportJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private BenchReportJson() {}

  static String format(LoadSettings load, String dialect, BenchmarkResult outcome) {
    ObjectNode json = JSON.createObjectNode();
    json.put("dialect", dialect);
    write(load, json.putObject("load"));
    json.put("joins_per_s", outcome.connectsPerSecond());
    json.put("measured_s", outcome.elapsed().toNanos() / 1e9);
    json.put("delivered", outcome.delivered());
    json.put("delivered_per_s", outcome.deliveredPerSecond());
    write(outcome.latency(), json.putObject("latency_us"));
    outcome.cpuMicrosPerDelivery().ifPresent(cpu -> json.put("server_cpu_us_per_delivery", cpu));
    json.putObject("checks")
        .put("said", outcome.sent())
        .put("missing", outcome.missing())
        .put("doubled", outcome.duplicates())
        .put("out_of_order", outcome.outOfOrder())
        .put("orders", outcome.distinctOrders())
        .put("lost_connections", outcome.lostConnections())
        .put("wrong", outcome.errors())
        .put("unsaid", outcome.unsent());
    json.put("sound", outcome.isCorrect());
    return json.toString();
  }

  private static void write(LoadSettings load, ObjectNode json) {
    json.put("clients", load.clients())
        .put("senders", load.senders())
        .put("size", load.messageLength());
    if (load.profile() instanceof LoadSettings.Rate rate) {
      json.put("rate", rate.perSecond());
    } else if (load.profile() instanceof LoadSettings.Window window) {
      json.put("window", window.inFlight());
    }
    load.rampUpRate().ifPresent(ramp -> json.put("ramp", ramp));
    json.put("warm_up_s", load.warmUp().toNanos() / 1e9);
    json.put("duration_s", load.duration().toNanos() / 1e9);
  }

  private static void write(Histogram latency, ObjectNode json) {
    json.put("p50", latency.getValueAtPercentile(50))
        .put("p90", latency.getValueAtPercentile(90))
        .put("p99", latency.getValueAtPercentile(99))
        .put("p99_9", latency.getValueAtPercentile(99.9))
        .put("max", latency.getMaxValue())
        .put("mean", latency.getTotalCount() == 0 ? 0 : latency.getMean());
  }
}
