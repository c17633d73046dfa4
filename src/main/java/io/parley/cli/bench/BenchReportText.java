package io.parley.cli.bench;

import io.parley.bench.BenchmarkProgress;
import io.parley.bench.BenchmarkResult;
import io.parley.bench.LoadSettings;
import java.time.Duration;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Progress and result of a benchmark as text. */
public final class BenchReportText {
  private BenchReportText() {}

  /** The progress as one line. */
  public static String progressLine(BenchmarkProgress progress) {
    String phase =
        switch (progress.phase()) {
          case CONNECTING -> "connecting";
          case WARMING_UP -> "warming up";
          case MEASURING -> "measuring";
          case DRAINING -> "draining";
        };
    return format(
        "%s %d s: %,d clients, %,.0f deliveries/s, p50 %s, p99 %s",
        phase,
        progress.elapsed().toSeconds(),
        progress.clients(),
        progress.deliveriesPerSecond(),
        time(progress.p50()),
        time(progress.p99()));
  }

  /** The result as a table. */
  static String table(LoadSettings load, String dialect, BenchmarkResult result) {
    StringBuilder table = new StringBuilder();
    addRow(table, "load", load(load, dialect));
    addRow(table, "connect", format("%,.0f clients/s", result.connectsPerSecond()));
    addRow(
        table,
        "delivered",
        format(
            "%,.0f messages/s (%,d in %.1f s)",
            result.deliveredPerSecond(), result.delivered(), seconds(result.elapsed())));
    addRow(table, "latency", latency(result.latency()));
    result
        .cpuMicrosPerDelivery()
        .ifPresent(cpu -> addRow(table, "server", format("%.2f us of CPU per delivery", cpu)));
    addRow(
        table,
        "checks",
        format(
            "%,d sent; missing %,d, duplicate %,d, out of order %,d, distinct orders %d",
            result.sent(),
            result.missing(),
            result.duplicates(),
            result.outOfOrder(),
            result.distinctOrders()));
    addRow(
        table,
        "",
        format(
            "lost connections %,d, rejected or malformed %,d, unsent %,d",
            result.lostConnections(), result.errors(), result.unsent()));
    return table.toString();
  }

  private static String load(LoadSettings load, String dialect) {
    String profile =
        load.profile() instanceof LoadSettings.Rate rate
            ? format("%s messages/s per sender", withoutTrailingZeros(rate.perSecond()))
            : load.profile() instanceof LoadSettings.Window window
                ? format("%d in flight per sender", window.inFlight())
                : "";
    return format(
        "%s, %,d clients, %,d senders, %s, %d characters",
        dialect, load.clients(), load.senders(), profile, load.messageLength());
  }

  private static String latency(Histogram micros) {
    return format(
        "p50 %s, p90 %s, p99 %s, p99.9 %s, max %s",
        percentile(micros, 50),
        percentile(micros, 90),
        percentile(micros, 99),
        percentile(micros, 99.9),
        percentile(micros, 100));
  }

  private static String percentile(Histogram micros, double percentile) {
    return time(Duration.ofNanos(micros.getValueAtPercentile(percentile) * 1000));
  }

  private static String time(Duration time) {
    return format("%.2f ms", time.toNanos() / 1e6);
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }

  private static String withoutTrailingZeros(double number) {
    return number == Math.rint(number) ? format("%.0f", number) : Double.toString(number);
  }

  private static void addRow(StringBuilder table, String name, String value) {
    table.append(format("%-10s%s%n", name, value));
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
