package io.parley.client.terminal;

import io.parley.client.terminal.bidi.BidiLayout;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;

/**
 * The rows of what is typed.
 *
 * @param rows at least one
 * @param cursorRow where the cursor is
 */
record InputRows(List<AttributedString> rows, int cursorRow, int cursorColumn) {

  /**
   * Lays them out.
   *
   * @param all the prompt, what is typed, and what is shown below it
   * @param prompt how much of it is the prompt
   * @param cursor how much of it is before the cursor
   * @param ordered whether what is read from right to left is to be put in order
   */
  static InputRows layOut(
      AttributedString all, int prompt, int cursor, int columns, boolean ordered) {
    BidiLayout order = BidiLayout.create(ordered, all, directionBoundaries(all.toString(), prompt));
    List<AttributedString> rows = new ArrayList<>();
    int cursorRow = 0;
    int cursorColumn = 0;
    int from = 0;
    for (AttributedString row : split(all, columns)) {
      int to = from + row.length();
      if (from <= cursor && cursor <= to) {
        cursorRow = rows.size();
        cursorColumn = order.column(from, to, cursor);
      }
      rows.add(order.row(from, to));
      from = to < all.length() && all.charAt(to) == '\n' ? to + 1 : to;
    }
    if (cursorColumn >= columns) { // at the margin: the next character begins a row
      cursorRow++;
      cursorColumn = 0;
    }
    if (cursorRow >= rows.size()) {
      rows.add(AttributedString.EMPTY);
    }
    return new InputRows(rows, cursorRow, cursorColumn);
  }

  /** The rows around the cursor, at most so many. */
  InputRows limitTo(int height) {
    if (rows.size() <= height) {
      return this;
    }
    int first = Math.max(0, Math.min(cursorRow - height / 2, rows.size() - height));
    return new InputRows(rows.subList(first, first + height), cursorRow - first, cursorColumn);
  }

  /** The prompt, and each line, have a direction of their own. */
  private static List<Integer> directionBoundaries(String all, int prompt) {
    List<Integer> cuts = new ArrayList<>(List.of(prompt));
    for (int at = all.indexOf('\n', prompt); at >= 0; at = all.indexOf('\n', at + 1)) {
      cuts.add(at + 1);
    }
    return cuts;
  }

  private static List<AttributedString> split(AttributedString text, int columns) {
    List<AttributedString> rows = text.columnSplitLength(columns, false, true);
    return rows.isEmpty() ? List.of(AttributedString.EMPTY) : rows;
  }
}
