package io.parley.connection.stream;

import io.parley.connection.PeerStream;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.BatchEncoder;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The stream of one peer behind an {@link ActorBridgeStage}. Its send queue is bounded by encoded
 * bytes.
 */
final class BridgedPeerStream implements PeerStream {
  private final ActorBridgeStage.Control bridge;
  private final Runnable onClose;
  private final AtomicBoolean closed = new AtomicBoolean();

  BridgedPeerStream(ActorBridgeStage.Control bridge, Runnable onClose) {
    this.bridge = bridge;
    this.onClose = onClose;
  }

  @Override
  public void acknowledgeInput() {
    bridge.acknowledge();
  }

  @Override
  public BatchEncoder<ServerMessage> encoder() {
    return bridge.encoder();
  }

  @Override
  public boolean offer(Batch<ServerMessage> batch) {
    return bridge.sendQueue().offer(batch);
  }

  @Override
  public void offerFinal(Batch<ServerMessage> batch) {
    bridge.sendQueue().offerFinal(batch);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      bridge.cancel();
      bridge.sendQueue().complete();
      onClose.run();
    }
  }
}
