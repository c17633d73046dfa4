package io.parley.protocol;

import static io.parley.protocol.Problem.Code.NICKNAME_INVALID;

/**
 * The characters of a nickname: letters and digits of any script, at least one of them; up to
 * {@value #MAX_MARKS} visible combining marks on a letter, as many scripts need; and the
 * punctuation that nicknames of IRC have (RFC 2812, 2.3.1), with the dot.
 */
final class NicknameSyntax {
  /** More marks would cover the lines above and below. */
  static final int MAX_MARKS = 3;

  /** The punctuation of ASCII that a nickname may have, without {@code _} and {@code -}. */
  private static final String IRC_PUNCTUATION = ".[]{}|^\\`";

  private NicknameSyntax() {}

  /**
   * Checks a nickname.
   *
   * @param name the nickname in a composed form (NFC or NFKC), in which an accent is part of its
   *     letter if there is such a letter
   * @throws RejectedException {@code NICKNAME_INVALID} if a character is not allowed
   */
  static void check(String name) throws RejectedException {
    boolean visible = false;
    boolean onLetter = false;
    int marks = 0;
    for (int i = 0, c; i < name.length(); i += Character.charCount(c)) {
      c = name.codePointAt(i);
      if (isMark(c)) {
        marks++;
        if (!onLetter || marks > MAX_MARKS) {
          throw new RejectedException(
              NICKNAME_INVALID,
              "A nickname has at most "
                  + MAX_MARKS
                  + " combining marks on a letter, and none elsewhere.");
        }
      } else if (NameRules.isAllowed(c) || isIrcPunctuation(c)) {
        visible |= Character.isLetterOrDigit(c);
        onLetter = Character.isLetter(c);
        marks = 0;
      } else {
        throw new RejectedException(
            NICKNAME_INVALID,
            "A nickname is made of letters, digits and _ - . [ ] { } | ^ \\ ` only.");
      }
    }
    if (!visible) {
      throw new RejectedException(
          NICKNAME_INVALID, "A nickname has at least one letter or one digit.");
    }
  }

  /** Whether it is one of {@code . [ ] { } | ^ \} and the backquote. */
  static boolean isIrcPunctuation(int c) {
    return IRC_PUNCTUATION.indexOf(c) >= 0;
  }

  /** A nickname without its punctuation, with which a reserved name could be disguised. */
  static String withoutPunctuation(String name) {
    StringBuilder bare = new StringBuilder(name.length());
    name.codePoints()
        .filter(c -> c != '_' && c != '-' && !isIrcPunctuation(c))
        .forEach(bare::appendCodePoint);
    return bare.toString();
  }

  /** An enclosing mark makes a symbol of its letter. */
  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return (type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK)
        && Visibility.isVisible(c);
  }
}
