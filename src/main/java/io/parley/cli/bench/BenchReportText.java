package io.parley.cli.bench;

import io.parley.bench.BenchmarkProgress;
import io.parley.bench.BenchmarkResult;
import io.parley.bench.LoadSettings;
import java.time.Duration;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** The figures of a run for people. */
public final class BenchReportText {
  private BenchReportText() {}

  /** How it goes on, as one line. */
  public static String progressLine(BenchmarkProgress progress) {
    String phase =
        switch (progress.phase()) {
          case CONNECTING -> "log-in";
          case WARMING_UP -> "warm-up";
          case MEASURING -> "measuring";
          case DRAINING -> "waiting for the rest";
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

  /** All of it. */
  static String table(LoadSettings load, String dialect, BenchmarkResult outcome) {
    StringBuilder table = new StringBuilder();
    addRow(table, "load", load(load, dialect));
    addRow(table, "log-in", format("%,.0f clients/s", outcome.connectsPerSecond()));
    addRow(
        table,
        "delivered",
        format(
            "%,.0f messages/s (%,d in %.1f s)",
            outcome.deliveredPerSecond(), outcome.delivered(), seconds(outcome.elapsed())));
    addRow(table, "latency", latency(outcome.latency()));
    outcome
        .cpuMicrosPerDelivery()
        .ifPresent(cpu -> addRow(table, "server", format("%.2f us of CPU for each delivery", cpu)));
    addRow(
        table,
        "checks",
        format(
            "%,d said; missing %,d, doubled %,d, out of order %,d, orders %d",
            outcome.sent(),
            outcome.missing(),
            outcome.duplicates(),
            outcome.outOfOrder(),
            outcome.distinctOrders()));
    addRow(
        table,
        "",
        format(
            "lost connections %,d, refused or unreadable %,d, not taken in time %,d",
            outcome.lostConnections(), outcome.errors(), outcome.unsent()));
    return table.toString();
  }

  private static String load(LoadSettings load, String dialect) {
    String talk =
        load.profile() instanceof LoadSettings.Rate rate
            ? format("%s messages/s each", withoutTrailingZeros(rate.perSecond()))
            : load.profile() instanceof LoadSettings.Window window
                ? format("%d in flight each", window.inFlight())
                : "";
    return format(
        "%s, %,d clients, %,d of them talk, %s, %d characters",
        dialect, load.clients(), load.senders(), talk, load.messageLength());
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
