package io.parley.client.terminal;

import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What was said of the program since something happened in the chat: why it ends, and which lines
 * were not sent or may not have arrived. Guarded by the lock of {@link InputLine}.
 */
final class Complaints {
  private static final int MOST = 24;

  private final Deque<String> lines = new ArrayDeque<>();

  void add(String line) {
    if (lines.size() == MOST) {
      lines.remove();
    }
    lines.add(line);
  }

  /** The program goes on. */
  void clear() {
    lines.clear();
  }

  /** Says them again where they are seen. */
  void repeat(PrintWriter writer) {
    lines.forEach(writer::println);
  }
}
