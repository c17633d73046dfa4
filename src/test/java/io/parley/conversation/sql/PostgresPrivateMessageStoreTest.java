package io.parley.conversation.sql;

import io.parley.conversation.PrivateMessageStore;
import io.parley.conversation.PrivateMessageStoreContract;
import io.parley.history.HistorySettings;
import io.parley.history.TestMessages;
import io.parley.history.postgres.PostgresTestServer;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;

/** The private messages on a real PostgreSQL server. */
class PostgresPrivateMessageStoreTest extends PrivateMessageStoreContract {
  /** Starts the server outside of the timeout of a single test. */
  @BeforeAll
  static void start() {
    PostgresTestServer.shared();
  }

  @Override
  protected PrivateMessageStore createStore() throws Exception {
    HistorySettings settings =
        TestMessages.settings(
            Map.of("url", PostgresTestServer.shared().createDatabase(), "user", "postgres"));
    SqlPrivateMessageAccounts.add(settings);
    return PrivateMessageStoreFactory.open(settings);
  }
}
