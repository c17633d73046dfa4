package io.parley.bench;

import java.time.Duration;

/**
 * How a run goes on.
 *
 * @param phase what it is at
 * @param elapsed since that began
 * @param clients how many are in
 * @param deliveriesPerSecond messages a second, each counted for everybody who gets it
 * @param p50 of the latency, since the last progress
 * @param p99 of 100 messages, 99 took no longer
 */
public record BenchmarkProgress(
    Phase phase,
    Duration elapsed,
    int clients,
    double deliveriesPerSecond,
    Duration p50,
    Duration p99) {

  /** What a run is at. */
  public enum Phase {
    CONNECTING,
    WARMING_UP,
    MEASURING,
    DRAINING
  }
}
