package io.parley.server;

import java.util.concurrent.atomic.AtomicInteger;

/** How many connections there are, and how many there may be, on all ports together. */
final class ConnectionLimit {
  private final int max;
  private final int maxRefusals;
  private final AtomicInteger active = new AtomicInteger();

  ConnectionLimit(int max, int maxRefusals) {
    this.max = max;
    this.maxRefusals = maxRefusals;
  }

  /** Takes one if there is one. */
  boolean tryAcquire() {
    return active.getAndUpdate(n -> n < max ? n + 1 : n) < max;
  }

  void release() {
    active.decrementAndGet();
  }

  /** How many may be told at once that there is none left. */
  int maxRefusals() {
    return maxRefusals;
  }

  int max() {
    return max;
  }
}
