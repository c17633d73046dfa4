package io.parley.dialect.beej;

import io.parley.dialect.Dialect;
import io.parley.dialect.LengthFraming;
import io.parley.dialect.Registration;
import io.parley.dialect.Side;
import io.parley.dialect.Wire;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;

/** The native dialect, basic packets: {@code hello}, {@code chat}, {@code join}, {@code leave}. */
public final class BeejDialect implements Dialect {
  public static final String NAME = "beej";

  /**
   * The longest payload that can be told from bare JSON: one byte more, and the length begins with
   * an opening brace (0x7b).
   */
  public static final int LONGEST_FRAME = 0x7AFF;

  private static final String WRONG_DIALECT =
      "This port speaks beej: a length of 2 bytes, big-endian, then a JSON object in UTF-8.";

  private final BeejServerSide serverSide;
  private final BeejClientSide clientSide;

  public BeejDialect(Wire wire) {
    LengthFraming reading = framing(Math.min(wire.maxFrame(), LONGEST_FRAME));
    LengthFraming writing = framing(LONGEST_FRAME);
    serverSide = new BeejServerSide(wire.json(), reading, writing);
    clientSide = new BeejClientSide(wire.json(), writing);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Registration registration() {
    return new Registration(
        Registration.Opening.CLIENT_SPEAKS, false, Registration.Early.IS_ANSWERED, Nickname::parse);
  }

  @Override
  public boolean echoes() {
    return true;
  }

  @Override
  public Side<ServerMessage, ClientMessage> serverSide() {
    return serverSide;
  }

  @Override
  public Side<ClientMessage, ServerMessage> clientSide() {
    return clientSide;
  }

  private static LengthFraming framing(int maxPayload) {
    return new LengthFraming(2, maxPayload, WRONG_DIALECT);
  }
}
