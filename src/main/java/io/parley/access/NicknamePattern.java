package io.parley.access;

import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RejectedException;

/**
 * A pattern of nicknames: {@code *} is any number of characters, {@code ?} is one. Case does not
 * matter. Without a wildcard it also matches nicknames that look like it.
 *
 * @param value as it is shown and stored
 */
public record NicknamePattern(String value) {
  private static final int MAX_LENGTH = 64;

  /**
   * Reads a pattern.
   *
   * @throws RejectedException {@code BAN_INVALID} if it is empty, too long, or matches everybody
   */
  public static NicknamePattern parse(String raw) throws RejectedException {
    NicknamePattern pattern = new NicknamePattern(Nickname.sanitize(raw.strip()).value());
    boolean valid =
        pattern.value.length() <= MAX_LENGTH
            && pattern.value.codePoints().anyMatch(Nickname::isWordCharacter);
    if (!valid) {
      throw new RejectedException(
          Problem.Code.BAN_INVALID,
          "A pattern of nicknames has at most "
              + MAX_LENGTH
              + " characters, and a letter or digit besides * and ?.");
    }
    return pattern;
  }

  /** Whether it may match several nicknames. */
  public boolean hasWildcard() {
    return value.indexOf('*') >= 0 || value.indexOf('?') >= 0;
  }

  /** Takes a time in proportion to the length of the pattern and of the nickname, multiplied. */
  public boolean matches(Nickname nickname) {
    if (!hasWildcard()) {
      return Nickname.sanitize(value).identityKeys().stream()
          .anyMatch(nickname.identityKeys()::contains);
    }
    return matches(Nickname.foldedKeyOf(value).codePoints().toArray(), codePoints(nickname));
  }

  private static int[] codePoints(Nickname nickname) {
    return nickname.foldedKey().codePoints().toArray();
  }

  /**
   * After a mismatch only the last asterisk takes one character more, so nothing is tried twice.
   */
  private static boolean matches(int[] pattern, int[] text) {
    int p = 0;
    int t = 0;
    int asterisk = -1;
    int afterAsterisk = 0;
    while (t < text.length) {
      if (p < pattern.length && pattern[p] == '*') {
        asterisk = p++;
        afterAsterisk = t;
      } else if (p < pattern.length && (pattern[p] == '?' || pattern[p] == text[t])) {
        p++;
        t++;
      } else if (asterisk >= 0) {
        p = asterisk + 1;
        t = ++afterAsterisk;
      } else {
        return false;
      }
    }
    while (p < pattern.length && pattern[p] == '*') {
      p++;
    }
    return p == pattern.length;
  }
}
