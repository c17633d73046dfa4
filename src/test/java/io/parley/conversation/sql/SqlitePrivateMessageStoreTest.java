package io.parley.conversation.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.account.AccountStore;
import io.parley.account.sql.AccountCopy;
import io.parley.account.sql.AccountStoreFactory;
import io.parley.conversation.PrivateMessageStore;
import io.parley.conversation.PrivateMessageStoreContract;
import io.parley.conversation.StoredPrivateMessage;
import io.parley.history.HistorySettings;
import io.parley.history.TestMessages;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The private messages in a SQLite file. */
class SqlitePrivateMessageStoreTest extends PrivateMessageStoreContract {
  @TempDir Path folder;

  @Override
  protected PrivateMessageStore createStore() throws Exception {
    SqlPrivateMessageAccounts.add(settings("parley.db"));
    return PrivateMessageStoreFactory.open(settings("parley.db"));
  }

  private HistorySettings settings(String file) throws Exception {
    return TestMessages.settings(Map.of("url", "jdbc:sqlite:" + folder.resolve(file)));
  }

  @Test
  void messages_and_marks_survive_restart() throws Exception {
    say(PAT, ANN, "read");
    store.raiseMarks(Map.of(ANN, 1L));
    say(PAT, ANN, "unread");
    store.close();

    store = PrivateMessageStoreFactory.open(settings("parley.db"));

    assertEquals(List.of("unread"), texts(store.left(ANN, 10)));
    assertEquals(3, say(ANN, PAT, "next").id());
  }

  @Test
  void account_that_is_removed_by_another_process_takes_its_messages_with_it() throws Exception {
    say(PAT, ANN, "text");
    try (AccountStore accounts = AccountStoreFactory.open(settings("parley.db"))) {
      accounts.remove(accounts.changesAfter(0).number(), ANN);
    }
    assertEquals(List.of(), store.after(0, 10));
  }

  @Test
  void copy_keeps_ids_and_marks() throws Exception {
    say(PAT, ANN, "1");
    say(PAT, ANN, "2");
    store.raiseMarks(Map.of(ANN, 1L));
    List<StoredPrivateMessage> before = store.after(0, 10);
    store.close();
    Map<Long, Long> ids = AccountCopy.copy(settings("parley.db"), settings("copy.db"));

    assertEquals(2, PrivateMessageCopy.copy(settings("parley.db"), settings("copy.db"), ids));

    store = PrivateMessageStoreFactory.open(settings("copy.db"));
    assertEquals(before, store.after(0, 10));
    assertEquals(List.of("2"), texts(store.left(ANN, 10)));
    assertEquals(3, say(ANN, PAT, "next").id());
  }
}
