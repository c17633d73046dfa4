package io.parley.dialect.nickname;

import static io.parley.protocol.Problem.Code.NICKNAME_INVALID;

import io.parley.protocol.Nickname;
import io.parley.protocol.RejectedException;

/** The dialect's own rules for nicknames, in addition to those of all dialects. */
final class NicknameRule {
  private static final int MIN_LENGTH = 3;
  private static final int MAX_LENGTH = 20;

  private NicknameRule() {}

  static Nickname parse(String raw) throws RejectedException {
    Nickname nickname = Nickname.parse(raw.strip());
    String value = nickname.value();
    int length = value.codePointCount(0, value.length());
    if (length < MIN_LENGTH || length > MAX_LENGTH) {
      throw new RejectedException(
          NICKNAME_INVALID,
          "A nickname has " + MIN_LENGTH + " to " + MAX_LENGTH + " characters here.");
    }
    if (!value.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-')) {
      throw new RejectedException(
          NICKNAME_INVALID, "A nickname is made of letters, digits, _ and - only here.");
    }
    return nickname;
  }
}
