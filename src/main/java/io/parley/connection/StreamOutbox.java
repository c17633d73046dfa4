package io.parley.connection;

import io.parley.dialect.Batch;
import io.parley.dialect.Side;
import io.parley.protocol.ServerMessage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.stream.BoundedSourceQueue;

/** An outbox at the head of a stream, bounded by the bytes that the peer will get. */
final class StreamOutbox implements Outbox {
  /**
   * What an element costs beside its bytes, about; it also bounds how many elements the bytes can
   * be divided into.
   */
  static final int OVERHEAD = 64;

  private final Side<ServerMessage, ?> side;
  private final int maxBytes;
  private final AtomicInteger waiting;
  private final BoundedSourceQueue<Batch<ServerMessage>> queue;
  private final Runnable whenClosed;
  private final AtomicBoolean closed = new AtomicBoolean();

  StreamOutbox(
      Side<ServerMessage, ?> side,
      int maxBytes,
      AtomicInteger waiting,
      BoundedSourceQueue<Batch<ServerMessage>> queue,
      Runnable whenClosed) {
    this.side = side;
    this.maxBytes = maxBytes;
    this.waiting = waiting;
    this.queue = queue;
    this.whenClosed = whenClosed;
  }

  /** How many elements a queue must hold, so that the bytes are what bounds it. */
  static int capacity(int maxBytes) {
    return maxBytes / OVERHEAD + 2; // the one that goes over the bound, and the last word
  }

  static int weight(Side<ServerMessage, ?> side, Batch<ServerMessage> batch) {
    return OVERHEAD + batch.encodedBy(side).size();
  }

  @Override
  public boolean offer(Batch<ServerMessage> batch) {
    if (waiting.get() >= maxBytes) {
      return false;
    }
    put(batch);
    return true;
  }

  @Override
  public void lastWord(Batch<ServerMessage> batch) {
    put(batch);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try {
        queue.complete();
      } catch (IllegalStateException alreadyDone) {
        return; // the peer went first: the stream has ended
      }
      whenClosed.run();
    }
  }

  /**
   * A queue that takes nothing any more belongs to a peer that is gone, of which the actor hears on
   * its own.
   */
  private void put(Batch<ServerMessage> batch) {
    waiting.addAndGet(weight(side, batch));
    queue.offer(batch);
  }
}
