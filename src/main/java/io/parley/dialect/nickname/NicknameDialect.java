package io.parley.dialect.nickname;

import io.parley.dialect.Dialect;
import io.parley.dialect.LengthFraming;
import io.parley.dialect.Registration;
import io.parley.dialect.Wire;

/** A length of 4 bytes, big-endian, then a JSON object; the server asks for the nickname. */
public final class NicknameDialect {
  public static final String NAME = "nickname";

  /** The list of all who are here goes in one frame: a million of the longest names fit. */
  private static final int LONGEST_FRAME = 512 * 1024 * 1024;

  /** What our own client takes from a server that it need not trust. */
  private static final int LONGEST_READ = 16 * 1024 * 1024;

  private static final String WRONG_DIALECT =
      "This port speaks nickname: a length of 4 bytes, big-endian, then a JSON object in UTF-8.";

  private static final Registration REGISTRATION =
      new Registration(
          Registration.Opening.SERVER_ASKS, false, Registration.Early.ENDS, NicknameRule::parse);

  private NicknameDialect() {}

  /** The dialect on this wire. */
  public static Dialect on(Wire wire) {
    return new Dialect(
        NAME,
        REGISTRATION,
        true,
        false,
        new NicknameServerSide(wire, framing(wire.maxFrame()), framing(LONGEST_FRAME)),
        new NicknameClientSide(wire.json(), framing(LONGEST_READ), wire.remembered()));
  }

  private static LengthFraming framing(int maxPayload) {
    return new LengthFraming(4, maxPayload, WRONG_DIALECT);
  }
}
