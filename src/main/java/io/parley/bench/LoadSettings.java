package io.parley.bench;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * What is put on a server.
 *
 * @param clients how many connect; at least 1
 * @param senders how many of them talk, the first ones; at most {@code clients}
 * @param profile how they talk
 * @param messageLength the characters of each message; at least {@link #MIN_MESSAGE_LENGTH}
 * @param rampUpRate how many connect in a second; as fast as they are let in, if empty
 * @param warmUp how long they talk before it is measured
 * @param duration how long it is measured
 */
public record LoadSettings(
    int clients,
    int senders,
    LoadProfile profile,
    int messageLength,
    OptionalInt rampUpRate,
    Duration warmUp,
    Duration duration) {
  /**
   * The least {@link #messageLength}: a message says who it is from, which it is and when it was
   * due.
   */
  public static final int MIN_MESSAGE_LENGTH = Payload.MIN_LENGTH;

  /** The most {@link #senders}. */
  public static final int MAX_SENDERS = Payload.ID_LIMIT;

  /** How somebody talks. */
  public sealed interface LoadProfile {}

  /**
   * At a steady pace, whatever comes back. What is late because the server took nothing counts as
   * late.
   *
   * @param perSecond messages of each sender; above 0
   */
  public record Rate(double perSecond) implements LoadProfile {}

  /**
   * As soon as something of one's own has come back.
   *
   * @param inFlight how many of each sender are on their way at once; at least 1
   */
  public record Window(int inFlight) implements LoadProfile {}
}
