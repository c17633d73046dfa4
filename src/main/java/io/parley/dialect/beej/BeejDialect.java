package io.parley.dialect.beej;

import io.parley.dialect.Dialect;
import io.parley.dialect.RegistrationStyle;
import io.parley.protocol.Nickname;
import io.parley.wire.WireContext;
import io.parley.wire.framing.LengthFraming;

/**
 * The native dialect: a length of two bytes, then a JSON object. Its basic packets are {@code
 * hello}, {@code chat}, {@code join} and {@code leave}. A connection is basic until its {@code
 * hello} has {@code "extensions": true} or it has sent an extension packet.
 */
public final class BeejDialect {
  public static final String NAME = "beej";

  /**
   * The maximum size of a payload, in bytes. The length of a larger one would begin with an opening
   * brace (0x7b), like JSON without a frame.
   */
  public static final int MAX_FRAME_BYTES = 0x7AFF;

  private static final String WRONG_DIALECT =
      "This port speaks beej: a length of 2 bytes, big-endian, then a JSON object in UTF-8.";

  private static final RegistrationStyle REGISTRATION =
      new RegistrationStyle(
          RegistrationStyle.Initiator.CLIENT,
          false,
          RegistrationStyle.EarlyMessagePolicy.REFUSE,
          Nickname::parse,
          RegistrationStyle.PasswordStyle.IN_HELLO,
          true);

  private BeejDialect() {}

  /** The dialect for connections that start as basic ones. */
  public static Dialect create(WireContext wire) {
    return dialect(wire, basicCodec(wire));
  }

  /** The dialect whose server side writes extension packets from the start. */
  public static Dialect createExtended(WireContext wire) {
    return dialect(wire, extendedCodec(wire));
  }

  private static Dialect dialect(WireContext wire, BeejServerCodec serverCodec) {
    return new Dialect(
        NAME,
        REGISTRATION,
        true,
        true,
        serverCodec,
        new BeejClientCodec(wire.json(), framing(MAX_FRAME_BYTES), wire.decodeCacheSize()));
  }

  private static BeejServerCodec basicCodec(WireContext wire) {
    return new BeejBasicServerCodec(
        packetReader(wire),
        frameWriter(wire),
        extendedCodec(wire),
        wire.replayHistory(),
        wire.inputMemory());
  }

  private static BeejExtendedServerCodec extendedCodec(WireContext wire) {
    return new BeejExtendedServerCodec(packetReader(wire), frameWriter(wire), wire.inputMemory());
  }

  private static BeejClientPacketReader packetReader(WireContext wire) {
    return new BeejClientPacketReader(
        wire.json(), framing(Math.min(wire.maxFrameBytes(), MAX_FRAME_BYTES)));
  }

  private static BeejFrameWriter frameWriter(WireContext wire) {
    return new BeejFrameWriter(wire.json(), framing(MAX_FRAME_BYTES));
  }

  private static LengthFraming framing(int maxPayload) {
    return new LengthFraming(2, maxPayload, WRONG_DIALECT);
  }
}
