package io.parley.bench;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;

/**
 * The result of a benchmark. Rates and latencies cover the measured time, checks the whole run. A
 * delivery is a message that one client has received.
 *
 * @param connectsPerSecond registrations per second, without the first client; 0 if there is only
 *     one client
 * @param elapsed the measured time
 * @param latency of each delivery in microseconds, from the intended send time
 * @param cpuMicrosPerDelivery CPU time of the server per delivery, if its process is known
 * @param sent number of messages sent
 * @param missing number of deliveries that did not happen
 * @param duplicates number of repeated deliveries
 * @param outOfOrder number of deliveries after a later message of the same sender
 * @param distinctOrders number of different orders in which clients received all messages; 0 if the
 *     dialect does not echo, so that orders cannot be compared
 * @param lostConnections number of connections that the server closed
 * @param errors number of requests the server rejected and of frames that could not be decoded
 * @param unsent number of messages that were not sent because the send queue was full
 * @param firstError the text of the first error or lost connection
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

  /** Whether every client has received every message once and in the same order. */
  public boolean isCorrect() {
    return missing + duplicates + outOfOrder + lostConnections + errors + unsent == 0
        && distinctOrders <= 1;
  }

  /** The number of deliveries in the measured time. */
  public long delivered() {
    return latency.getTotalCount();
  }

  public double deliveredPerSecond() {
    return delivered() / (elapsed.toNanos() / 1e9);
  }
}
