package io.parley.connection;

import io.parley.dialect.Batch;
import io.parley.protocol.ServerMessage;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** An outbox that shows a probe what is put into it. */
final class FakeOutbox implements Outbox {

  record Sent(List<ServerMessage> messages) {}

  record LastWord(List<ServerMessage> messages) {}

  enum Closed {
    INSTANCE
  }

  private final ActorRef<Object> shownTo;
  private volatile boolean full;
  private volatile boolean broken;

  FakeOutbox(ActorRef<Object> shownTo) {
    this.shownTo = shownTo;
  }

  void fill() {
    full = true;
  }

  void breakDown() {
    broken = true;
  }

  @Override
  public boolean offer(Batch<ServerMessage> batch) {
    if (broken) {
      throw new IllegalStateException("a mistake of ours");
    }
    if (!full) {
      shownTo.tell(new Sent(batch.messages()));
    }
    return !full;
  }

  @Override
  public void lastWord(Batch<ServerMessage> batch) {
    shownTo.tell(new LastWord(batch.messages()));
  }

  @Override
  public void close() {
    shownTo.tell(Closed.INSTANCE);
  }
}
