package io.parley.server;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How many connections the system has room for. Without a free file descriptor nobody can be
 * accepted, not even to be told that the server is full; so the limit must lie below.
 *
 * @param seats how many connections there may be
 * @param refusals how many may be told at once that there is none left
 */
record FileDescriptors(int seats, int refusals) {
  /** What the server itself still opens: libraries, selectors, listeners. */
  private static final int OWN = 32;

  /** As much of what is wanted as there is room for now, and one of each at the least. */
  static FileDescriptors shareOut(int seats, int refusals) {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        ? shareOut(
            seats,
            refusals,
            system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount())
        : new FileDescriptors(seats, refusals);
  }

  static FileDescriptors shareOut(int seats, int refusals, long free) {
    long forRefusals = Math.max(1, Math.min(refusals, free / 4));
    long forSeats = Math.max(1, Math.min(seats, free - OWN - forRefusals));
    return new FileDescriptors((int) forSeats, (int) forRefusals);
  }
}
