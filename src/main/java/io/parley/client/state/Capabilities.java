package io.parley.client.state;

import io.parley.dialect.Dialect;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;

/** What can be said here: what the dialect has a packet for, and the server understands. */
public final class Capabilities {
  private final Dialect dialect;
  private boolean basicOnly;

  Capabilities(Dialect dialect) {
    this.dialect = dialect;
  }

  /** Takes in how the server told this client that it has joined. */
  public void onSelfJoined(ServerMessage.Joined self) {
    basicOnly = dialect.extensible() && self.stamp().equals(Stamp.UNKNOWN);
  }

  /** Whether the server can understand it, as far as is known. */
  public boolean supports(ClientMessage message) {
    return (!basicOnly || isBasic(message)) && dialect.clientCodec().encode(message).nonEmpty();
  }

  private static boolean isBasic(ClientMessage message) {
    return message instanceof ClientMessage.Hello || message instanceof ClientMessage.Chat;
  }
}
