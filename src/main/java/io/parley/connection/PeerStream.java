package io.parley.connection;

import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.BatchEncoder;

/**
 * The open stream of one peer: the queue of the messages to send, and the permission to receive the
 * next message. No method blocks. While much output waits, the stream delivers no message, even if
 * the last one is acknowledged.
 */
public interface PeerStream {

  /** The last message is handled; the stream may deliver the next. */
  void acknowledgeInput();

  /** What encodes the batches of this stream at present. */
  BatchEncoder<ServerMessage> encoder();

  /**
   * Adds a batch to the send queue.
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
