package io.parley.connection;

import io.parley.dialect.Batch;
import io.parley.protocol.ServerMessage;
import java.util.concurrent.atomic.AtomicBoolean;

/** An outbox at the actor's end of a stream, bounded by the bytes that the peer will get. */
final class StreamOutbox implements Outbox {
  private final ActorEnd.Control end;
  private final Runnable whenClosed;
  private final AtomicBoolean closed = new AtomicBoolean();

  StreamOutbox(ActorEnd.Control end, Runnable whenClosed) {
    this.end = end;
    this.whenClosed = whenClosed;
  }

  @Override
  public boolean offer(Batch<ServerMessage> batch) {
    return end.backlog().offer(batch);
  }

  @Override
  public void lastWord(Batch<ServerMessage> batch) {
    end.backlog().put(batch);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      end.cancel();
      end.backlog().complete();
      whenClosed.run();
    }
  }
}
