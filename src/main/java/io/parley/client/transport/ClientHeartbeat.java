package io.parley.client.transport;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Notices a connection that is dead though nobody said so: the server is asked whether it is there
 * now and then, and must be heard of within a time, whatever it says. Thread-safe.
 */
public final class ClientHeartbeat {

  /** What it does. */
  public interface Actions {
    /** Asks the server whether it is there, if it can be asked. */
    void sendPing();

    /** Nothing was heard for too long. */
    void abort();
  }

  private static final Duration MIN_DELAY = Duration.ofMillis(10);

  private final Duration interval;
  private final Duration timeout;
  private final PingTracker pings;
  private final LongSupplier nanoTime;
  private final Actions actions;
  private long lastReceivedAt;
  private long lastPingAt;
  private boolean drawing;

  /**
   * The pulse of a new connection.
   *
   * @param every how often to ask
   * @param silence how long nothing may be heard
   */
  public ClientHeartbeat(
      Duration every, Duration silence, PingTracker pings, LongSupplier nanoTime, Actions work) {
    this.interval = every;
    this.timeout = silence;
    this.pings = pings;
    this.nanoTime = nanoTime;
    this.actions = work;
    this.lastReceivedAt = nanoTime.getAsLong();
    this.lastPingAt = lastReceivedAt;
  }

  /** Something has come, whatever it is. */
  public synchronized void onReceived() {
    lastReceivedAt = nanoTime.getAsLong();
  }

  /** While a terminal is stopped nothing is read; that is no silence of the server. */
  public synchronized void setDrawing(boolean begins) {
    drawing = begins;
    lastReceivedAt = nanoTime.getAsLong();
  }

  /** Does what is due, and returns when to look again. */
  public synchronized Duration check() {
    long now = nanoTime.getAsLong();
    if (isSilent(now)) {
      actions.abort();
      return timeout;
    }
    if (now - lastPingAt >= interval.toNanos()) {
      lastPingAt = now;
      if (!pings.isPongPending()) {
        actions.sendPing();
      }
    }
    long untilPing = interval.toNanos() - (now - lastPingAt);
    long untilSilent = timeout.toNanos() - (now - lastReceivedAt);
    Duration next =
        Duration.ofNanos(untilSilent > 0 ? Math.min(untilPing, untilSilent) : untilPing);
    return next.compareTo(MIN_DELAY) < 0 ? MIN_DELAY : next;
  }

  private boolean isSilent(long now) {
    return !drawing
        && pings.isPongPending()
        && pings.hasLag()
        && now - lastReceivedAt >= timeout.toNanos();
  }
}
