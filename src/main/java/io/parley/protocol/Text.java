package io.parley.protocol;

import java.util.List;

/**
 * A text that is safe to show on any terminal. It has no control characters except newline and tab,
 * no other line separators, no bidirectional overrides, and no lone surrogates. The constructor
 * guarantees this: it replaces what separates words by a newline or a space, and removes the rest.
 *
 * @param value the text; the constructor replaces and removes unsafe characters
 */
public record Text(String value) {

  /**
   * The maximum of a length limit, in characters. With 4 bytes each, so many characters fit into a
   * frame of every dialect.
   */
  public static final int MAX_LIMIT = 7000;

  /** The refusal of a text without any character, which text dialects do not answer. */
  public static final Problem EMPTY =
      new Problem(Problem.Code.TEXT_EMPTY, "There is nothing to say in an empty text.");

  private static final Problem BLANK =
      new Problem(
          Problem.Code.TEXT_EMPTY,
          "That text has only spaces or invisible characters. It was not sent to anybody.");

  public Text {
    value = makeSafe(value);
  }

  /**
   * Makes a text safe. Accepts every text. For texts to show that no client of this server has
   * sent.
   */
  public static Text sanitize(String raw) {
    return new Text(raw);
  }

  /**
   * Parses a text that a client sends.
   *
   * @param raw the text as received; the length limit applies to it
   * @param limit the maximum length, in Unicode code points
   * @throws RejectedException {@code TEXT_TOO_LONG}, or {@code TEXT_EMPTY} if it {@link #isBlank is
   *     blank}
   */
  public static Text parse(String raw, int limit) throws RejectedException {
    // A code point has one or two chars, so that the code points of most texts need not be counted.
    if (raw.length() > limit) {
      int length = raw.codePointCount(0, raw.length());
      if (length > limit) {
        throw new RejectedException(
            new Problem(
                Problem.Code.TEXT_TOO_LONG,
                "That text has "
                    + length
                    + " characters; the limit is "
                    + limit
                    + ". It was not sent to anybody.",
                Integer.toString(limit)));
      }
    }
    Text text = new Text(raw);
    if (text.isBlank()) {
      throw new RejectedException(raw.isEmpty() ? EMPTY : BLANK);
    }
    return text;
  }

  /** Whether the text shows nothing: it has only white space and invisible characters. */
  public boolean isBlank() {
    return Visibility.isBlank(value);
  }

  /** The lines of the text. A newline at the end begins no new line. */
  public List<String> lines() {
    return value.lines().toList();
  }

  /** The text on one line, each newline shown as ↵ and each tab as a space. */
  public String toSingleLine() {
    return value.replace('\n', '↵').replace('\t', ' ');
  }

  private static String makeSafe(String raw) {
    for (int i = 0; i < raw.length(); i++) {
      if (mayBeUnsafe(raw.charAt(i))) {
        return rebuildFrom(raw, i);
      }
    }
    return raw; // the most frequent case
  }

  private static String rebuildFrom(String raw, int from) {
    StringBuilder clean = new StringBuilder(raw.length()).append(raw, 0, from);
    for (int i = from; i < raw.length(); ) {
      int c = raw.codePointAt(i);
      i += Character.charCount(c);
      if (isLoneSurrogate(c)) {
        clean.append('\uFFFD'); // a surrogate has no UTF-8 encoding
      } else if (isLineSeparator(c)) {
        clean.append('\n');
      } else if (isOtherSeparator(c)) {
        clean.append(c == '\r' && i < raw.length() && raw.charAt(i) == '\n' ? "" : " ");
      } else if (!isForbidden(c)) {
        clean.appendCodePoint(c);
      }
    }
    return clean.toString();
  }

  private static boolean mayBeUnsafe(char c) {
    return isForbidden(c) || isLineSeparator(c) || Character.isSurrogate(c);
  }

  private static boolean isLoneSurrogate(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  /** NEL, LS and PS, which are newlines by their definition. */
  private static boolean isLineSeparator(int c) {
    return c == 0x85 || c == 0x2028 || c == 0x2029;
  }

  /** The other controls that separate words: VT, FF, CR, and FS to US. */
  private static boolean isOtherSeparator(int c) {
    return (c >= 0x0B && c <= 0x0D) || (c >= 0x1C && c <= 0x1F);
  }

  /**
   * C0 and C1 controls except newline and tab; the embeddings, overrides and isolates of the
   * bidirectional algorithm (UAX 9).
   */
  private static boolean isForbidden(int c) {
    if (c < 0xA0) {
      return (c < 0x20 && c != '\n' && c != '\t') || c >= 0x7F;
    }
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  }
}
