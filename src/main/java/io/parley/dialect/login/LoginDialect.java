package io.parley.dialect.login;

import io.parley.dialect.BareJson;
import io.parley.dialect.Dialect;
import io.parley.dialect.Registration;
import io.parley.dialect.Side;
import io.parley.dialect.Wire;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;

/** Bare JSON: {@code login}, {@code chat}, {@code logout}, and an answer to each. */
public final class LoginDialect implements Dialect {
  public static final String NAME = "login";

  private final LoginServerSide serverSide;
  private final LoginClientSide clientSide;

  public LoginDialect(Wire wire) {
    BareJson json = new BareJson(wire, LoginPackets.BUFFER);
    serverSide = new LoginServerSide(wire, json);
    clientSide = new LoginClientSide(wire, json);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Registration registration() {
    return new Registration(
        Registration.Opening.CLIENT_SPEAKS, true, Registration.Early.IS_ANSWERED, Nickname::parse);
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
