package io.parley.dialect.nickname;

import io.parley.dialect.Dialect;
import io.parley.dialect.LengthFraming;
import io.parley.dialect.Registration;
import io.parley.dialect.Side;
import io.parley.dialect.Wire;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;

/** A length of 4 bytes, big-endian, then a JSON object; the server asks for the nickname. */
public final class NicknameDialect implements Dialect {
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

  private final NicknameServerSide serverSide;
  private final NicknameClientSide clientSide;

  public NicknameDialect(Wire wire) {
    serverSide = new NicknameServerSide(wire, framing(wire.maxFrame()), framing(LONGEST_FRAME));
    clientSide = new NicknameClientSide(wire.json(), framing(LONGEST_READ));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Registration registration() {
    return REGISTRATION;
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
    return new LengthFraming(4, maxPayload, WRONG_DIALECT);
  }
}
