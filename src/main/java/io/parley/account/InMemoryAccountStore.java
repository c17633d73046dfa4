package io.parley.account;

import io.parley.history.HistoryException;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Accounts that are lost when the server ends. Its size is bounded by the limit of accounts. */
public final class InMemoryAccountStore implements AccountStore {
  /** An account with everything that belongs to it. */
  private static final class Entry {
    private Account account;
    private long passwordChanged;
    private String passwordHash;
    private final Map<String, ReadMark> marks = new HashMap<>();

    private Entry(Account account, String passwordHash) {
      this.account = account;
      this.passwordChanged = account.id();
      this.passwordHash = passwordHash;
    }
  }

  private final Map<Long, Entry> accounts = new TreeMap<>();
  private long last;

  @Override
  public synchronized AccountChanges changesAfter(long number) {
    return new AccountChanges(
        last,
        number != last || number == 0,
        number == last
            ? List.of()
            : accounts.values().stream()
                .map(entry -> new StoredAccount(entry.account, entry.passwordChanged))
                .toList(),
        List.of());
  }

  @Override
  public synchronized Optional<Account> add(
      long number, Nickname nickname, AccountRole role, Instant created, String passwordHash)
      throws HistoryException {
    if (number != last) {
      return Optional.empty();
    }
    Account account = new Account(last + 1, nickname, List.of(), role, created);
    requireDistinct(account);
    last++;
    accounts.put(account.id(), new Entry(account, passwordHash));
    return Optional.of(account);
  }

  @Override
  public synchronized boolean update(long number, Account account) throws HistoryException {
    Entry entry = accounts.get(account.id());
    if (number != last || entry == null) {
      return false;
    }
    requireDistinct(account);
    entry.account = account;
    last++;
    return true;
  }

  @Override
  public synchronized boolean changePassword(long number, long account, String passwordHash) {
    Entry entry = accounts.get(account);
    if (number != last || entry == null) {
      return false;
    }
    entry.passwordHash = passwordHash;
    entry.passwordChanged = ++last;
    return true;
  }

  @Override
  public synchronized boolean remove(long number, long account) {
    if (number != last || accounts.remove(account) == null) {
      return false;
    }
    last++;
    return true;
  }

  @Override
  public synchronized Optional<String> passwordHash(long account) {
    return Optional.ofNullable(accounts.get(account)).map(entry -> entry.passwordHash);
  }

  @Override
  public synchronized boolean replaceHash(long account, String old, String next) {
    Entry entry = accounts.get(account);
    if (entry == null || !entry.passwordHash.equals(old)) {
      return false;
    }
    entry.passwordHash = next;
    return true;
  }

  @Override
  public synchronized List<ReadMark> readMarks(long account) {
    Entry entry = accounts.get(account);
    return entry == null
        ? List.of()
        : entry.marks.values().stream()
            .sorted(Comparator.comparingLong(ReadMark::messageId).reversed())
            .toList();
  }

  @Override
  public synchronized int raiseReadMarks(List<AccountReadMark> marks, int maxMarks) {
    return (int) marks.stream().filter(raised -> raise(raised, maxMarks)).count();
  }

  private boolean raise(AccountReadMark raised, int maxMarks) {
    Entry entry = accounts.get(raised.account());
    if (entry == null) {
      return false;
    }
    String key = RoomName.keyOf(raised.mark().room());
    ReadMark mark = entry.marks.get(key);
    if (mark != null && mark.messageId() >= raised.mark().messageId()) {
      return false;
    }
    entry.marks.put(key, raised.mark());
    entry.marks.values().retainAll(readMarks(raised.account()).stream().limit(maxMarks).toList());
    return true;
  }

  @Override
  public void close() {
    // nothing to close
  }

  /** As the primary key of a database does. */
  private void requireDistinct(Account account) throws HistoryException {
    for (Nickname nickname : account.nicknames()) {
      boolean owned =
          accounts.values().stream()
              .map(entry -> entry.account)
              .filter(other -> other.id() != account.id())
              .flatMap(other -> other.nicknames().stream())
              .anyMatch(nickname::isSame);
      if (owned) {
        throw new HistoryException("two accounts cannot own " + nickname);
      }
    }
  }
}
