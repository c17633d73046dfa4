package io.parley.access.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parley.access.RoomProfile;
import io.parley.access.RoomRole;
import io.parley.access.RoomStore;
import io.parley.access.RoomStoreContract;
import io.parley.history.HistoryException;
import io.parley.history.HistorySettings;
import io.parley.history.MessageStore;
import io.parley.history.TestMessages;
import io.parley.history.factory.MessageStoreFactory;
import io.parley.protocol.RoomName;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rooms in a SQLite file. */
class SqliteRoomStoreTest extends RoomStoreContract {
  @TempDir Path folder;

  @Override
  protected MessageStore createHistory() throws Exception {
    return MessageStoreFactory.open(settings());
  }

  @Override
  protected RoomStore createStore() throws Exception {
    return RoomStoreFactory.open(settings());
  }

  private HistorySettings settings() throws Exception {
    return TestMessages.settings(Map.of("url", url()));
  }

  private String url() {
    return "jdbc:sqlite:" + folder.resolve("parley.db");
  }

  @Test
  void rooms_survive_restart() throws Exception {
    RoomProfile profile = profile(new RoomName("tea"), Map.of(1L, RoomRole.OWNER));
    save(profile);
    store.close();

    store = createStore();

    assertEquals(List.of(profile), store.load());
  }

  @Test
  void room_with_an_invalid_setting_is_not_taken_for_an_open_one() throws Exception {
    save(profile(new RoomName("tea"), Map.of(1L, RoomRole.OWNER)));
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO room_setting VALUES ('tea', 'private', 'perhaps')");
    }

    assertThrows(HistoryException.class, store::load);
  }
}
