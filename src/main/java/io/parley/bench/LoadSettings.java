package io.parley.bench;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * The load of a benchmark.
 *
 * @param clients number of clients; at least 1
 * @param senders number of clients that send; at most {@code clients}
 * @param profile when they send
 * @param messageLength characters per message; at least {@link #MIN_MESSAGE_LENGTH}
 * @param rampUpRate clients that connect per second; empty: as fast as possible
 * @param warmUp time between connecting and measuring
 * @param duration measured time
 */
public record LoadSettings(
    int clients,
    int senders,
    LoadProfile profile,
    int messageLength,
    OptionalInt rampUpRate,
    Duration warmUp,
    Duration duration) {
  /** The lowest {@link #messageLength}: a message contains its {@link Payload}. */
  public static final int MIN_MESSAGE_LENGTH = Payload.MIN_LENGTH;

  /** The highest number of {@link #senders}. */
  public static final int MAX_SENDERS = Payload.ID_LIMIT;

  /** When a sender sends. */
  public sealed interface LoadProfile {}

  /**
   * At a fixed rate, whether or not messages are received (open workload). A message that the
   * server delays counts as late.
   *
   * @param perSecond messages per sender and second; above 0
   */
  public record Rate(double perSecond) implements LoadProfile {}

  /**
   * The next message when a sender receives one of its own (closed workload).
   *
   * @param inFlight messages in flight per sender; at least 1
   */
  public record Window(int inFlight) implements LoadProfile {}
}
