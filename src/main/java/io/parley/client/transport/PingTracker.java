package io.parley.client.transport;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * The pings whose pongs are still to come, in their order, and how long the server took for the
 * last. Thread-safe.
 */
public final class PingTracker {
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** Why there is a ping. */
  public enum Kind {
    /** Somebody typed it, and wants to know the time. */
    USER,
    /** It follows a request. */
    AFTER_REQUEST,
    /** It keeps the connection; nobody sees it. */
    KEEP_ALIVE,
    /** What was missed is whole when it is answered; nobody sees it. */
    FENCE,
    /** There is none. */
    NONE
  }

  private record Ping(Kind kind, long sentAt) {}

  private final LongSupplier nanoTime;
  private final Deque<Ping> pending = new ArrayDeque<>();
  private OptionalLong lastLag = OptionalLong.empty();

  public PingTracker(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Somebody wants to know how long the server takes. */
  public void addUserPing() {
    add(Kind.USER);
  }

  /** A ping follows a request. */
  public void addRequestPing() {
    add(Kind.AFTER_REQUEST);
  }

  /** A ping keeps the connection. */
  public void addKeepAlivePing() {
    add(Kind.KEEP_ALIVE);
  }

  /** A ping marks the end of what was missed. */
  public void addFencePing() {
    add(Kind.FENCE);
  }

  /** Whether a pong is still to come that ends an answer, or is one. */
  public synchronized boolean isAnswerPending() {
    return pending.stream()
        .anyMatch(ping -> ping.kind() == Kind.USER || ping.kind() == Kind.AFTER_REQUEST);
  }

  /** Whether any pong is still to come. */
  synchronized boolean isPongPending() {
    return !pending.isEmpty();
  }

  /** Whether the server has answered any at all: not every server does. */
  synchronized boolean hasLag() {
    return lastLag.isPresent();
  }

  /** Which ping the next pong answers. */
  public synchronized Kind nextKind() {
    Ping next = pending.peek();
    return next == null ? Kind.NONE : next.kind();
  }

  /**
   * A pong is here. How many milliseconds it took; empty if nobody wanted to know, or had asked:
   * some servers say it unasked.
   */
  public synchronized OptionalLong onPong() {
    Ping ping = pending.poll();
    if (ping == null) {
      return OptionalLong.empty();
    }
    lastLag = OptionalLong.of(millisSince(ping));
    return ping.kind() == Kind.USER ? lastLag : OptionalLong.empty();
  }

  /** The connection is gone, and with it what was to come. */
  public synchronized void onConnectionLost() {
    pending.clear();
  }

  /**
   * How many milliseconds the server took for the last answer, or takes for the next if that is
   * more already; empty before the first.
   */
  public synchronized OptionalLong lagMillis() {
    Ping oldest = pending.peek();
    return oldest == null || lastLag.isEmpty()
        ? lastLag
        : OptionalLong.of(Math.max(lastLag.getAsLong(), millisSince(oldest)));
  }

  private synchronized void add(Kind kind) {
    pending.add(new Ping(kind, nanoTime.getAsLong()));
  }

  private long millisSince(Ping ping) {
    return (nanoTime.getAsLong() - ping.sentAt()) / NANOS_PER_MILLI;
  }
}
