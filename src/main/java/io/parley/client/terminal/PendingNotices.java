package io.parley.client.terminal;

import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What was said of the program since something happened in the chat: why it ends, and which lines
 * were not sent or may not have arrived. Guarded by the lock of {@link LineEditor}.
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

  /** The program goes on. */
  void clear() {
    lines.clear();
  }

  /** Says them again where they are seen. */
  void printTo(PrintWriter writer) {
    lines.forEach(writer::println);
  }
}
