package io.parley.server;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the connections of all ports against their limit. Thread-safe: all listeners share one.
 *
 * <p>The limit is lower than the number of free file descriptors. Without a free descriptor no
 * connection can be accepted, not even to tell it that the server is full.
 */
final class ConnectionLimit {
  /** The descriptors that the server itself still opens: libraries, selectors, listeners. */
  private static final int RESERVED_DESCRIPTORS = 32;

  private long ceiling = Long.MAX_VALUE;
  private volatile int max;
  private final int maxRefusals;
  private final AtomicInteger active = new AtomicInteger();

  ConnectionLimit(int max, int maxRefusals) {
    this.max = max;
    this.maxRefusals = maxRefusals;
  }

  /**
   * Creates a limit that fits the file descriptors that are free now.
   *
   * @param max the number of connections, if there are enough descriptors
   * @param maxRefusals the number of rejected connections that are notified at the same time, if
   *     there are enough descriptors
   */
  static ConnectionLimit create(int max, int maxRefusals) {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        ? create(
            max,
            maxRefusals,
            system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount())
        : new ConnectionLimit(max, maxRefusals);
  }

  static ConnectionLimit create(int max, int maxRefusals, long freeDescriptors) {
    long refusals = Math.max(1, Math.min(maxRefusals, freeDescriptors / 4));
    long connections =
        Math.max(1, Math.min(max, freeDescriptors - RESERVED_DESCRIPTORS - refusals));
    ConnectionLimit limit = new ConnectionLimit((int) connections, (int) refusals);
    limit.ceiling = Math.max(1, freeDescriptors - RESERVED_DESCRIPTORS - refusals);
    return limit;
  }

  /** Counts a connection, unless the limit is reached. */
  boolean tryAcquire() {
    return active.getAndUpdate(n -> n < max ? n + 1 : n) < max;
  }

  /** Changes the limit, up to the file descriptors. Connections that are over it stay. */
  void setMax(int max) {
    this.max = (int) Math.min(max, ceiling);
  }

  void release() {
    active.decrementAndGet();
  }

  int max() {
    return max;
  }

  /** The number of rejected connections that may be notified at the same time. */
  int maxRefusals() {
    return maxRefusals;
  }
}
