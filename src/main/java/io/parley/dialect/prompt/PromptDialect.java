package io.parley.dialect.prompt;

import io.parley.dialect.Dialect;
import io.parley.dialect.RegistrationStyle;
import io.parley.protocol.Nickname;
import io.parley.wire.WireContext;

/** Raw text in Chinese: a prompt for the nickname, then one line for each message. */
public final class PromptDialect {
  public static final String NAME = "prompt";

  private static final RegistrationStyle REGISTRATION =
      new RegistrationStyle(
          RegistrationStyle.Initiator.SERVER,
          true,
          RegistrationStyle.EarlyMessagePolicy.TREAT_AS_NICKNAME,
          raw -> Nickname.parse(raw.strip()),
          RegistrationStyle.PasswordStyle.ASKED,
          false);

  private PromptDialect() {}

  public static Dialect create(WireContext wire) {
    return new Dialect(
        NAME, REGISTRATION, false, false, new PromptServerCodec(wire), new PromptClientCodec(wire));
  }
}
