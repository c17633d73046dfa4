package io.parley.client.terminal;

import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/**
 * What may be meant, in columns, and no more rows of it than there is room for: where it is more, a
 * page at a time, and the last row says how many are on the others.
 */
final class CompletionMenu {

  /** What a word looks like. */
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
   * So many words, the best first.
   *
   * @param words at least one
   * @param width how many columns the terminal has
   * @param room how many rows there are for them; where that is less, two are taken
   */
  CompletionMenu(List<String> words, int width, int room) {
    this.words = words;
    this.widest = words.stream().mapToInt(CompletionMenu::width).max().orElseThrow();
    int across = Math.max(1, (width - 1 + GAP.length()) / (widest + GAP.length()));
    int needed = ceilDiv(words.size(), across);
    int most = needed <= Math.max(2, room) ? needed : Math.max(1, room - 1);
    this.columns = ceilDiv(words.size(), most);
    this.rows = ceilDiv(words.size(), columns); // as even as can be
    this.pageSize = rows * across;
  }

  /** How many columns there are on all pages together. */
  int columns() {
    return columns;
  }

  /**
   * A page.
   *
   * @param chosen the index of a word that is there; negative for the first page
   */
  AttributedString page(int chosen, Style look) {
    int from = Math.max(0, chosen) / pageSize * pageSize;
    int to = Math.min(words.size(), from + pageSize);
    AttributedStringBuilder page = new AttributedStringBuilder();
    for (int row = 0; row < rows; row++) {
      page.append(row == 0 ? "" : "\n");
      for (int i = from + row; i < to; i += rows) {
        String word = words.get(i);
        page.append(look.style(i, word));
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
