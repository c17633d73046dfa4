package io.parley.connection;

import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.BatchEncoder;
import io.parley.wire.flow.EncodedFrames;
import java.util.List;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;

/** A stream that reports acknowledgements and sent messages to probes. */
final class FakePeerStream implements PeerStream {

  record Sent(List<ServerMessage> messages) {}

  record SentFinal(List<ServerMessage> messages) {}

  enum Closed {
    INSTANCE
  }

  private final ActorRef<Done> ackObserver;
  private final ActorRef<Object> observer;
  private volatile boolean full;
  private volatile boolean broken;

  FakePeerStream(ActorRef<Done> ackObserver, ActorRef<Object> observer) {
    this.ackObserver = ackObserver;
    this.observer = observer;
  }

  void setFull() {
    full = true;
  }

  void failOnOffer() {
    broken = true;
  }

  @Override
  public void acknowledgeInput() {
    ackObserver.tell(Done.getInstance());
  }

  @Override
  public BatchEncoder<ServerMessage> encoder() {
    return messages -> EncodedFrames.of(List.of());
  }

  @Override
  public boolean offer(Batch<ServerMessage> batch) {
    if (broken) {
      throw new IllegalStateException("a mistake of ours");
    }
    if (!full) {
      observer.tell(new Sent(batch.messages()));
    }
    return !full;
  }

  @Override
  public void offerFinal(Batch<ServerMessage> batch) {
    observer.tell(new SentFinal(batch.messages()));
  }

  @Override
  public void close() {
    observer.tell(Closed.INSTANCE);
  }
}
