package io.parley.client.terminal.jline;

import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/**
 * Candidates in columns. If they do not fit into the rows available, it shows one page, and a last
 * row with the number of candidates on the other pages.
 */
final class CompletionMenu {

  /** Styles the word with an index. */
  interface Style {
    AttributedString style(int index, String word);
  }

  private static final String GAP = "   ";

  private final List<String> words;
  private final int widest;
  private final int pageSize;
  private final int rows;
  private final int columns;

  /**
   * Arranges words.
   *
   * @param words at least one, the best first
   * @param width the columns of the terminal
   * @param availableRows the rows for the menu; less than 2 counts as 2
   */
  CompletionMenu(List<String> words, int width, int availableRows) {
    this.words = words;
    this.widest = words.stream().mapToInt(CompletionMenu::width).max().orElseThrow();
    int across = Math.max(1, (width - 1 + GAP.length()) / (widest + GAP.length()));
    int needed = ceilDiv(words.size(), across);
    int maxRows = needed <= Math.max(2, availableRows) ? needed : Math.max(1, availableRows - 1);
    this.columns = ceilDiv(words.size(), maxRows);
    this.rows = ceilDiv(words.size(), columns); // evens out the columns
    this.pageSize = rows * across;
  }

  /** The number of columns on all pages together. */
  int columns() {
    return columns;
  }

  /**
   * Formats a page.
   *
   * @param selected the index of a word on the page; negative for the first page
   */
  AttributedString page(int selected, Style style) {
    int from = Math.max(0, selected) / pageSize * pageSize;
    int to = Math.min(words.size(), from + pageSize);
    AttributedStringBuilder page = new AttributedStringBuilder();
    for (int row = 0; row < rows; row++) {
      page.append(row == 0 ? "" : "\n");
      for (int i = from + row; i < to; i += rows) {
        String word = words.get(i);
        page.append(style.style(i, word));
        if (i + rows < to) {
          page.append(" ".repeat(widest - width(word))).append(GAP);
        }
      }
    }
    int others = words.size() - (to - from);
    return others == 0
        ? page.toAttributedString()
        : page.append("\nand ").append(String.valueOf(others)).append(" more").toAttributedString();
  }

  private static int width(String word) {
    return new AttributedString(word).columnLength();
  }

  private static int ceilDiv(int dividend, int divisor) {
    return (dividend + divisor - 1) / divisor;
  }
}
