package io.parley.history.factory;

import io.parley.history.HistoryException;
import io.parley.history.MessageStore;
import io.parley.history.NewMessage;
import io.parley.history.StoredMessage;
import io.parley.history.sqlite.ImportSpool;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Imports messages without ids, for instance the logs of another program.
 *
 * <ol>
 *   <li>They get the next ids, in the order of their times; those of one time in the order in which
 *       they were added.
 *   <li>A message that the history has already is skipped, as often as the history has it: an
 *       import can be repeated, and a person may have said the same twice.
 * </ol>
 */
public final class UnnumberedImport implements AutoCloseable {
  private static final int BATCH_SIZE = 500;

  private @Nullable ImportSpool spool;

  /** Adds a message to a temporary file, which the first one creates. */
  public void add(NewMessage message) throws HistoryException {
    if (spool == null) {
      spool = ImportSpool.create();
    }
    spool.add(message);
  }

  /** The number of messages that were added. */
  public long size() {
    return spool == null ? 0 : spool.size();
  }

  /**
   * Stores all messages that were added, once.
   *
   * @param progress gets the number of messages of each batch that is stored
   */
  public void storeIn(MessageStore store, IntConsumer progress) throws HistoryException {
    ImportSpool messages = spool;
    if (messages == null) {
      return;
    }
    findExisting(store, messages);
    for (List<NewMessage> batch = messages.next(BATCH_SIZE);
        !batch.isEmpty();
        batch = messages.next(BATCH_SIZE)) {
      progress.accept(store.append(UUID.randomUUID(), batch).size());
    }
  }

  private static void findExisting(MessageStore store, ImportSpool messages)
      throws HistoryException {
    Optional<Instant> since = messages.earliest();
    long last = 0;
    List<StoredMessage> page;
    do {
      page = store.after(last, Optional.empty(), since, BATCH_SIZE);
      for (StoredMessage message : page) {
        messages.addExisting(message.content());
        last = message.id();
      }
    } while (page.size() == BATCH_SIZE);
  }

  @Override
  public void close() {
    if (spool != null) {
      spool.close();
    }
  }
}
