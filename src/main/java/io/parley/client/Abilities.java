package io.parley.client;

import io.parley.dialect.Dialect;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;

/** What can be said here: what the dialect has a packet for, and the server understands. */
final class Abilities {
  private final Dialect dialect;
  private volatile boolean basic;

  Abilities(Dialect dialect) {
    this.dialect = dialect;
  }

  /** Takes in how the server told this client that it has joined. */
  void joined(ServerMessage.Joined self) {
    basic = dialect.extensible() && self.stamp().equals(Stamp.UNKNOWN);
  }

  /** Whether the server can understand it, as far as is known. */
  boolean can(ClientMessage message) {
    return (!basic || isBasic(message)) && dialect.clientCodec().encode(message).nonEmpty();
  }

  private static boolean isBasic(ClientMessage message) {
    return message instanceof ClientMessage.Hello || message instanceof ClientMessage.Chat;
  }
}
