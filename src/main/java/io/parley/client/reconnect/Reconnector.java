package io.parley.client.reconnect;

import io.parley.client.transport.ConnectionErrorMessages;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Decides when to make the next attempt to connect, and which notices the user reads about it.
 * Owned by the client's actor, which makes the attempts.
 *
 * <p>The first attempt after a loss is made at once; each further delay is twice as long, up to a
 * maximum ({@link Backoff}). A server that has asked for less gets more time ({@link #throttle}).
 *
 * <p>A notice with the same reason as the previous one is omitted. If a status line counts the
 * attempts, only losses are reported.
 */
public final class Reconnector {

  /**
   * The action after a loss or a failed attempt.
   *
   * @param notices lines for the user
   * @param delay when to make the next attempt; empty to give up
   * @param attempt its number since the loss, at least 1
   */
  public record Retry(List<String> notices, Optional<Duration> delay, int attempt) {}

  /** The number of attempts during which the lost connection may still hold the nickname. */
  private static final int MAX_GHOST_ATTEMPTS = 8;

  /** The throttled delay is this part of the longest one: 15 s of a minute. */
  private static final int THROTTLED_PART = 4;

  private final String server;
  private final Duration maxDelay;
  private final OptionalInt maxAttempts;
  private final boolean lossesOnly;
  private final LongSupplier nanoTime;
  private final Backoff backoff;
  private String lastReason = "";
  private int failures;
  private boolean throttled;
  private boolean reconnected;
  private long reconnectedAt;

  /**
   * A reconnector for a connection that exists.
   *
   * @param server the address, as notices name it
   * @param maxDelay the longest delay; after a connection that lasted at least this long, the next
   *     attempt is made at once
   * @param maxAttempts how many attempts may fail after a loss; empty for any number
   * @param lossesOnly whether only losses are reported
   * @param random from 0 to 1
   */
  public Reconnector(
      String server,
      Duration initialDelay,
      Duration maxDelay,
      OptionalInt maxAttempts,
      boolean lossesOnly,
      DoubleSupplier random,
      LongSupplier nanoTime) {
    this.server = server;
    this.maxDelay = maxDelay;
    this.maxAttempts = maxAttempts;
    this.lossesOnly = lossesOnly;
    this.nanoTime = nanoTime;
    this.backoff = new Backoff(Duration.ZERO, initialDelay, maxDelay, random);
    this.reconnectedAt = nanoTime.getAsLong();
  }

  /**
   * A connection over which this client was registered is lost.
   *
   * <p>In a dialect without nicknames, a port that accepts and closes connections looks like a
   * server that registers clients. Therefore a reconnect succeeds only if a message was received or
   * the connection lasted: a quiet room sends nothing for hours.
   *
   * @param received whether anything was received over it
   */
  public Retry onLost(String reason, boolean received) {
    boolean lasted = nanoTime.getAsLong() - reconnectedAt >= maxDelay.toNanos();
    if (lasted) {
      backoff.reset();
    }
    if (reconnected && !received && !lasted) {
      return onFailure(reason, true);
    }
    failures = 0;
    return retry(reason, true);
  }

  /** An attempt has failed. */
  public Retry onAttemptFailed(String reason) {
    return onFailure("no connection to " + server + ": " + reason, false);
  }

  /**
   * The server is too busy for this client, or gets too much from it: the next attempt is not made
   * at once, but after the throttled delay at least, and the following ones even later. To be
   * called before {@link #onLost} or {@link #onAttemptFailed}.
   */
  public void throttle() {
    throttled = true;
  }

  /** This client is registered again. */
  public void onReconnected() {
    reconnected = true;
    reconnectedAt = nanoTime.getAsLong();
  }

  /**
   * Whether the server may still give the nickname to the lost connection, as it has not detected
   * the loss. After too many attempts the nickname counts as taken by another user.
   */
  public boolean mayHoldNickname() {
    return failures < MAX_GHOST_ATTEMPTS;
  }

  private Retry onFailure(String reason, boolean isLoss) {
    failures++;
    if (maxAttempts.isPresent() && failures >= maxAttempts.getAsInt()) {
      String last = reason + "; giving up after " + failures + " attempts";
      return new Retry(notices(last, "", isLoss), Optional.empty(), failures);
    }
    return retry(reason, isLoss);
  }

  private Retry retry(String reason, boolean isLoss) {
    Duration delay = nextDelay();
    String next =
        delay.isZero() ? "" : "; next attempt in " + ConnectionErrorMessages.format(delay);
    return new Retry(notices(reason, next, isLoss), Optional.of(delay), failures + 1);
  }

  private List<String> notices(String reason, String next, boolean isLoss) {
    boolean reported = isLoss || (!lossesOnly && !reason.equals(lastReason));
    lastReason = reason;
    return reported ? List.of(reason + next) : List.of();
  }

  private Duration nextDelay() {
    Duration least = throttled ? maxDelay.dividedBy(THROTTLED_PART) : Duration.ZERO;
    throttled = false;
    return backoff.next(least);
  }
}
