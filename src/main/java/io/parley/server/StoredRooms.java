package io.parley.server;

import io.parley.access.RoomProfiles;
import io.parley.access.RoomStore;
import io.parley.access.ServerBans;
import io.parley.access.sql.RoomStoreFactory;
import io.parley.account.Account;
import io.parley.account.Accounts;
import io.parley.history.HistoryException;
import io.parley.history.MessageStore;
import java.time.InstantSource;
import java.util.function.LongPredicate;

/**
 * The profiles of the rooms of a server, and its bans.
 *
 * @param store where they are stored
 * @param profiles all of them, in memory
 * @param bans those of the server, in memory
 */
record StoredRooms(RoomStore store, RoomProfiles profiles, ServerBans bans) {

  /**
   * Loads the profiles, which are in the database of the history.
   *
   * @throws HistoryException if they cannot be loaded
   */
  static StoredRooms open(MessageStore history, Accounts accounts) throws HistoryException {
    RoomStore store = RoomStoreFactory.beside(history);
    LongPredicate operators = id -> accounts.find(id).filter(Account::isOperator).isPresent();
    return new StoredRooms(
        store,
        new RoomProfiles(store.load(), operators),
        new ServerBans(store.loadServerBans(), operators, InstantSource.system()));
  }
}
