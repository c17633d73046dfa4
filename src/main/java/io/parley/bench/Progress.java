package io.parley.bench;

import java.time.Duration;

/**
 * How a run goes on.
 *
 * @param phase what it is at
 * @param elapsed since that began
 * @param clients how many are in
 * @param delivered messages a second, each counted for everybody who gets it
 * @param median of the latency, since the last progress
 * @param p99 of 100 messages, 99 took no longer
 */
public record Progress(
    Phase phase, Duration elapsed, int clients, double delivered, Duration median, Duration p99) {

  /** What a run is at. */
  public enum Phase {
    JOINING,
    WARMING_UP,
    MEASURING,
    WAITING_FOR_THE_REST
  }
}
