package io.parley.dialect.whisper;

import io.parley.dialect.Dialect;
import io.parley.dialect.RegistrationStyle;
import io.parley.protocol.Nickname;
import io.parley.wire.WireContext;

/** Raw text in English, with {@code /w} for private messages. */
public final class WhisperDialect {
  public static final String NAME = "whisper";

  private static final RegistrationStyle REGISTRATION =
      new RegistrationStyle(
          RegistrationStyle.Initiator.SERVER,
          true,
          RegistrationStyle.EarlyMessagePolicy.TREAT_AS_NICKNAME,
          raw -> Nickname.parse(raw.strip()),
          RegistrationStyle.PasswordStyle.ASKED,
          false);

  private WhisperDialect() {}

  public static Dialect create(WireContext wire) {
    return new Dialect(
        NAME,
        REGISTRATION,
        false,
        false,
        new WhisperServerCodec(wire),
        new WhisperClientCodec(wire));
  }
}
