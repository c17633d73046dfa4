package io.parley.dialect.prompt;

import io.parley.dialect.Dialect;
import io.parley.dialect.Registration;
import io.parley.dialect.Wire;
import io.parley.protocol.Nickname;

/** Raw text in Chinese: a prompt for the nickname, then one line for each thing said. */
public final class PromptDialect {
  public static final String NAME = "prompt";

  private static final Registration REGISTRATION =
      new Registration(
          Registration.Opening.SERVER_ASKS,
          true,
          Registration.Early.IS_THE_NICKNAME,
          raw -> Nickname.parse(raw.strip()));

  private PromptDialect() {}

  /** The dialect on this wire. */
  public static Dialect on(Wire wire) {
    return new Dialect(
        NAME, REGISTRATION, false, false, new PromptServerSide(wire), new PromptClientSide(wire));
  }
}
