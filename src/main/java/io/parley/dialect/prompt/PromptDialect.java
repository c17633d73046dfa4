package io.parley.dialect.prompt;

import io.parley.dialect.Dialect;
import io.parley.dialect.Registration;
import io.parley.dialect.Side;
import io.parley.dialect.Wire;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;

/** Raw text in Chinese: a prompt for the nickname, then one line for each thing said. */
public final class PromptDialect implements Dialect {
  public static final String NAME = "prompt";

  private static final Registration REGISTRATION =
      new Registration(
          Registration.Opening.SERVER_ASKS,
          true,
          Registration.Early.IS_THE_NICKNAME,
          raw -> Nickname.parse(raw.strip()));

  private final PromptServerSide serverSide;
  private final PromptClientSide clientSide;

  public PromptDialect(Wire wire) {
    serverSide = new PromptServerSide(wire);
    clientSide = new PromptClientSide(wire);
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
