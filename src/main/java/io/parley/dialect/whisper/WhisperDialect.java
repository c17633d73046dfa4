package io.parley.dialect.whisper;

import io.parley.dialect.Dialect;
import io.parley.dialect.Registration;
import io.parley.dialect.Side;
import io.parley.dialect.Wire;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;

/** Raw text in English, with {@code /w} for a word to one person alone. */
public final class WhisperDialect implements Dialect {
  public static final String NAME = "whisper";

  private static final Registration REGISTRATION =
      new Registration(
          Registration.Opening.SERVER_ASKS,
          true,
          Registration.Early.IS_THE_NICKNAME,
          raw -> Nickname.parse(raw.strip()));

  private final WhisperServerSide serverSide;
  private final WhisperClientSide clientSide;

  public WhisperDialect(Wire wire) {
    serverSide = new WhisperServerSide(wire);
    clientSide = new WhisperClientSide(wire);
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
    return false;
  }

  @Override
  public Side<ServerMessage, ClientMessage> serverSide() {
    return serverSide;
  }

  @Override
  public Side<ClientMessage, ServerMessage> clientSide() {
    return clientSide;
  }
}
