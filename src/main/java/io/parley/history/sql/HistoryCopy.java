package io.parley.history.sql;

import io.parley.history.HistoryException;
import io.parley.history.StoredMessage;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Copies a history to an empty one, in another database or another kind of database.
 *
 * <ol>
 *   <li>The messages keep their ids, and everything that is stored of them.
 *   <li>The last id that was assigned is copied, so that ids of deleted messages are not assigned
 *       again.
 *   <li>The search index is built by the target. The tokens of the last batches are not copied:
 *       only the process that has stored a batch asks for its token.
 * </ol>
 */
public final class HistoryCopy {
  private static final int BATCH_SIZE = 500;

  private final SqlMessageStore source;
  private final SqlMessageStore target;

  public HistoryCopy(SqlMessageStore source, SqlMessageStore target) {
    this.source = source;
    this.target = target;
  }

  /** Whether the target has no messages. */
  public boolean isTargetEmpty() throws HistoryException {
    return page(target, 0, 1).isEmpty();
  }

  /**
   * Copies all messages.
   *
   * @param progress gets the number of copied messages after each batch
   * @return the number of messages
   * @throws HistoryException if one of the histories fails, or does not have that number of
   *     messages afterwards; the target is incomplete then
   */
  public long run(LongConsumer progress) throws HistoryException {
    target.raiseLastId(source.lastReservedId());
    long copied = 0;
    List<StoredMessage> batch = page(source, 0, BATCH_SIZE);
    while (!batch.isEmpty()) {
      copied += target.importMessages(batch);
      progress.accept(copied);
      batch = page(source, batch.get(batch.size() - 1).id(), BATCH_SIZE);
    }
    requireCount(copied, source.countRows());
    requireCount(copied, target.countRows());
    return copied;
  }

  private static List<StoredMessage> page(SqlMessageStore store, long after, int limit)
      throws HistoryException {
    return store.after(after, Optional.empty(), Optional.empty(), limit);
  }

  private static void requireCount(long copied, long counted) throws HistoryException {
    if (copied != counted) {
      throw new HistoryException(
          "a history has changed while it was copied ("
              + counted
              + " messages instead of "
              + copied
              + "): stop the server that uses it");
    }
  }
}
