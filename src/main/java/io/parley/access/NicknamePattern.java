package io.parley.access;

import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RejectedException;
import java.util.List;

/**
 * A pattern of nicknames: {@code *} is any number of characters, {@code ?} is one. Case does not
 * matter. Without a wildcard it also matches nicknames that look like it. Immutable.
 */
public final class NicknamePattern {
  private static final int MAX_LENGTH = 64;

  private final String value;
  private final int[] folded;

  /**
   * What a nickname that looks like it has in common with it; empty for a pattern with wildcards.
   */
  private final List<String> identityKeys;

  /**
   * A pattern that was stored.
   *
   * @param value as it is shown
   */
  public NicknamePattern(String value) {
    this.value = value;
    this.folded = Nickname.foldedKeyOf(value).codePoints().toArray();
    this.identityKeys =
        value.indexOf('*') >= 0 || value.indexOf('?') >= 0
            ? List.of()
            : Nickname.sanitize(value).identityKeys();
  }

  /**
   * Reads a pattern.
   *
   * @throws RejectedException {@code BAN_INVALID} if it is empty, too long, or matches everybody
   */
  public static NicknamePattern parse(String raw) throws RejectedException {
    String value = Nickname.sanitize(raw.strip()).value();
    boolean valid =
        value.length() <= MAX_LENGTH && value.codePoints().anyMatch(Nickname::isWordCharacter);
    if (!valid) {
      throw new RejectedException(
          Problem.Code.BAN_INVALID,
          "A pattern of nicknames has at most "
              + MAX_LENGTH
              + " characters, and a letter or digit besides * and ?.");
    }
    return new NicknamePattern(value);
  }

  /** The pattern as it is shown and stored. */
  public String value() {
    return value;
  }

  /** Takes a time in proportion to the length of the pattern and of the nickname, multiplied. */
  public boolean matches(Nickname nickname) {
    return identityKeys.isEmpty()
        ? matches(folded, codePoints(nickname))
        : nickname.identityKeys().stream().anyMatch(identityKeys::contains);
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

  @Override
  public boolean equals(Object other) {
    return other instanceof NicknamePattern pattern && value.equals(pattern.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
