package io.parley.bench;

import java.time.Duration;

/**
 * The progress of a benchmark.
 *
 * @param elapsed time since the phase began
 * @param clients number of registered clients
 * @param deliveriesPerSecond a message counts once per client that receives it
 * @param p50 median latency since the last progress
 * @param p99 99th percentile of the latency since the last progress
 */
public record BenchmarkProgress(
    Phase phase,
    Duration elapsed,
    int clients,
    double deliveriesPerSecond,
    Duration p50,
    Duration p99) {

  /** The phases of a benchmark, in this order. */
  public enum Phase {
    CONNECTING,
    WARMING_UP,
    MEASURING,
    DRAINING
  }
}
