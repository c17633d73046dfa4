package io.parley.account.sql;

import io.parley.account.Account;
import io.parley.account.AccountReadMark;
import io.parley.account.AccountStore;
import io.parley.account.StoredAccount;
import io.parley.history.HistoryException;
import io.parley.history.HistorySettings;
import java.util.HashMap;
import java.util.Map;

/**
 * Copies all accounts to a database that has none: their nicknames, roles, times, hashes of
 * passwords, and read marks. They get new ids.
 */
public final class AccountCopy {
  private AccountCopy() {}

  /**
   * Checks that the target has no accounts. Creates it if it does not exist.
   *
   * @throws HistoryException if it has
   */
  public static void requireEmpty(HistorySettings to) throws HistoryException {
    try (AccountStore target = AccountStoreFactory.open(to)) {
      requireEmpty(target, to);
    }
  }

  private static void requireEmpty(AccountStore target, HistorySettings to)
      throws HistoryException {
    if (!target.changesAfter(0).changed().isEmpty()) {
      throw new HistoryException(
          to.location() + " has accounts already: copy to a new history, or delete it first");
    }
  }

  /**
   * Copies all accounts.
   *
   * @return the ids in the target by those in the source
   * @throws HistoryException if one of the databases fails, or changes meanwhile; the target is
   *     incomplete then
   */
  public static Map<Long, Long> copy(HistorySettings from, HistorySettings to)
      throws HistoryException {
    try (AccountStore source = AccountStoreFactory.open(from);
        AccountStore target = AccountStoreFactory.open(to)) {
      requireEmpty(target, to);
      Map<Long, Long> ids = new HashMap<>();
      long number = target.changesAfter(0).number();
      for (StoredAccount stored : source.changesAfter(0).changed()) {
        ids.put(stored.account().id(), number + 1); // the id is the number of the change
        number = copy(source, stored.account(), target, number);
      }
      return ids;
    }
  }

  private static long copy(AccountStore source, Account account, AccountStore target, long number)
      throws HistoryException {
    String hash = source.passwordHash(account.id()).orElseThrow(AccountCopy::changed);
    long last = number;
    Account added =
        target
            .add(last++, account.nickname(), account.role(), account.created(), hash)
            .orElseThrow(AccountCopy::changed);
    Account complete =
        new Account(
            added.id(),
            account.nickname(),
            account.otherNicknames(),
            account.role(),
            account.created());
    if (!complete.equals(added) && !target.update(last++, complete)) {
      throw changed();
    }
    target.raiseReadMarks(
        source.readMarks(account.id()).stream()
            .map(mark -> new AccountReadMark(added.id(), mark))
            .toList(),
        Integer.MAX_VALUE);
    return last;
  }

  private static HistoryException changed() {
    return new HistoryException(
        "the accounts have changed while they were copied: stop the server that uses them");
  }
}
