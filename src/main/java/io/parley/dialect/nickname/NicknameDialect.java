package io.parley.dialect.nickname;

import io.parley.dialect.Dialect;
import io.parley.dialect.RegistrationStyle;
import io.parley.wire.WireContext;
import io.parley.wire.framing.LengthFraming;

/** A length of 4 bytes, big-endian, then a JSON object. The server asks for the nickname. */
public final class NicknameDialect {
  public static final String NAME = "nickname";

  /** The list of members is one frame; a million of the longest nicknames fit. In bytes. */
  private static final int MAX_FRAME_BYTES = 512 * 1024 * 1024;

  /** What the client accepts from a server that it does not trust, in bytes. */
  private static final int MAX_CLIENT_FRAME_BYTES = 16 * 1024 * 1024;

  private static final String WRONG_DIALECT =
      "This port speaks nickname: a length of 4 bytes, big-endian, then a JSON object in UTF-8.";

  private static final RegistrationStyle REGISTRATION =
      new RegistrationStyle(
          RegistrationStyle.Initiator.SERVER,
          false,
          RegistrationStyle.EarlyMessagePolicy.DISCONNECT,
          NicknameRule::parse,
          RegistrationStyle.PasswordStyle.ASKED,
          true);

  private NicknameDialect() {}

  public static Dialect create(WireContext wire) {
    return new Dialect(
        NAME,
        REGISTRATION,
        true,
        false,
        new NicknameServerCodec(wire, framing(wire.maxFrameBytes()), framing(MAX_FRAME_BYTES)),
        new NicknameClientCodec(
            wire.json(), framing(MAX_CLIENT_FRAME_BYTES), wire.decodeCacheSize()));
  }

  private static LengthFraming framing(int maxPayload) {
    return new LengthFraming(4, maxPayload, WRONG_DIALECT);
  }
}
