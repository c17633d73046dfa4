package io.parley.access.sql;

import io.parley.access.InMemoryRoomStore;
import io.parley.access.RoomStore;
import io.parley.history.HistoryException;
import io.parley.history.HistorySettings;
import io.parley.history.MessageStore;
import io.parley.history.factory.MessageStoreFactory;
import io.parley.history.sql.SqlMessageStore;
import io.parley.protocol.RoomName;

/** Opens the profiles of rooms, which are in the database of the history. */
public final class RoomStoreFactory {
  private RoomStoreFactory() {}

  /**
   * Opens the profiles of a server, on the connections of its history. They are in memory if the
   * history is. Close them before the history.
   */
  public static RoomStore beside(MessageStore history) {
    return history instanceof SqlMessageStore stored
        ? new SqlRoomStore(stored.database(), false)
        : new InMemoryRoomStore(room -> hasMessages(history, room));
  }

  private static boolean hasMessages(MessageStore history, RoomName room) {
    try {
      return !history.before(room.value(), Long.MAX_VALUE, 1).isEmpty();
    } catch (HistoryException e) {
      return true; // kept rather than lost
    }
  }

  /**
   * Opens the profiles beside a running server, on connections of their own.
   *
   * @throws HistoryException if the history is in memory, or the database cannot be used
   */
  public static RoomStore open(HistorySettings settings) throws HistoryException {
    if (settings.isInMemory()) {
      throw new HistoryException(
          "no stored rooms: parley.history.url is none (rooms are kept in memory only)");
    }
    return new SqlRoomStore(MessageStoreFactory.openDatabase(settings), true);
  }
}
