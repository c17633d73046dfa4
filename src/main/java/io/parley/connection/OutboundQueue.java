package io.parley.connection;

import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.Batch;

/** What waits to be sent to one peer. It never makes anybody wait. */
public interface OutboundQueue {

  /**
   * Adds to what waits.
   *
   * @return false if too much waits already, and this was not taken: the peer does not read. True
   *     also if the peer is gone.
   */
  boolean offer(Batch<ServerMessage> batch);

  /** Adds one thing more, however much waits; to be followed by {@link #close}. */
  void offerFinal(Batch<ServerMessage> batch);

  /**
   * Sends what waits, ends the connection, and returns at once. Whatever is not sent when the drain
   * deadline comes is dropped together with the connection. Closing again does nothing.
   */
  void close();
}
