package io.parley.wire.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Cuts texts that are too long for the buffer of whoever gets them. */
public final class TextChunker {
  private TextChunker() {}

  /**
   * A text in pieces, cut between code points; together they are the text.
   *
   * @param budget what a piece may cost at most; a code point that costs more is a piece by itself
   * @param cost what a code point costs
   * @return one piece at least, which is empty if the text is
   */
  public static List<String> split(String text, int budget, IntUnaryOperator cost) {
    List<String> pieces = new ArrayList<>();
    int start = 0;
    int spent = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int price = cost.applyAsInt(c);
      if (spent + price > budget && i > start) {
        pieces.add(text.substring(start, i));
        start = i;
        spent = 0;
      }
      spent += price;
      i += Character.charCount(c);
    }
    pieces.add(text.substring(start));
    return pieces;
  }
}
