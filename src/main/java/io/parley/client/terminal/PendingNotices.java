package io.parley.client.terminal;

import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The newest diagnostics, which are printed again after the screen is closed: why the client ends,
 * and which lines were not sent. Guarded by the {@link io.parley.client.terminal.jline.ScreenLock}.
 */
final class PendingNotices {
  private static final int MAX_LINES = 24;

  private final Deque<String> lines = new ArrayDeque<>();

  void add(String line) {
    if (lines.size() == MAX_LINES) {
      lines.remove();
    }
    lines.add(line);
  }

  /** Discards the diagnostics: the client has continued after them. */
  void clear() {
    lines.clear();
  }

  /** Prints the diagnostics. */
  void printTo(PrintWriter writer) {
    lines.forEach(writer::println);
  }
}
