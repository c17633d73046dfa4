package io.parley.client.terminal;

import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

/**
 * The whole of a terminal: what happens, how things stand, and the input below. Only what has
 * changed is written. Used by one thread at a time.
 */
final class TerminalCanvas {
  private final Terminal terminal;
  private final Display display;
  private Size size;
  private int belowRow;

  /** Takes the terminal over. */
  TerminalCanvas(Terminal terminal) {
    this.terminal = terminal;
    this.display = new TerminalDisplay(terminal);
    this.size = sizeOf(terminal); // which may fail
    enter();
  }

  /** Takes the terminal over; what was on it comes back with {@link #restore}. */
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

  /** Draws everything anew, in the size that the terminal has now. */
  void resize() {
    size = sizeOf(terminal);
    clear();
  }

  private void clear() {
    display.resize(size.getRows(), size.getColumns());
    display.clear();
  }

  /**
   * Draws.
   *
   * @param above what happens; at most {@link #rows} less the others
   * @param below how things stand, if there is room for it, and the input
   * @param cursorRow where the cursor is, in {@code below}
   */
  void draw(
      List<AttributedString> above, List<AttributedString> below, int cursorRow, int cursorColumn) {
    List<AttributedString> rows = new ArrayList<>();
    for (int empty = size.getRows() - above.size() - below.size(); empty > 0; empty--) {
      rows.add(AttributedString.EMPTY);
    }
    rows.addAll(above);
    this.belowRow = rows.size();
    rows.addAll(below);
    int column = Math.min(cursorColumn, size.getColumns() - 1);
    display.update(rows, size.cursorPos(this.belowRow + cursorRow, column), true);
  }

  /**
   * Gives the terminal back as it was. Where that is not kept, or the terminal does not say that it
   * keeps nothing, what happened stays, and what follows begins below that.
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
