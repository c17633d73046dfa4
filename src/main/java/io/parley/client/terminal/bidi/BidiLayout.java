package io.parley.client.terminal.bidi;

import java.text.Bidi;
import java.util.List;
import org.jline.utils.AttributedString;

/** The columns in which the characters of a text are shown. */
public interface BidiLayout {

  /** The row with the characters from one index to another. */
  AttributedString row(int from, int to);

  /** The column, in the same row, of a cursor before an index or at the end of the row. */
  int column(int from, int to, int index);

  /**
   * Creates the layout of a text.
   *
   * @param reorder whether right-to-left text is put in visual order; otherwise it stays in logical
   *     order
   * @param paragraphStarts the indexes of all paragraphs except the first, ascending
   */
  static BidiLayout create(boolean reorder, AttributedString text, List<Integer> paragraphStarts) {
    char[] characters = text.toString().toCharArray();
    return reorder && Bidi.requiresBidi(characters, 0, characters.length)
        ? new VisualLayout(text, paragraphStarts)
        : new LogicalLayout(text);
  }

  /** Keeps the logical order. */
  record LogicalLayout(AttributedString text) implements BidiLayout {
    @Override
    public AttributedString row(int from, int to) {
      return text.substring(from, to);
    }

    @Override
    public int column(int from, int to, int index) {
      return text.substring(from, index).columnLength();
    }
  }
}
