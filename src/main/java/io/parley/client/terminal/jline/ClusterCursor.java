package io.parley.client.terminal.jline;

import io.parley.client.terminal.cluster.GraphemeClusters;
import org.jline.reader.Buffer;

/**
 * The text and the cursor before a widget of JLine changes them. JLine counts code points.
 *
 * @param cursor in code points
 */
record ClusterCursor(String text, int cursor) {

  static ClusterCursor of(Buffer buffer) {
    return new ClusterCursor(buffer.toString(), buffer.cursor());
  }

  boolean isAtEnd() {
    return cursor == length();
  }

  /** The last boundary at or before a position, in code points. */
  int before(int position) {
    return position <= 0 ? 0 : position(GraphemeClusters.floor(text, index(position)));
  }

  /** The first boundary at or after a position, in code points; a position after the end stays. */
  int after(int position) {
    return position >= length() ? position : position(GraphemeClusters.ceil(text, index(position)));
  }

  /**
   * Completes what a widget has done: it moved the cursor, deleted the text before the cursor, or
   * deleted the text after it. Any other change stays.
   */
  void complete(Buffer buffer) {
    int now = buffer.cursor();
    int deleted = length() - buffer.length();
    if (buffer.toString().equals(text)) {
      buffer.cursor(now < cursor ? before(now) : after(now));
    } else if (deleted > 0 && now == cursor - deleted && isDeleted(buffer, now, cursor)) {
      buffer.backspace(now - before(now));
    } else if (deleted > 0 && now == cursor && isDeleted(buffer, now, now + deleted)) {
      buffer.delete(after(now + deleted) - (now + deleted));
    }
  }

  /** Whether the buffer is this text without the part between two positions. */
  private boolean isDeleted(Buffer buffer, int from, int to) {
    return buffer.toString().equals(text.substring(0, index(from)) + text.substring(index(to)));
  }

  private int length() {
    return text.codePointCount(0, text.length());
  }

  private int index(int position) {
    return text.offsetByCodePoints(0, position);
  }

  private int position(int index) {
    return text.codePointCount(0, index);
  }
}
