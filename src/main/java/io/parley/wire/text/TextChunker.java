package io.parley.wire.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Cuts texts that are too long for the buffer of a peer. */
public final class TextChunker {
  private TextChunker() {}

  /**
   * Cuts a text between code points.
   *
   * @param maxSize the maximum size of a piece; a larger code point is a piece by itself
   * @param sizeOf the size of a code point, in the same unit
   * @return at least one piece, which is empty if the text is empty; concatenated, the text
   */
  public static List<String> split(String text, int maxSize, IntUnaryOperator sizeOf) {
    List<String> pieces = new ArrayList<>();
    int start = 0;
    int size = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int added = sizeOf.applyAsInt(c);
      if (size + added > maxSize && i > start) {
        pieces.add(text.substring(start, i));
        start = i;
        size = 0;
      }
      size += added;
      i += Character.charCount(c);
    }
    pieces.add(text.substring(start));
    return pieces;
  }
}
