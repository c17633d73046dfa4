package io.parley.bench;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;

/**
 * What a run has measured, and what was wrong. Rates are of the time that was measured; checks are
 * of all that was said.
 *
 * @param joins log-ins a second, without the first client; 0 if there was no other
 * @param elapsed how long it was measured
 * @param latency in microseconds, from when a message was due until somebody has it; of each
 *     delivery, a message that one client has got
 * @param cpu microseconds of the server's processors for each delivery, if it could be asked
 * @param said messages
 * @param missing messages, each counted for everybody who did not get it
 * @param doubled the same of those who got it again
 * @param outOfOrder the same of those who got it after a later one of the same sender
 * @param orders in how many different orders people got all that was said; 0 if nobody gets what
 *     they say themselves, and it cannot be told
 * @param lost connections that ended before they should
 * @param wrong what the server refused or said in a way that cannot be read
 * @param unsaid messages that were not said, as the server did not take those before
 * @param complaint the first that was wrong
 */
public record Outcome(
    double joins,
    Duration elapsed,
    Histogram latency,
    OptionalDouble cpu,
    long said,
    long missing,
    long doubled,
    long outOfOrder,
    int orders,
    long lost,
    long wrong,
    long unsaid,
    Optional<String> complaint) {

  /** Whether everybody got everything once and in one order. */
  public boolean isSound() {
    return missing + doubled + outOfOrder + lost + wrong + unsaid == 0 && orders <= 1;
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
