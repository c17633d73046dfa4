package io.parley.account.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.account.AccountChanges;
import io.parley.account.AccountRole;
import io.parley.account.AccountStore;
import io.parley.account.AccountStoreContract;
import io.parley.history.HistorySettings;
import io.parley.history.MessageStore;
import io.parley.history.TestMessages;
import io.parley.history.factory.MessageStoreFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The accounts in a SQLite file. */
class SqliteAccountStoreTest extends AccountStoreContract {
  @TempDir Path folder;

  @Override
  protected AccountStore createStore() throws Exception {
    return AccountStoreFactory.open(settings());
  }

  private HistorySettings settings() throws Exception {
    return TestMessages.settings(Map.of("url", "jdbc:sqlite:" + folder.resolve("parley.db")));
  }

  @Test
  void accounts_survive_restart() throws Exception {
    add("pat", AccountRole.OPERATOR);
    AccountChanges before = store.changesAfter(0);
    store.close();

    store = createStore();

    assertEquals(before, store.changesAfter(0));
  }

  @Test
  void other_process_sees_changes_after_the_number_it_knows() throws Exception {
    add("pat", AccountRole.MEMBER);
    try (MessageStore history = MessageStoreFactory.open(settings());
        AccountStore server = AccountStoreFactory.beside(history)) {
      AccountChanges first = server.changesAfter(0);
      assertEquals(1, first.changed().size());
      assertEquals(List.of(), server.changesAfter(first.number()).changed());

      long ann = add("ann", AccountRole.MEMBER).id();
      AccountChanges second = server.changesAfter(first.number());

      assertTrue(!second.complete());
      assertEquals(List.of(ann), second.changed().stream().map(s -> s.account().id()).toList());
    }
    assertEquals(List.of("pat", "ann"), names());
  }
}
