package io.parley.dialect.plain;

import io.parley.dialect.Dialect;
import io.parley.dialect.Registration;
import io.parley.dialect.Wire;

/** Raw text without names or a handshake: what is sent goes to everyone else. */
public final class PlainDialect {
  public static final String NAME = "plain";

  private PlainDialect() {}

  /** The dialect on this wire. */
  public static Dialect on(Wire wire) {
    return new Dialect(
        NAME,
        Registration.GUEST,
        false,
        false,
        new PlainServerSide(wire),
        new PlainClientSide(wire));
  }
}
