package io.parley.client.state;

import io.parley.dialect.Dialect;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Stamp;

/**
 * The messages that the dialect can encode and the server understands. Owned by the client's actor.
 */
public final class Capabilities {
  private final Dialect dialect;
  private boolean basicOnly;

  Capabilities(Dialect dialect) {
    this.dialect = dialect;
  }

  /**
   * Handles the own join: a server that sends it without a stamp supports the basic protocol only.
   */
  public void onSelfJoined(Stamp stamp) {
    basicOnly = dialect.extensible() && stamp.equals(Stamp.UNKNOWN);
  }

  /** Whether the server understands the message, as far as is known. */
  public boolean supports(ClientMessage message) {
    return (!basicOnly || isBasic(message)) && dialect.clientCodec().encode(message).nonEmpty();
  }

  private static boolean isBasic(ClientMessage message) {
    return message instanceof ClientMessage.Hello || message instanceof ClientMessage.Chat;
  }
}
