package io.parley.account;

import static io.parley.account.TestAccounts.nickname;
import static io.parley.account.TestAccounts.password;
import static io.parley.account.TestAccounts.refusal;
import static io.parley.account.TestAccounts.settings;
import static io.parley.account.TestAccounts.success;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parley.account.sql.AccountStoreFactory;
import io.parley.history.HistoryException;
import io.parley.history.HistorySettings;
import io.parley.history.MessageStore;
import io.parley.history.TestMessages;
import io.parley.history.factory.MessageStoreFactory;
import io.parley.history.postgres.PostgresTestServer;
import io.parley.protocol.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The accounts of a server in a database, which other processes change and which may be away. */
@Timeout(120)
class AccountsDatabaseTest {
  private static final String SECRET = "correct horse";

  @TempDir Path folder;

  @Test
  void server_notices_what_another_process_changes_in_sqlite() throws Exception {
    noticesChanges(sqlite());
  }

  @Test
  void server_notices_what_another_process_changes_in_postgresql() throws Exception {
    noticesChanges(
        TestMessages.settings(
            Map.of("url", PostgresTestServer.shared().createDatabase(), "user", "postgres")));
  }

  private static void noticesChanges(HistorySettings history) throws Exception {
    try (MessageStore messages = MessageStoreFactory.open(history);
        Accounts accounts = open(AccountStoreFactory.beside(messages), Map.of());
        AccountDirectory command =
            AccountDirectory.open(
                AccountStoreFactory.open(history), settings(Map.of()), InstantSource.system())) {
      BlockingQueue<AccountEvent> events = new LinkedBlockingQueue<>();
      accounts.listen(events::add);

      Account pat = command.add(nickname("pat"), AccountRole.OPERATOR, "hash");
      assertEquals(new AccountEvent.AccountRegistered(pat), events.poll(60, TimeUnit.SECONDS));
      Account ann = success(accounts.register(nickname("ann"), password(SECRET), Optional.empty()));
      assertEquals(new AccountEvent.AccountRegistered(ann), events.poll(60, TimeUnit.SECONDS));
      command.remove(pat.id());
      assertEquals(new AccountEvent.AccountRemoved(pat), events.poll(60, TimeUnit.SECONDS));
      assertEquals(List.of(ann), command.all());
      assertEquals(Optional.empty(), accounts.ownerOf(nickname("pat")));
    }
  }

  @Test
  void file_that_is_away_is_try_later_and_owners_are_still_known() throws Exception {
    try (MessageStore messages = MessageStoreFactory.open(sqlite());
        Accounts accounts = open(AccountStoreFactory.beside(messages), Map.of())) {
      Account pat = success(accounts.register(nickname("pat"), password(SECRET), Optional.empty()));
      Path file = folder.resolve("parley.db");
      Path away = folder.resolve("away.db");

      Files.move(file, away);
      // The first request after the move may be answered: files are compared twice a second.
      awaitTryLater(accounts);
      assertEquals(
          Problem.Code.TRY_LATER,
          refusal(accounts.logIn(nickname("pat"), password(SECRET), Optional.empty())));
      assertEquals(
          Problem.Code.TRY_LATER,
          refusal(accounts.register(nickname("ann"), password(SECRET), Optional.empty())));
      assertEquals(Optional.of(pat), accounts.ownerOf(nickname("pat")));
      assertEquals(Optional.empty(), accounts.ownerOf(nickname("ann")));

      Files.move(away, file);
      AccountReply<List<ReadMark>> reply;
      do {
        reply = TestAccounts.join(accounts.readMarks(pat.id()));
      } while (reply instanceof AccountReply.Refused);
      assertEquals(
          pat, success(accounts.logIn(nickname("pat"), password(SECRET), Optional.empty())));
    }
  }

  private static void awaitTryLater(Accounts accounts) throws Exception {
    AccountReply<Integer> reply;
    do {
      reply =
          TestAccounts.join(
              accounts.raiseReadMarks(List.of(new AccountReadMark(1, new ReadMark("lobby", 1)))));
    } while (reply instanceof AccountReply.Success);
  }

  @Test
  void postgresql_server_that_is_away_is_try_later_and_accounts_are_back_with_it()
      throws Exception {
    HistorySettings history =
        TestMessages.settings(
            Map.of(
                "url",
                PostgresTestServer.shared().createDatabase(),
                "user",
                "postgres",
                "connect-timeout",
                "250 ms"));
    try (MessageStore messages = MessageStoreFactory.open(history);
        Accounts accounts = open(AccountStoreFactory.beside(messages), Map.of("timeout", "1 m"))) {
      Account pat = success(accounts.register(nickname("pat"), password(SECRET), Optional.empty()));

      PostgresTestServer.shared().stop();
      try {
        assertEquals(
            Problem.Code.TRY_LATER,
            refusal(accounts.logIn(nickname("pat"), password(SECRET), Optional.empty())));
        assertEquals(Problem.Code.TRY_LATER, refusal(accounts.readMarks(pat.id())));
        assertEquals(Optional.of(pat), accounts.ownerOf(nickname("pat")));
      } finally {
        PostgresTestServer.shared().start();
      }

      AccountReply<List<ReadMark>> reply;
      do {
        reply = TestAccounts.join(accounts.readMarks(pat.id()));
      } while (reply instanceof AccountReply.Refused);
      assertEquals(
          pat, success(accounts.logIn(nickname("pat"), password(SECRET), Optional.empty())));
    }
  }

  @Test
  void accounts_of_a_history_in_memory_are_in_memory() throws Exception {
    HistorySettings none = TestMessages.settings(Map.of("url", "none"));
    try (MessageStore messages = MessageStoreFactory.open(none);
        Accounts accounts = open(AccountStoreFactory.beside(messages), Map.of())) {
      success(accounts.register(nickname("pat"), password(SECRET), Optional.empty()));
      assertEquals(
          "pat",
          success(accounts.logIn(nickname("Pat"), password(SECRET), Optional.empty()))
              .nickname()
              .value());
    }

    assertEquals(
        "no stored accounts: parley.history.url is none (accounts are kept in memory only)",
        assertThrows(HistoryException.class, () -> AccountStoreFactory.open(none)).getMessage());
  }

  private HistorySettings sqlite() throws Exception {
    return TestMessages.settings(Map.of("url", "jdbc:sqlite:" + folder.resolve("parley.db")));
  }

  private static Accounts open(AccountStore store, Map<String, Object> changes) throws Exception {
    return Accounts.open(
        store,
        settings(changes),
        TestAccounts.cheapHasher(),
        InstantSource.system(),
        System::nanoTime);
  }
}
