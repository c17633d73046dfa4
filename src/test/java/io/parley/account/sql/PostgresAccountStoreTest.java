package io.parley.account.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.account.AccountRole;
import io.parley.account.AccountStore;
import io.parley.account.AccountStoreContract;
import io.parley.history.TestMessages;
import io.parley.history.postgres.PostgresTestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The accounts on a real PostgreSQL server. */
class PostgresAccountStoreTest extends AccountStoreContract {
  private String url = "";

  /** Starts the server outside of the timeout of a single test. */
  @BeforeAll
  static void start() {
    PostgresTestServer.shared();
  }

  @Override
  protected AccountStore createStore() throws Exception {
    url = PostgresTestServer.shared().createDatabase();
    return open();
  }

  private AccountStore open() throws Exception {
    return AccountStoreFactory.open(TestMessages.settings(Map.of("url", url, "user", "postgres")));
  }

  @Test
  void other_process_changes_the_same_accounts() throws Exception {
    add("pat", AccountRole.MEMBER);
    try (AccountStore other = open()) {
      assertEquals(store.changesAfter(0), other.changesAfter(0));
      other.remove(1, 1);
    }
    assertEquals(List.of(), names());
  }
}
