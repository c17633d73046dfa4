package io.parley.server;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How many connections the system has room for. Without a free file descriptor nobody can be
 * accepted, not even to be told that the server is full; so the limit must lie below.
 *
 * @param connections how many connections there may be
 * @param refusals how many may be told at once that there is none left
 */
record FileDescriptorBudget(int connections, int refusals) {
  /** What the server itself still opens: libraries, selectors, listeners. */
  private static final int RESERVED = 32;

  /** As much of what is wanted as there is room for now, and one of each at the least. */
  static FileDescriptorBudget allocate(int seats, int refusals) {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        ? allocate(
            seats,
            refusals,
            system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount())
        : new FileDescriptorBudget(seats, refusals);
  }

  static FileDescriptorBudget allocate(int seats, int refusals, long free) {
    long forRefusals = Math.max(1, Math.min(refusals, free / 4));
    long forSeats = Math.max(1, Math.min(seats, free - RESERVED - forRefusals));
    return new FileDescriptorBudget((int) forSeats, (int) forRefusals);
  }
}
