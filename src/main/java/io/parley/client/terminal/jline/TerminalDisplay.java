package io.parley.client.terminal.jline;

import io.parley.client.terminal.cluster.ClusterColumns;
import io.parley.client.terminal.cluster.GraphemeClusters;
import io.parley.client.terminal.link.LinkedRow;
import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.WCWidth;

/**
 * JLine's full-screen display, in which no row continues in the next. It differs from JLine's in
 * three cases:
 *
 * <ul>
 *   <li>After a full row many terminals keep the cursor in the last column, where clearing the rest
 *       of the row would erase the last character. This display does not rely on the wrap.
 *   <li>Terminals disagree about the width of combining and joining characters and of flags. This
 *       display writes a row that contains any as a whole.
 *   <li>A character that stays may be in another link. This display writes a row with links as a
 *       whole.
 * </ul>
 *
 * <p>It uses the protected members of {@link Display}; {@code JLineContractTest} checks what it
 * expects of them.
 */
public final class TerminalDisplay extends Display {
  public TerminalDisplay(Terminal terminal) {
    super(terminal, true);
  }

  @Override
  public void resize(int rows, int columns) {
    super.resize(rows, columns);
    if (delayedWrapAtEol) {
      delayedWrapAtEol = false;
      wrapAtEol = false;
    }
  }

  @Override
  public void update(List<AttributedString> next, int cursor, boolean flush) {
    if (!reset) {
      for (int row = 0; row < Math.min(next.size(), oldLines.size()); row++) {
        AttributedString old = oldLines.get(row);
        if (!old.equals(next.get(row)) && (isWritten(old) || isWritten(next.get(row)))) {
          moveVisualCursorTo(row * columns1);
          terminal.puts(Capability.clr_eol);
          oldLines.set(row, AttributedString.EMPTY);
        }
      }
    }
    super.update(next, cursor, false);
    AttributedString cursorLine = next.get(cursor / columns1);
    if (hasJoined(cursorLine)) { // the terminal computes the column
      terminal.puts(Capability.carriage_return);
      prefix(cursor % columns1, cursorLine).print(terminal);
    }
    if (flush) {
      terminal.flush();
    }
  }

  /** Moves to an absolute position: the terminal's column may differ from the computed one. */
  @Override
  protected int moveVisualCursorTo(int cursor) {
    if (cursor != cursorPos
        && terminal.puts(Capability.cursor_address, cursor / columns1, cursor % columns1)) {
      cursorPos = cursor;
    }
    return super.moveVisualCursorTo(cursor);
  }

  /** The row up to a column. It does not split a cluster: the rest would be erased. */
  static AttributedString prefix(int column, AttributedString row) {
    int end = row.columnSubSequence(0, column).length();
    return row.substring(0, GraphemeClusters.ceil(row.toString(), end));
  }

  /** Whether a row is written as a whole if it changes. */
  private static boolean isWritten(AttributedString row) {
    return row instanceof LinkedRow || hasJoined(row);
  }

  private static boolean hasJoined(AttributedString row) {
    return row.codePoints()
        .anyMatch(
            c -> c >= 0x80 && (WCWidth.wcwidth(c) == 0 || ClusterColumns.isRegionalIndicator(c)));
  }
}
