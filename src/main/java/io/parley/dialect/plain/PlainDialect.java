package io.parley.dialect.plain;

import io.parley.dialect.Dialect;
import io.parley.dialect.Registration;
import io.parley.dialect.Side;
import io.parley.dialect.Wire;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;

/** Raw text without names or a handshake: what is sent goes to everyone else. */
public final class PlainDialect implements Dialect {
  public static final String NAME = "plain";

  private final PlainServerSide serverSide;
  private final PlainClientSide clientSide;

  public PlainDialect(Wire wire) {
    serverSide = new PlainServerSide(wire);
    clientSide = new PlainClientSide(wire);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Registration registration() {
    return Registration.GUEST;
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
