package io.parley.client.terminal.bidi;

import java.text.Bidi;
import java.util.List;
import org.jline.utils.AttributedString;

/** Where in a row each character of a text is shown. */
public interface BidiLayout {

  /** The row that has what lies between two places of the text. */
  AttributedString row(int from, int to);

  /** In which column of that row a cursor is that stands before a place, or at its end. */
  int column(int from, int to, int place);

  /**
   * Of a text.
   *
   * @param ordered whether what is read from right to left is to be put in order; else it is in
   *     that in which it is read
   * @param cuts where a part of it ends and another begins, the first first
   */
  static BidiLayout create(boolean ordered, AttributedString text, List<Integer> cuts) {
    char[] characters = text.toString().toCharArray();
    return ordered && Bidi.requiresBidi(characters, 0, characters.length)
        ? new VisualLayout(text, cuts)
        : new LogicalLayout(text);
  }

  /** As it is read. */
  record LogicalLayout(AttributedString text) implements BidiLayout {
    @Override
    public AttributedString row(int from, int to) {
      return text.substring(from, to);
    }

    @Override
    public int column(int from, int to, int place) {
      return text.substring(from, place).columnLength();
    }
  }
}
