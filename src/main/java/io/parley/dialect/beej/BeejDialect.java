package io.parley.dialect.beej;

import io.parley.dialect.Dialect;
import io.parley.dialect.LengthFraming;
import io.parley.dialect.Registration;
import io.parley.dialect.Wire;
import io.parley.protocol.Nickname;

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
  public static final int LONGEST_FRAME = 0x7AFF;

  private static final String WRONG_DIALECT =
      "This port speaks beej: a length of 2 bytes, big-endian, then a JSON object in UTF-8.";

  private static final Registration REGISTRATION =
      new Registration(
          Registration.Opening.CLIENT_SPEAKS,
          false,
          Registration.Early.IS_ANSWERED,
          Nickname::parse);

  private BeejDialect() {}

  /** The dialect on this wire. */
  public static Dialect on(Wire wire) {
    return dialect(wire, basic(wire));
  }

  /**
   * What the dialect becomes for a connection that is extended: its server side writes extension
   * packets from the beginning.
   */
  public static Dialect extendedOn(Wire wire) {
    return dialect(wire, extended(wire));
  }

  private static Dialect dialect(Wire wire, BeejServerSide serverSide) {
    return new Dialect(
        NAME,
        REGISTRATION,
        true,
        true,
        serverSide,
        new BeejClientSide(wire.json(), framing(LONGEST_FRAME), wire.remembered()));
  }

  private static BeejServerSide basic(Wire wire) {
    return new BasicServerSide(reading(wire), writing(wire), extended(wire), wire);
  }

  private static ExtendedServerSide extended(Wire wire) {
    return new ExtendedServerSide(reading(wire), writing(wire));
  }

  private static ClientPackets reading(Wire wire) {
    return new ClientPackets(wire.json(), framing(Math.min(wire.maxFrame(), LONGEST_FRAME)));
  }

  private static BeejFrames writing(Wire wire) {
    return new BeejFrames(wire.json(), framing(LONGEST_FRAME));
  }

  private static LengthFraming framing(int maxPayload) {
    return new LengthFraming(2, maxPayload, WRONG_DIALECT);
  }
}
