package io.parley.server;

import io.parley.access.RoomProfiles;
import io.parley.access.RoomStore;
import io.parley.access.sql.RoomStoreFactory;
import io.parley.account.Account;
import io.parley.account.Accounts;
import io.parley.history.HistoryException;
import io.parley.history.MessageStore;

/**
 * The profiles of the rooms of a server.
 *
 * @param store where they are stored
 * @param profiles all of them, in memory
 */
record StoredRooms(RoomStore store, RoomProfiles profiles) {

  /**
   * Loads the profiles, which are in the database of the history.
   *
   * @throws HistoryException if they cannot be loaded
   */
  static StoredRooms open(MessageStore history, Accounts accounts) throws HistoryException {
    RoomStore store = RoomStoreFactory.beside(history);
    return new StoredRooms(
        store,
        new RoomProfiles(
            store.load(), id -> accounts.find(id).filter(Account::isOperator).isPresent()));
  }
}
