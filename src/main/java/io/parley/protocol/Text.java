package io.parley.protocol;

import java.util.List;

/**
 * What somebody said, safe to show on any terminal: no control characters but newline and tab, no
 * bidirectional overrides, no half of a surrogate pair. There is no way to make one that is not.
 *
 * @param value the characters
 */
public record Text(String value) {

  /**
   * The most characters that any limit may allow: with 4 bytes each, a frame of every dialect has
   * room for them.
   */
  public static final int MAX_LIMIT = 7000;

  public Text {
    value = removeUnsafe(value);
  }

  /**
   * Removes what must not reach anybody, and refuses nothing. For what is shown but was not said to
   * this server.
   */
  public static Text sanitize(String raw) {
    return new Text(raw);
  }

  /**
   * Reads what a client wants to say.
   *
   * @param raw as it came; its length counts before anything is removed
   * @param limit the most characters (Unicode code points) that one text may have
   * @throws RejectedException {@code TEXT_TOO_LONG} or {@code TEXT_EMPTY}; nothing is cut to fit
   */
  public static Text parse(String raw, int limit) throws RejectedException {
    // A code point takes one or two chars, so that most texts need not be counted.
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
    if (text.value.isEmpty()) {
      throw new RejectedException(
          Problem.Code.TEXT_EMPTY, "There is nothing to say in an empty text.");
    }
    return text;
  }

  /** The lines of a text of several lines; a newline at the end begins no new line. */
  public List<String> lines() {
    return value.lines().toList();
  }

  /** The text on one line, each newline shown as ↵ and each tab as a space. */
  public String toSingleLine() {
    return value.replace('\n', '↵').replace('\t', ' ');
  }

  private static String removeUnsafe(String raw) {
    for (int i = 0; i < raw.length(); i++) {
      if (mayBeUnsafe(raw.charAt(i))) {
        return rebuildFrom(raw, i);
      }
    }
    return raw; // nearly always
  }

  private static String rebuildFrom(String raw, int from) {
    StringBuilder clean = new StringBuilder(raw.length()).append(raw, 0, from);
    for (int i = from; i < raw.length(); ) {
      int c = raw.codePointAt(i);
      i += Character.charCount(c);
      if (isLoneSurrogate(c)) {
        clean.append(
            '\uFFFD'); // has no UTF-8; the standard replacement says that something was here
      } else if (!isForbidden(c)) {
        clean.appendCodePoint(c);
      }
    }
    return clean.toString();
  }

  private static boolean mayBeUnsafe(char c) {
    return isForbidden(c) || Character.isSurrogate(c);
  }

  private static boolean isLoneSurrogate(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
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
