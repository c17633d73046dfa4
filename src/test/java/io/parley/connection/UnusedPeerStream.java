package io.parley.connection;

import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.BatchEncoder;

/** A stream of a peer of which a test overrides what its subject may use. */
class UnusedPeerStream implements PeerStream {
  @Override
  public BatchEncoder<ServerMessage> encoder() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void acknowledgeInput() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean offer(Batch<ServerMessage> batch) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void offerFinal(Batch<ServerMessage> batch) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
