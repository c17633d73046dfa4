package io.parley.dialect.plain;

import io.parley.dialect.Dialect;
import io.parley.dialect.RegistrationStyle;
import io.parley.wire.WireContext;

/** Raw text without names or a handshake: what is sent goes to everyone else. */
public final class PlainDialect {
  public static final String NAME = "plain";

  private PlainDialect() {}

  /** The dialect on this wire. */
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
