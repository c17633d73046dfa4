package io.parley.account.sql;

import io.parley.account.AccountStore;
import io.parley.account.InMemoryAccountStore;
import io.parley.history.HistoryException;
import io.parley.history.HistorySettings;
import io.parley.history.MessageStore;
import io.parley.history.factory.MessageStoreFactory;
import io.parley.history.sql.SqlMessageStore;

/** Opens the accounts, which are in the database of the history. */
public final class AccountStoreFactory {
  private AccountStoreFactory() {}

  /**
   * Opens the accounts of a server, on the connections of its history. They are in memory if the
   * history is. Close the accounts before the history.
   */
  public static AccountStore beside(MessageStore history) {
    return history instanceof SqlMessageStore stored
        ? new SqlAccountStore(stored.database(), false)
        : new InMemoryAccountStore();
  }

  /**
   * Opens the accounts beside a running server, on connections of their own. Creates the database,
   * or migrates it to the current schema, first if that is needed.
   *
   * @throws HistoryException if the history is in memory, or the database cannot be used
   */
  public static AccountStore open(HistorySettings settings) throws HistoryException {
    if (settings.isInMemory()) {
      throw new HistoryException(
          "no stored accounts: parley.history.url is none (accounts are kept in memory only)");
    }
    return new SqlAccountStore(MessageStoreFactory.openDatabase(settings), true);
  }
}
