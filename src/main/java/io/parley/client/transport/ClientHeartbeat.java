package io.parley.client.transport;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * The pings of this client: the pending pongs, the lag, and when a connection counts as dead. Owned
 * by the client's actor.
 *
 * <p>Sends a ping in each interval; the server must send any message within the timeout. The
 * timeout does not apply to a server that never answered a ping: not every server supports pings.
 */
public final class ClientHeartbeat {
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final Duration MIN_DELAY = Duration.ofMillis(10);

  /** Why a ping was sent. */
  public enum Kind {
    /** The user typed it and is shown the time that its pong took. */
    USER,
    /** It follows a request: its pong ends the answer. */
    AFTER_REQUEST,
    /** It checks the connection; its pong is not shown. */
    KEEP_ALIVE,
    /** It follows a page of the replay: its pong ends the page, and is not shown. */
    FENCE,
    /** No ping was sent. */
    NONE
  }

  /** The action of a check. */
  public enum Action {
    NOTHING,
    SEND_PING,
    /** The server is silent for too long. */
    ABORT
  }

  /**
   * The result of a check.
   *
   * @param next when to check again
   */
  public record Check(Action action, Duration next) {}

  private record Ping(Kind kind, long sentAt) {}

  private final Duration interval;
  private final Duration timeout;
  private final LongSupplier nanoTime;
  private final Deque<Ping> pending = new ArrayDeque<>();
  private OptionalLong lastLag = OptionalLong.empty();
  private long lastReceivedAt;
  private long lastPingAt;
  private boolean drawing;

  /**
   * A heartbeat without a connection.
   *
   * @param interval time between two pings
   * @param timeout how long the server may be silent while a pong is pending
   */
  public ClientHeartbeat(Duration interval, Duration timeout, LongSupplier nanoTime) {
    this.interval = interval;
    this.timeout = timeout;
    this.nanoTime = nanoTime;
    onConnected();
  }

  /** There is a new connection. */
  public void onConnected() {
    lastReceivedAt = nanoTime.getAsLong();
    lastPingAt = lastReceivedAt;
  }

  /** The connection is lost, and the pending pongs with it. */
  public void onConnectionLost() {
    pending.clear();
  }

  public void onPingSent(Kind kind) {
    pending.add(new Ping(kind, nanoTime.getAsLong()));
  }

  /** Whether a pong of a request or of the user is pending. */
  public boolean isAnswerPending() {
    return pending.stream()
        .anyMatch(ping -> ping.kind() == Kind.USER || ping.kind() == Kind.AFTER_REQUEST);
  }

  /** The kind of ping that the next pong answers. */
  public Kind nextKind() {
    Ping next = pending.peek();
    return next == null ? Kind.NONE : next.kind();
  }

  /**
   * A pong was received. Returns its round-trip time in milliseconds; empty unless the user sent
   * the ping. Some servers send unsolicited pongs.
   */
  public OptionalLong onPong() {
    Ping ping = pending.poll();
    if (ping == null) {
      return OptionalLong.empty();
    }
    lastLag = OptionalLong.of(millisSince(ping));
    return ping.kind() == Kind.USER ? lastLag : OptionalLong.empty();
  }

  /**
   * The lag in milliseconds: the round-trip time of the last pong, or the age of the oldest pending
   * ping if that is longer. Empty before the first pong.
   */
  public OptionalLong lagMillis() {
    Ping oldest = pending.peek();
    return oldest == null || lastLag.isEmpty()
        ? lastLag
        : OptionalLong.of(Math.max(lastLag.getAsLong(), millisSince(oldest)));
  }

  /** Bytes were received, whatever they mean. */
  public void onReceived() {
    lastReceivedAt = nanoTime.getAsLong();
  }

  /**
   * While a terminal is stopped, the client does not read; the server does not count as silent
   * then.
   */
  public void setDrawing(boolean isDrawing) {
    drawing = isDrawing;
    lastReceivedAt = nanoTime.getAsLong();
  }

  /** Decides which action is due now. */
  public Check check() {
    long now = nanoTime.getAsLong();
    if (isSilent(now)) {
      return new Check(Action.ABORT, timeout);
    }
    Action action = Action.NOTHING;
    if (now - lastPingAt >= interval.toNanos()) {
      lastPingAt = now;
      action = pending.isEmpty() ? Action.SEND_PING : Action.NOTHING;
    }
    long untilPing = interval.toNanos() - (now - lastPingAt);
    long untilSilent = timeout.toNanos() - (now - lastReceivedAt);
    Duration next =
        Duration.ofNanos(untilSilent > 0 ? Math.min(untilPing, untilSilent) : untilPing);
    return new Check(action, next.compareTo(MIN_DELAY) < 0 ? MIN_DELAY : next);
  }

  private boolean isSilent(long now) {
    return !drawing
        && !pending.isEmpty()
        && lastLag.isPresent()
        && now - lastReceivedAt >= timeout.toNanos();
  }

  private long millisSince(Ping ping) {
    return (nanoTime.getAsLong() - ping.sentAt()) / NANOS_PER_MILLI;
  }
}
