package io.parley.wire.flow;

import io.parley.protocol.ServerMessage;

/**
 * Removes the texts that a connection has sent from the batches sent to it, for clients that show
 * their own texts themselves. Those of other connections of the account stay.
 */
public final class EchoFilter {
  private EchoFilter() {}

  /** The batch without the connection's own texts. */
  public static Batch<ServerMessage> removeOwn(Batch<ServerMessage> batch) {
    return batch.withoutOwn(EchoFilter::isEcho);
  }

  private static boolean isEcho(ServerMessage message) {
    // A private message to oneself is not an echo: it arrives only once.
    return message instanceof ServerMessage.UserMessage sent
        && !sent.recipient().filter(sent.author()::equals).isPresent();
  }
}
