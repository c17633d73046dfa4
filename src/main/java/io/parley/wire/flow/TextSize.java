package io.parley.wire.flow;

/** The size of texts before they are encoded, about the same in every dialect. */
public final class TextSize {
  /** Two surrogates are one code point of 4 bytes. */
  private static final int BYTES_PER_SURROGATE = 2;

  private TextSize() {}

  /** The bytes of a text without lone surrogates, in UTF-8, in a JSON string. */
  public static int encodedLength(String text) {
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      length += encodedLength(text.charAt(i));
    }
    return length;
  }

  private static int encodedLength(char c) {
    if (c < 0x80) {
      return c == '"' || c == '\\' || c < 0x20 ? 2 : 1;
    }
    return Character.isSurrogate(c) ? BYTES_PER_SURROGATE : c < 0x800 ? 2 : 3;
  }
}
