package io.parley.access;

import io.parley.access.sql.RoomStoreFactory;
import io.parley.history.InMemoryMessageStore;
import io.parley.history.MessageStore;

class InMemoryRoomStoreTest extends RoomStoreContract {
  @Override
  protected MessageStore createHistory() {
    return new InMemoryMessageStore(1000, 1 << 20);
  }

  @Override
  protected RoomStore createStore() {
    return RoomStoreFactory.beside(history);
  }
}
