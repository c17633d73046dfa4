package io.parley.conversation.sql;

import io.parley.conversation.InMemoryPrivateMessageStore;
import io.parley.conversation.PrivateMessageStore;
import io.parley.history.HistoryException;
import io.parley.history.HistorySettings;
import io.parley.history.MessageStore;
import io.parley.history.factory.MessageStoreFactory;
import io.parley.history.sql.SqlMessageStore;
import java.util.function.LongPredicate;

/** Opens the private messages, which are in the database of the history. */
public final class PrivateMessageStoreFactory {
  private PrivateMessageStoreFactory() {}

  /**
   * Opens the private messages of a server, on the connections of its history. They are in memory
   * if the history is. Close them before the history.
   *
   * @param accounts whether there is an account with an id
   */
  public static PrivateMessageStore beside(
      MessageStore history, HistorySettings settings, LongPredicate accounts) {
    return history instanceof SqlMessageStore stored
        ? new SqlPrivateMessageStore(stored.database(), false)
        : new InMemoryPrivateMessageStore(accounts, settings.memoryMaxBytes());
  }

  /**
   * Opens the private messages beside a running server, on connections of their own.
   *
   * @throws HistoryException if the history is in memory, or the database cannot be used
   */
  public static PrivateMessageStore open(HistorySettings settings) throws HistoryException {
    return openStored(settings);
  }

  static SqlPrivateMessageStore openStored(HistorySettings settings) throws HistoryException {
    if (settings.isInMemory()) {
      throw new HistoryException(
          "no stored private messages: parley.history.url is none (they are kept in memory only)");
    }
    return new SqlPrivateMessageStore(MessageStoreFactory.openDatabase(settings), true);
  }
}
