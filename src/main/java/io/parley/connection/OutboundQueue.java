package io.parley.connection;

import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.Batch;

/** The messages that wait to be sent to one peer. No method blocks. */
public interface OutboundQueue {

  /**
   * Adds a batch.
   *
   * @return false if the queue is full, because the peer does not read; true also after a
   *     disconnect
   */
  boolean offer(Batch<ServerMessage> batch);

  /** Adds a last batch, even to a full queue. {@link #close} follows. */
  void offerFinal(Batch<ServerMessage> batch);

  /**
   * Sends the queued messages, then closes the connection. At the drain deadline the rest is
   * dropped and the connection is reset. Has no effect if it is closed.
   */
  void close();
}
