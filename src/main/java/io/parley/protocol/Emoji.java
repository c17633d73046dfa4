package io.parley.protocol;

import java.util.regex.Pattern;

/**
 * The sign of a reaction: one character as people see it (an extended grapheme cluster, UAX 29),
 * which is a symbol and no letter, digit or punctuation of ASCII.
 *
 * @param value at most {@link #MAX_LENGTH} UTF-16 units
 */
public record Emoji(String value) {
  /** The longest emoji of Unicode 16 has 14. */
  public static final int MAX_LENGTH = 32;

  private static final Pattern ONE_CLUSTER = Pattern.compile("\\X");
  private static final int KEYCAP = 0x20E3;

  /**
   * @throws IllegalArgumentException for a text that is no emoji
   */
  public Emoji {
    if (!isEmoji(value)) {
      throw new IllegalArgumentException("no emoji");
    }
  }

  /**
   * Parses what a client sends.
   *
   * @throws RejectedException {@code REACTION_INVALID}
   */
  public static Emoji parse(String raw) throws RejectedException {
    String stripped = raw.strip();
    if (!isEmoji(stripped)) {
      throw new RejectedException(
          new Problem(
              Problem.Code.REACTION_INVALID, "A reaction is one emoji, such as \uD83D\uDC4D."));
    }
    return new Emoji(stripped);
  }

  /** Whether a text is one emoji. */
  public static boolean isEmoji(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_LENGTH
        && new Text(text).value().equals(text)
        && ONE_CLUSTER.matcher(text).matches()
        && (isSymbol(text.codePointAt(0)) || text.indexOf(KEYCAP) > 0);
  }

  private static boolean isSymbol(int c) {
    return switch (Character.getType(c)) {
      case Character.OTHER_SYMBOL, Character.MATH_SYMBOL -> c > 0x7F;
      // Not assigned in the Unicode of the oldest Java: an emoji of a newer one.
      case Character.UNASSIGNED -> c >= 0x1F000 && c <= 0x1FAFF;
      case Character.OTHER_PUNCTUATION -> c == 0x203C || c == 0x2049;
      default -> false;
    };
  }

  @Override
  public String toString() {
    return value;
  }
}
