package io.parley.client.terminal.jline;

import io.parley.client.terminal.bidi.BidiLayout;
import io.parley.client.terminal.cluster.ClusterColumns;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;

/**
 * The rows of the input line and the position of the cursor.
 *
 * @param rows at least one
 * @param cursorRow an index into {@code rows}
 * @param cursorColumn from 0
 */
public record InputRows(List<AttributedString> rows, int cursorRow, int cursorColumn) {

  /**
   * Splits text into rows.
   *
   * @param displayed the prompt, the typed text, and what is shown below it
   * @param promptLength the length of the prompt in {@code displayed}
   * @param cursor the index of the cursor in {@code displayed}
   * @param columns the width of a row, at least 1
   * @param reorderBidi whether right-to-left text is put in visual order
   */
  static InputRows layOut(
      AttributedString displayed, int promptLength, int cursor, int columns, boolean reorderBidi) {
    AttributedString text = ClusterColumns.withFlagWidths(displayed);
    BidiLayout bidi =
        BidiLayout.create(reorderBidi, text, paragraphStarts(text.toString(), promptLength));
    List<AttributedString> rows = new ArrayList<>();
    int cursorRow = 0;
    int cursorColumn = 0;
    int from = 0;
    for (AttributedString row : ClusterColumns.split(text, columns)) {
      int to = from + row.length();
      if (from <= cursor && cursor <= to) {
        cursorRow = rows.size();
        cursorColumn = bidi.column(from, to, cursor);
      }
      rows.add(bidi.row(from, to));
      from = to < text.length() && text.charAt(to) == '\n' ? to + 1 : to;
    }
    if (cursorColumn >= columns) { // the row is full: the next character starts a new row
      cursorRow++;
      cursorColumn = 0;
    }
    if (cursorRow >= rows.size()) {
      rows.add(AttributedString.EMPTY);
    }
    return new InputRows(rows, cursorRow, cursorColumn);
  }

  /** The rows around the cursor, at most {@code height}. */
  public InputRows limitTo(int height) {
    if (rows.size() <= height) {
      return this;
    }
    int first = Math.max(0, Math.min(cursorRow - height / 2, rows.size() - height));
    return new InputRows(rows.subList(first, first + height), cursorRow - first, cursorColumn);
  }

  /** The prompt and each line are paragraphs with their own direction. */
  private static List<Integer> paragraphStarts(String text, int promptLength) {
    List<Integer> starts = new ArrayList<>(List.of(promptLength));
    for (int at = text.indexOf('\n', promptLength); at >= 0; at = text.indexOf('\n', at + 1)) {
      starts.add(at + 1);
    }
    return starts;
  }
}
