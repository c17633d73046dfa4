package io.parley.dialect.login;

import io.parley.dialect.BareJson;
import io.parley.dialect.Dialect;
import io.parley.dialect.Registration;
import io.parley.dialect.Wire;
import io.parley.protocol.Nickname;

/** Bare JSON: {@code login}, {@code chat}, {@code logout}, and an answer to each. */
public final class LoginDialect {
  public static final String NAME = "login";

  private static final Registration REGISTRATION =
      new Registration(
          Registration.Opening.CLIENT_SPEAKS,
          true,
          Registration.Early.IS_ANSWERED,
          Nickname::parse);

  private LoginDialect() {}

  /** The dialect on this wire. */
  public static Dialect on(Wire wire) {
    BareJson json = new BareJson(wire, LoginPackets.BUFFER);
    return new Dialect(
        NAME,
        REGISTRATION,
        false,
        false,
        new LoginServerSide(wire, json),
        new LoginClientSide(wire, json));
  }
}
