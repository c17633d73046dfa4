package io.parley.client.terminal;

import io.parley.client.terminal.jline.TerminalDisplay;
import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.InfoCmp.Capability;

/**
 * The full screen of a terminal: messages above, status line and input below. Writes only what has
 * changed. Guarded by the {@link io.parley.client.terminal.jline.ScreenLock}.
 */
final class TerminalCanvas {
  private final Terminal terminal;
  private final TerminalDisplay display;
  private final EncodableRow encodable;
  private Size size;
  private int belowRow;

  /** Enters the alternate screen. */
  TerminalCanvas(Terminal terminal) {
    this.terminal = terminal;
    this.display = new TerminalDisplay(terminal);
    this.encodable = new EncodableRow(terminal.encoding());
    this.size = sizeOf(terminal); // may fail, so it comes first
    enter();
  }

  /** Enters the alternate screen; {@link #restore} leaves it. */
  void enter() {
    terminal.puts(Capability.enter_ca_mode);
    clear();
  }

  int columns() {
    return size.getColumns();
  }

  int rows() {
    return size.getRows();
  }

  /** Reads the size of the terminal, and redraws everything in the next {@link #draw}. */
  void resize() {
    size = sizeOf(terminal);
    clear();
  }

  private void clear() {
    display.resize(size.getRows(), size.getColumns());
    display.clear();
  }

  /**
   * Draws all rows.
   *
   * @param top the rows that stay at the top
   * @param above the rows of the window; at most {@link #rows} less {@code top} and {@code below}
   * @param below the status line, if it fits, and the rows of the input
   * @param cursorRow the row of the cursor in {@code below}
   * @param cursorColumn from 0
   */
  void draw(
      List<AttributedString> top,
      List<AttributedString> above,
      List<AttributedString> below,
      int cursorRow,
      int cursorColumn) {
    List<AttributedString> rows = new ArrayList<>();
    top.forEach(row -> rows.add(encodable.of(row)));
    for (int empty = size.getRows() - top.size() - above.size() - below.size();
        empty > 0;
        empty--) {
      rows.add(AttributedString.EMPTY);
    }
    above.forEach(row -> rows.add(encodable.of(row)));
    this.belowRow = rows.size();
    below.forEach(row -> rows.add(encodable.of(row)));
    int column = Math.min(cursorColumn, size.getColumns() - 1);
    display.update(rows, size.cursorPos(this.belowRow + cursorRow, column), true);
  }

  /**
   * Erases the status line and the input, and leaves the alternate screen. On a terminal without an
   * alternate screen the messages stay.
   */
  void restore() {
    terminal.puts(Capability.cursor_address, belowRow, 0);
    terminal.puts(Capability.clr_eos);
    terminal.puts(Capability.exit_ca_mode);
    terminal.flush();
  }

  private static Size sizeOf(Terminal terminal) {
    Size size = terminal.getSize();
    return new Size(Math.max(1, size.getColumns()), Math.max(1, size.getRows()));
  }
}
