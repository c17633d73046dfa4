package io.parley.connection;

import io.parley.dialect.Batch;
import io.parley.dialect.Side;
import io.parley.protocol.ServerMessage;
import java.util.concurrent.atomic.AtomicBoolean;

/** An outbox at the head of a stream, bounded by the bytes that the peer will get. */
final class StreamOutbox implements Outbox {
  /**
   * What an element costs beside its bytes, about; it also bounds how many elements the bytes can
   * be divided into.
   */
  static final int OVERHEAD = 64;

  private final OutboxSource.Feed feed;
  private final Runnable whenClosed;
  private final AtomicBoolean closed = new AtomicBoolean();

  StreamOutbox(OutboxSource.Feed feed, Runnable whenClosed) {
    this.feed = feed;
    this.whenClosed = whenClosed;
  }

  /** The head of a stream to a peer that gets what this side writes. */
  static OutboxSource source(Side<ServerMessage, ?> side, int maxBytes) {
    return new OutboxSource(batch -> OVERHEAD + batch.encodedBy(side).size(), maxBytes);
  }

  @Override
  public boolean offer(Batch<ServerMessage> batch) {
    return feed.offer(batch);
  }

  @Override
  public void lastWord(Batch<ServerMessage> batch) {
    feed.put(batch);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      feed.complete();
      whenClosed.run();
    }
  }
}
