package io.parley.dialect.beej;

import io.parley.dialect.Dialect;
import io.parley.dialect.LengthFraming;
import io.parley.dialect.Registration;
import io.parley.dialect.Wire;
import io.parley.protocol.Nickname;

/** The native dialect, basic packets: {@code hello}, {@code chat}, {@code join}, {@code leave}. */
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
    LengthFraming reading = framing(Math.min(wire.maxFrame(), LONGEST_FRAME));
    LengthFraming writing = framing(LONGEST_FRAME);
    return new Dialect(
        NAME,
        REGISTRATION,
        true,
        new BeejServerSide(wire.json(), reading, writing),
        new BeejClientSide(wire.json(), writing));
  }

  private static LengthFraming framing(int maxPayload) {
    return new LengthFraming(2, maxPayload, WRONG_DIALECT);
  }
}
