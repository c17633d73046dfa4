package io.parley.wire.flow;

import java.util.function.IntUnaryOperator;

/** The encoded size of texts, in bytes. A text has no lone surrogates. */
public final class TextSize {
  /** The maximum size of a code point in a JSON string. */
  public static final int MAX_JSON_BYTES = 6;

  private TextSize() {}

  /** The size of a text in UTF-8. */
  public static int utf8Bytes(String text) {
    return sum(text, TextSize::utf8Bytes);
  }

  /** The size of a code point in UTF-8. */
  public static int utf8Bytes(int c) {
    return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  }

  /** The size of a text in a JSON string in UTF-8; about its size in every dialect. */
  public static int jsonBytes(String text) {
    return sum(text, TextSize::jsonBytes);
  }

  /** The size of a code point in a JSON string in UTF-8. */
  public static int jsonBytes(int c) {
    return switch (c) {
      case '"', '\\', '\b', '\f', '\n', '\r', '\t' -> 2;
      default -> c < 0x20 ? MAX_JSON_BYTES : utf8Bytes(c);
    };
  }

  private static int sum(String text, IntUnaryOperator sizeOf) {
    int size = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      size += sizeOf.applyAsInt(c);
      i += Character.charCount(c);
    }
    return size;
  }
}
