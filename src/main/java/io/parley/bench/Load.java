package io.parley.bench;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * What is put on a server.
 *
 * @param clients how many connect; at least 1
 * @param senders how many of them talk, the first ones; at most {@code clients}
 * @param talk how they talk
 * @param size the characters of each message; at least {@link #LEAST_SIZE}
 * @param ramp how many connect in a second; as fast as they are let in, if empty
 * @param warmUp how long they talk before it is measured
 * @param duration how long it is measured
 */
public record Load(
    int clients,
    int senders,
    Talk talk,
    int size,
    OptionalInt ramp,
    Duration warmUp,
    Duration duration) {
  /** The least {@link #size}: a message says who it is from, which it is and when it was due. */
  public static final int LEAST_SIZE = Payload.LEAST;

  /** The most {@link #senders}. */
  public static final int MOST_SENDERS = Payload.MOST;

  /** How somebody talks. */
  public sealed interface Talk {}

  /**
   * At a steady pace, whatever comes back. What is late because the server took nothing counts as
   * late.
   *
   * @param perSecond messages of each sender; above 0
   */
  public record Rate(double perSecond) implements Talk {}

  /**
   * As soon as something of one's own has come back.
   *
   * @param messages how many of each sender are on their way at once; at least 1
   */
  public record Window(int messages) implements Talk {}
}
