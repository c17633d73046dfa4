package io.parley.dialect.beej;

import io.parley.dialect.Dialect;
import io.parley.dialect.RegistrationStyle;
import io.parley.protocol.Nickname;
import io.parley.wire.WireContext;
import io.parley.wire.framing.LengthFraming;

/**
 * The native dialect. Its basic packets are {@code hello}, {@code chat}, {@code join} and {@code
 * leave}; a connection is basic until its {@code hello} has {@code "extensions": true} or it has
 * sent any other packet that there is here.
 */
public final class BeejDialect {
  public static final String NAME = "beej";

  /**
   * The longest payload that can be told from bare JSON: one byte more, and the length begins with
   * an opening brace (0x7b).
   */
  public static final int MAX_FRAME_BYTES = 0x7AFF;

  private static final String WRONG_DIALECT =
      "This port speaks beej: a length of 2 bytes, big-endian, then a JSON object in UTF-8.";

  private static final RegistrationStyle REGISTRATION =
      new RegistrationStyle(
          RegistrationStyle.Initiator.CLIENT,
          false,
          RegistrationStyle.EarlyMessagePolicy.REFUSE,
          Nickname::parse);

  private BeejDialect() {}

  /** The dialect on this wire. */
  public static Dialect create(WireContext wire) {
    return dialect(wire, basicCodec(wire));
  }

  /**
   * What the dialect becomes for a connection that is extended: its server side writes extension
   * packets from the beginning.
   */
  public static Dialect createExtended(WireContext wire) {
    return dialect(wire, extendedCodec(wire));
  }

  private static Dialect dialect(WireContext wire, BeejServerCodec serverSide) {
    return new Dialect(
        NAME,
        REGISTRATION,
        true,
        true,
        serverSide,
        new BeejClientCodec(wire.json(), framing(MAX_FRAME_BYTES), wire.decodeCacheSize()));
  }

  private static BeejServerCodec basicCodec(WireContext wire) {
    return new BeejBasicServerCodec(
        packetReader(wire), frameWriter(wire), extendedCodec(wire), wire);
  }

  private static BeejExtendedServerCodec extendedCodec(WireContext wire) {
    return new BeejExtendedServerCodec(packetReader(wire), frameWriter(wire));
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
