package io.parley.bench;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;

/**
 * What a run has measured, and what was wrong. Rates are of the time that was measured; checks are
 * of all that was said.
 *
 * @param connectsPerSecond log-ins a second, without the first client; 0 if there was no other
 * @param elapsed how long it was measured
 * @param latency in microseconds, from when a message was due until somebody has it; of each
 *     delivery, a message that one client has got
 * @param cpuMicrosPerDelivery microseconds of the server's processors for each delivery, if it
 *     could be asked
 * @param sent messages
 * @param missing messages, each counted for everybody who did not get it
 * @param duplicates the same of those who got it again
 * @param outOfOrder the same of those who got it after a later one of the same sender
 * @param distinctOrders in how many different orders people got all that was said; 0 if nobody gets
 *     what they say themselves, and it cannot be told
 * @param lostConnections connections that ended before they should
 * @param errors what the server refused or said in a way that cannot be read
 * @param unsent messages that were not said, as the server did not take those before
 * @param firstError the first that was wrong
 */
public record BenchmarkResult(
    double connectsPerSecond,
    Duration elapsed,
    Histogram latency,
    OptionalDouble cpuMicrosPerDelivery,
    long sent,
    long missing,
    long duplicates,
    long outOfOrder,
    int distinctOrders,
    long lostConnections,
    long errors,
    long unsent,
    Optional<String> firstError) {

  /** Whether everybody got everything once and in one order. */
  public boolean isCorrect() {
    return missing + duplicates + outOfOrder + lostConnections + errors + unsent == 0
        && distinctOrders <= 1;
  }

  /** Messages, each counted for everybody who got it. */
  public long delivered() {
    return latency.getTotalCount();
  }

  /** Messages a second, each counted for everybody who got it. */
  public double deliveredPerSecond() {
    return delivered() / (elapsed.toNanos() / 1e9);
  }
}
