package io.parley.account;

import io.parley.history.HistoryException;
import io.parley.protocol.Nickname;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A store in memory that records the transactions of read marks, and may be away. */
public final class CountingAccountStore implements AccountStore {
  private final AccountStore store = new InMemoryAccountStore();
  private final BlockingQueue<List<AccountReadMark>> raises = new LinkedBlockingQueue<>();
  private final AtomicInteger attempts = new AtomicInteger();
  private volatile boolean away;

  /** Whether reads and writes of marks fail. */
  public void setAway(boolean fails) {
    away = fails;
  }

  /** Waits for the next transaction that has raised marks. */
  public List<AccountReadMark> awaitRaise() throws InterruptedException {
    List<AccountReadMark> raised = raises.poll(60, TimeUnit.SECONDS);
    if (raised == null) {
      throw new AssertionError("no transaction");
    }
    return raised;
  }

  /** The number of transactions that were not awaited. */
  public int raiseCount() {
    return raises.size();
  }

  /** The number of calls, also those that have failed. */
  public int attempts() {
    return attempts.get();
  }

  /** Adds an account and returns its id. */
  public long add(Nickname nickname) {
    try {
      long number = store.changesAfter(0).number();
      return store
          .add(number, nickname, AccountRole.MEMBER, Instant.EPOCH, "hash")
          .orElseThrow()
          .id();
    } catch (HistoryException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public List<ReadMark> readMarks(long account) throws HistoryException {
    requirePresent();
    return store.readMarks(account);
  }

  @Override
  public int raiseReadMarks(List<AccountReadMark> marks, int maxMarks) throws HistoryException {
    attempts.incrementAndGet();
    requirePresent();
    int raised = store.raiseReadMarks(marks, maxMarks);
    raises.add(marks);
    return raised;
  }

  private void requirePresent() throws HistoryException {
    if (away) {
      throw new HistoryException("the store is away");
    }
  }

  @Override
  public AccountChanges changesAfter(long number) throws HistoryException {
    return store.changesAfter(number);
  }

  @Override
  public Optional<Account> add(
      long number, Nickname nickname, AccountRole role, Instant created, String passwordHash)
      throws HistoryException {
    return store.add(number, nickname, role, created, passwordHash);
  }

  @Override
  public boolean update(long number, Account account) throws HistoryException {
    return store.update(number, account);
  }

  @Override
  public boolean changePassword(long number, long account, String passwordHash)
      throws HistoryException {
    return store.changePassword(number, account, passwordHash);
  }

  @Override
  public boolean remove(long number, long account) throws HistoryException {
    return store.remove(number, account);
  }

  @Override
  public Optional<String> passwordHash(long account) throws HistoryException {
    return store.passwordHash(account);
  }

  @Override
  public boolean replaceHash(long account, String old, String next) throws HistoryException {
    return store.replaceHash(account, old, next);
  }

  @Override
  public void close() {
    store.close();
  }
}
