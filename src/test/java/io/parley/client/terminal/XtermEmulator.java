package io.parley.client.terminal;

import org.jline.builtins.ScreenTerminal;

/**
 * JLine's terminal emulator with xterm's behaviour in the last column: after a full row the cursor
 * stays in the last column, and erasing from the cursor erases that column.
 */
final class XtermEmulator {
  /** Stands for the second half of a wide character. */
  static final char SECOND_HALF = '\uE000';

  private static final char ESCAPE = '\u001b';

  /** Either ends a title or a link. */
  private static final char BELL = '\u0007';

  private static final String STRING_END = "\u001b\\";

  /** The final characters of sequences that erase from the cursor. */
  private static final String ERASES = "JKPX";

  private final ScreenTerminal screen;
  private final StringBuilder sequence = new StringBuilder();
  private int columns;
  private int rows;

  XtermEmulator(int columns, int rows) {
    this.columns = columns;
    this.rows = rows;
    this.screen = new ScreenTerminal(columns, rows);
  }

  void resize(int newColumns, int newRows) {
    columns = newColumns;
    rows = newRows;
    screen.setSize(newColumns, newRows);
  }

  void write(String cells) {
    cells.chars().forEach(c -> write((char) c));
  }

  /** The character of each cell, row by row. */
  long[] cells() {
    return cells(new int[2]);
  }

  private long[] cells(int[] cursor) {
    long[] cells = new long[columns * rows];
    screen.dump(cells, 0, 0, rows, columns, cursor);
    return cells;
  }

  private void write(char c) {
    if (sequence.length() == 0 && c != ESCAPE) {
      screen.write(String.valueOf(c));
      return;
    }
    sequence.append(c);
    if (sequence.length() == 1 || isBegun()) {
      return;
    }
    if (sequence.charAt(1) == '[' && ERASES.indexOf(c) >= 0) {
      eraseLastColumn();
    }
    if (sequence.charAt(1) != ']') { // a title or a link changes no cell
      screen.write(sequence.toString());
    }
    sequence.setLength(0);
  }

  private boolean isBegun() {
    char last = sequence.charAt(sequence.length() - 1);
    if (sequence.charAt(1) == ']') {
      return last != BELL && !sequence.toString().endsWith(STRING_END);
    }
    return sequence.charAt(1) == '[' && (sequence.length() == 2 || last < '@');
  }

  private void eraseLastColumn() {
    int[] cursor = new int[2];
    long[] cells = cells(cursor);
    if (cursor[0] == columns - 1) {
      boolean wide = (char) cells[cursor[1] * columns + cursor[0]] == SECOND_HALF;
      screen.write(column(wide ? columns - 1 : columns) + (wide ? "  " : " ") + column(columns));
    }
  }

  private static String column(int number) {
    return ESCAPE + "[" + number + "G";
  }
}
