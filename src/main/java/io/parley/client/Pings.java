package io.parley.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * The pings whose pongs are still to come, in their order, and how long the server took for the
 * last. Thread-safe.
 */
final class Pings {
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** Why there is a ping. */
  enum Kind {
    /** Somebody typed it, and wants to know the time. */
    TYPED,
    /** It follows a request. */
    FOLLOWING,
    /** It keeps the connection; nobody sees it. */
    BACKGROUND,
    /** What was missed is whole when it is answered; nobody sees it. */
    FENCE,
    /** There is none. */
    NONE
  }

  private record Ping(Kind kind, long since) {}

  private final LongSupplier nanoTime;
  private final Deque<Ping> asked = new ArrayDeque<>();
  private OptionalLong last = OptionalLong.empty();

  Pings(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Somebody wants to know how long the server takes. */
  void asked() {
    add(Kind.TYPED);
  }

  /** A ping follows a request. */
  void followed() {
    add(Kind.FOLLOWING);
  }

  /** A ping keeps the connection. */
  void kept() {
    add(Kind.BACKGROUND);
  }

  /** A ping marks the end of what was missed. */
  void fenced() {
    add(Kind.FENCE);
  }

  /** Whether a pong is still to come that ends an answer, or is one. */
  synchronized boolean isAwaited() {
    return asked.stream()
        .anyMatch(ping -> ping.kind() == Kind.TYPED || ping.kind() == Kind.FOLLOWING);
  }

  /** Whether any pong is still to come. */
  synchronized boolean isOutstanding() {
    return !asked.isEmpty();
  }

  /** Whether the server has answered any at all: not every server does. */
  synchronized boolean wasAnswered() {
    return last.isPresent();
  }

  /** Which ping the next pong answers. */
  synchronized Kind next() {
    Ping next = asked.peek();
    return next == null ? Kind.NONE : next.kind();
  }

  /**
   * A pong is here. How many milliseconds it took; empty if nobody wanted to know, or had asked:
   * some servers say it unasked.
   */
  synchronized OptionalLong answered() {
    Ping ping = asked.poll();
    if (ping == null) {
      return OptionalLong.empty();
    }
    last = OptionalLong.of(millisSince(ping));
    return ping.kind() == Kind.TYPED ? last : OptionalLong.empty();
  }

  /** The connection is gone, and with it what was to come. */
  synchronized void lost() {
    asked.clear();
  }

  /**
   * How many milliseconds the server took for the last answer, or takes for the next if that is
   * more already; empty before the first.
   */
  synchronized OptionalLong lagMillis() {
    Ping oldest = asked.peek();
    return oldest == null || last.isEmpty()
        ? last
        : OptionalLong.of(Math.max(last.getAsLong(), millisSince(oldest)));
  }

  private synchronized void add(Kind kind) {
    asked.add(new Ping(kind, nanoTime.getAsLong()));
  }

  private long millisSince(Ping ping) {
    return (nanoTime.getAsLong() - ping.since()) / NANOS_PER_MILLI;
  }
}
