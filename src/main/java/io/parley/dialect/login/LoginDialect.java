package io.parley.dialect.login;

import io.parley.dialect.Dialect;
import io.parley.dialect.RegistrationStyle;
import io.parley.protocol.Nickname;
import io.parley.wire.WireContext;
import io.parley.wire.json.BareJson;

/**
 * JSON objects without frames: {@code login}, {@code chat}, {@code logout}, and an answer to each.
 */
public final class LoginDialect {
  public static final String NAME = "login";

  private static final RegistrationStyle REGISTRATION =
      new RegistrationStyle(
          RegistrationStyle.Initiator.CLIENT,
          true,
          RegistrationStyle.EarlyMessagePolicy.REFUSE,
          Nickname::parse,
          RegistrationStyle.PasswordStyle.ALWAYS,
          false);

  private LoginDialect() {}

  public static Dialect create(WireContext wire) {
    BareJson json = new BareJson(wire, LoginPacketNames.MAX_PACKET_BYTES);
    return new Dialect(
        NAME,
        REGISTRATION,
        false,
        false,
        new LoginServerCodec(wire, json),
        new LoginClientCodec(wire, json));
  }
}
