package io.parley.access.sql;

import io.parley.access.RoomStore;
import io.parley.access.RoomStoreContract;
import io.parley.history.MessageStore;
import io.parley.history.TestMessages;
import io.parley.history.factory.MessageStoreFactory;
import io.parley.history.postgres.PostgresTestServer;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;

/** The rooms on a real PostgreSQL server. */
class PostgresRoomStoreTest extends RoomStoreContract {
  /** Starts the server outside of the timeout of a single test. */
  @BeforeAll
  static void start() {
    PostgresTestServer.shared();
  }

  @Override
  protected MessageStore createHistory() throws Exception {
    String url = PostgresTestServer.shared().createDatabase();
    return MessageStoreFactory.open(TestMessages.settings(Map.of("url", url, "user", "postgres")));
  }

  @Override
  protected RoomStore createStore() {
    return RoomStoreFactory.beside(history);
  }
}
