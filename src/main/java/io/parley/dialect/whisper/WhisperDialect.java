package io.parley.dialect.whisper;

import io.parley.dialect.Dialect;
import io.parley.dialect.Registration;
import io.parley.dialect.Wire;
import io.parley.protocol.Nickname;

/** Raw text in English, with {@code /w} for a word to one person alone. */
public final class WhisperDialect {
  public static final String NAME = "whisper";

  private static final Registration REGISTRATION =
      new Registration(
          Registration.Opening.SERVER_ASKS,
          true,
          Registration.Early.IS_THE_NICKNAME,
          raw -> Nickname.parse(raw.strip()));

  private WhisperDialect() {}

  /** The dialect on this wire. */
  public static Dialect on(Wire wire) {
    return new Dialect(
        NAME, REGISTRATION, false, false, new WhisperServerSide(wire), new WhisperClientSide(wire));
  }
}
