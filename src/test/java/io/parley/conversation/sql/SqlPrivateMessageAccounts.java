package io.parley.conversation.sql;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.account.AccountRole;
import io.parley.account.AccountStore;
import io.parley.account.sql.AccountStoreFactory;
import io.parley.history.HistorySettings;
import io.parley.protocol.Nickname;
import java.time.Instant;
import java.util.List;

/** The accounts of the contract in a database. */
final class SqlPrivateMessageAccounts {
  private SqlPrivateMessageAccounts() {}

  /** Adds the accounts 1 to 4. */
  static void add(HistorySettings settings) throws Exception {
    try (AccountStore accounts = AccountStoreFactory.open(settings)) {
      long number = 0;
      for (String name : List.of("pat", "ann", "bob", "zoe")) {
        assertTrue(
            accounts
                .add(number++, Nickname.parse(name), AccountRole.MEMBER, Instant.EPOCH, "hash")
                .isPresent());
      }
    }
  }
}
