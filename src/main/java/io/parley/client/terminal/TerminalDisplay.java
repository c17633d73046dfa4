package io.parley.client.terminal;

import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.WCWidth;

/**
 * The rows of a whole terminal, none of which goes on in the next. After a full row the cursor goes
 * back to where it began: many terminals keep it in the last column until then, and whatever is
 * cleared behind the row would be its last character. A row with characters of which terminals do
 * not agree how wide they are together is written as a whole.
 */
final class TerminalDisplay extends Display {
  /** ZERO WIDTH JOINER. */
  private static final char ZERO_WIDTH_JOINER = '\u200D';

  TerminalDisplay(Terminal terminal) {
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
        if (!old.equals(next.get(row)) && (hasZeroWidth(old) || hasZeroWidth(next.get(row)))) {
          moveVisualCursorTo(row * columns1);
          terminal.puts(Capability.clr_eol);
          oldLines.set(row, AttributedString.EMPTY);
        }
      }
    }
    super.update(next, cursor, false);
    AttributedString here = next.get(cursor / columns1);
    if (hasZeroWidth(here)) { // the terminal knows where the cursor is
      terminal.puts(Capability.carriage_return);
      prefix(cursor % columns1, here).print(terminal);
    }
    if (flush) {
      terminal.flush();
    }
  }

  /** From where the terminal has the cursor it may be farther, or less far, than from here. */
  @Override
  protected int moveVisualCursorTo(int cursor) {
    if (cursor != cursorPos
        && terminal.puts(Capability.cursor_address, cursor / columns1, cursor % columns1)) {
      cursorPos = cursor;
    }
    return super.moveVisualCursorTo(cursor);
  }

  /** Not less than all that is joined to a character: what is missing would be erased. */
  static AttributedString prefix(int column, AttributedString row) {
    int end = row.columnSubSequence(0, column).length();
    while (end > 0 && end < row.length() && row.charAt(end - 1) == ZERO_WIDTH_JOINER) {
      int next = row.columnSubSequence(0, row.substring(0, end).columnLength() + 2).length();
      end = Math.max(end + 1, next);
    }
    return row.substring(0, end);
  }

  private static boolean hasZeroWidth(AttributedString row) {
    return row.chars().anyMatch(c -> c >= 0x80 && WCWidth.wcwidth(c) == 0);
  }
}
