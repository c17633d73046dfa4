package io.parley.client.reconnect;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.DoubleSupplier;

/**
 * When the retries of a {@link RejoinSequence} are due: after the delays of a reconnect. Owned by
 * the client's actor.
 */
public final class RejoinRetries {
  private final RejoinSequence rejoin;
  private final Backoff backoff;
  private OptionalInt scheduled = OptionalInt.empty();

  /**
   * Nothing is due.
   *
   * @param random from 0 to 1
   */
  public RejoinRetries(RejoinSequence rejoin, ReconnectSettings settings, DoubleSupplier random) {
    this.rejoin = rejoin;
    this.backoff =
        new Backoff(settings.initialDelay(), settings.initialDelay(), settings.maxDelay(), random);
  }

  /** The delay of a retry that was not scheduled yet; to be called after each event. */
  public Optional<Duration> takeDelay() {
    OptionalInt awaited = rejoin.awaitedRetry();
    boolean isNew = awaited.isPresent() && scheduled.isEmpty();
    scheduled = awaited;
    if (!isNew) {
      return Optional.empty();
    }
    if (awaited.getAsInt() == 1) {
      backoff.reset();
    }
    return Optional.of(backoff.next(Duration.ZERO));
  }
}
