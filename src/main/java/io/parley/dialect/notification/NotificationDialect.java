package io.parley.dialect.notification;

import io.parley.dialect.BareJson;
import io.parley.dialect.Dialect;
import io.parley.dialect.Registration;
import io.parley.dialect.Wire;
import io.parley.protocol.Nickname;

/** Bare JSON: {@code username}, {@code message}, {@code private_message}, and notifications. */
public final class NotificationDialect {
  public static final String NAME = "notification";

  private static final Registration REGISTRATION =
      new Registration(
          Registration.Opening.SERVER_ASKS, true, Registration.Early.IS_ANSWERED, Nickname::parse);

  private NotificationDialect() {}

  /** The dialect on this wire. */
  public static Dialect on(Wire wire) {
    BareJson json = new BareJson(wire, NotificationPackets.BUFFER);
    return new Dialect(
        NAME,
        REGISTRATION,
        false,
        false,
        new NotificationServerSide(wire, json),
        new NotificationClientSide(wire, json));
  }
}
