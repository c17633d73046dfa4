package io.parley.dialect.plain;

import io.parley.dialect.Dialect;
import io.parley.dialect.RegistrationStyle;
import io.parley.wire.WireContext;

/** Raw text without nicknames and registration. */
public final class PlainDialect {
  public static final String NAME = "plain";

  private PlainDialect() {}

  public static Dialect create(WireContext wire) {
    return new Dialect(
        NAME,
        RegistrationStyle.GUEST,
        false,
        false,
        new PlainServerCodec(wire),
        new PlainClientCodec(wire));
  }
}
