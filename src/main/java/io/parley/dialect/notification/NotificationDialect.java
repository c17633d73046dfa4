package io.parley.dialect.notification;

import io.parley.dialect.Dialect;
import io.parley.dialect.RegistrationStyle;
import io.parley.protocol.Nickname;
import io.parley.wire.WireContext;
import io.parley.wire.json.BareJson;

/**
 * JSON objects without frames: {@code username}, {@code message}, {@code private_message}, and
 * notifications.
 */
public final class NotificationDialect {
  public static final String NAME = "notification";

  private static final RegistrationStyle REGISTRATION =
      new RegistrationStyle(
          RegistrationStyle.Initiator.SERVER,
          true,
          RegistrationStyle.EarlyMessagePolicy.REFUSE,
          Nickname::parse,
          RegistrationStyle.PasswordStyle.ASKED,
          false);

  private NotificationDialect() {}

  public static Dialect create(WireContext wire) {
    BareJson json = new BareJson(wire, NotificationPacketNames.MAX_PACKET_BYTES);
    return new Dialect(
        NAME,
        REGISTRATION,
        false,
        false,
        new NotificationServerCodec(wire, json),
        new NotificationClientCodec(wire, json));
  }
}
