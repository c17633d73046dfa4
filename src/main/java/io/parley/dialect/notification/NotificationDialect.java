package io.parley.dialect.notification;

import io.parley.dialect.BareJson;
import io.parley.dialect.Dialect;
import io.parley.dialect.Registration;
import io.parley.dialect.Side;
import io.parley.dialect.Wire;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;

/** Bare JSON: {@code username}, {@code message}, {@code private_message}, and notifications. */
public final class NotificationDialect implements Dialect {
  public static final String NAME = "notification";

  private final NotificationServerSide serverSide;
  private final NotificationClientSide clientSide;

  public NotificationDialect(Wire wire) {
    BareJson json = new BareJson(wire, NotificationPackets.BUFFER);
    serverSide = new NotificationServerSide(wire, json);
    clientSide = new NotificationClientSide(wire, json);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Registration registration() {
    return new Registration(
        Registration.Opening.SERVER_ASKS, true, Registration.Early.IS_ANSWERED, Nickname::parse);
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
