package io.parley.protocol;

/** Which characters a reader can see. */
public final class Visibility {
  private static final int BRAILLE_BLANK = 0x2800;

  private Visibility() {}

  /** The text as a reader sees it: blanks become spaces, other invisible characters are removed. */
  public static String visibleText(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (isVisible(c)) {
                visible.appendCodePoint(c);
              } else if (isBlankCharacter(c)) {
                visible.append(' ');
              }
            });
    return visible.toString();
  }

  /** Whether a text has no character that a reader can see. The empty text has none. */
  static boolean isBlank(String text) {
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (isVisible(c)) {
        return false;
      }
      i += Character.charCount(c);
    }
    return true;
  }

  /**
   * Whether a character shows something by itself. Unassigned characters do, because terminals show
   * a box for them.
   */
  static boolean isVisible(int c) {
    if (c < 0x80) {
      return c > ' ' && c != 0x7F; // the common case
    }
    return switch (Character.getType(c)) {
      case Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.CONTROL ->
          false;
      case Character.FORMAT -> isPrependedMark(c);
      default -> !isInvisibleLetter(c) && !isOtherInvisible(c);
    };
  }

  /** Whether an invisible character has a width. */
  private static boolean isBlankCharacter(int c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || isInvisibleLetter(c)
        || c == BRAILLE_BLANK;
  }

  /** Fillers, whose category is that of letters. */
  static boolean isInvisibleLetter(int c) {
    return c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0;
  }

  /** Signs of Arabic, Syriac and Kaithi around numbers: the only visible format characters. */
  private static boolean isPrependedMark(int c) {
    return (c >= 0x600 && c <= 0x605)
        || c == 0x6DD
        || c == 0x70F
        || c == 0x890
        || c == 0x891
        || c == 0x8E2
        || c == 0x110BD
        || c == 0x110CD;
  }

  /** The default ignorable code points of other categories, and the blanks among the symbols. */
  private static boolean isOtherInvisible(int c) {
    return c == 0x34F // combining grapheme joiner
        || c == 0x17B4 // Khmer inherent vowels
        || c == 0x17B5
        || (c >= 0x180B && c <= 0x180F) // Mongolian variation selectors
        || c == 0x2065
        || c == BRAILLE_BLANK
        || (c >= 0xFE00 && c <= 0xFE0F) // variation selectors
        || (c >= 0xFFF0 && c <= 0xFFF8)
        || c == 0x16FE4 // Khitan filler
        || c == 0x1D159 // null note head
        || (c >= 0xE0000 && c <= 0xE0FFF); // tags and variation selectors
  }
}
