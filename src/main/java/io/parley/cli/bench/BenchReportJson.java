package io.parley.cli.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.bench.BenchmarkResult;
import io.parley.bench.LoadSettings;
import org.HdrHistogram.Histogram;

/** A benchmark result as one JSON object. Field names end with the unit. */
final class BenchReportJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private BenchReportJson() {}

  static String format(LoadSettings load, String dialect, BenchmarkResult result) {
    ObjectNode json = JSON.createObjectNode();
    json.put("dialect", dialect);
    write(load, json.putObject("load"));
    json.put("joins_per_s", result.connectsPerSecond());
    json.put("measured_s", result.elapsed().toNanos() / 1e9);
    json.put("delivered", result.delivered());
    json.put("delivered_per_s", result.deliveredPerSecond());
    write(result.latency(), json.putObject("latency_us"));
    result.cpuMicrosPerDelivery().ifPresent(cpu -> json.put("server_cpu_us_per_delivery", cpu));
    json.putObject("checks")
        .put("said", result.sent())
        .put("missing", result.missing())
        .put("doubled", result.duplicates())
        .put("out_of_order", result.outOfOrder())
        .put("orders", result.distinctOrders())
        .put("lost_connections", result.lostConnections())
        .put("wrong", result.errors())
        .put("unsaid", result.unsent());
    json.put("sound", result.isCorrect());
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
