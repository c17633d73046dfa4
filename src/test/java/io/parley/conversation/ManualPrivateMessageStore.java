package io.parley.conversation;

import io.parley.history.HistoryException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** A store in memory that fails, or waits, when a test says so. All accounts exist. */
public final class ManualPrivateMessageStore implements PrivateMessageStore {
  private final InMemoryPrivateMessageStore store =
      new InMemoryPrivateMessageStore(account -> true, 10_000_000);
  private final Semaphore permits = new Semaphore(0);
  private volatile boolean failing;
  private volatile boolean slow;

  /** Every call fails from now on, or none. */
  public void setFailing(boolean fails) {
    failing = fails;
  }

  /** Every call waits for a {@link #release} from now on. */
  public void hold() {
    slow = true;
  }

  /** Lets all calls pass. */
  public void release() {
    slow = false;
    permits.release(1000);
  }

  private void check() throws HistoryException {
    if (slow) {
      permits.acquireUninterruptibly();
    }
    if (failing) {
      throw new HistoryException("the database is away");
    }
  }

  @Override
  public Optional<StoredPrivateMessage> append(NewPrivateMessage message) throws HistoryException {
    check();
    return store.append(message);
  }

  @Override
  public LeftCount countLeft(long receiver, long sender, int limit) throws HistoryException {
    check();
    return store.countLeft(receiver, sender, limit);
  }

  @Override
  public List<StoredPrivateMessage> left(long receiver, int limit) throws HistoryException {
    check();
    return store.left(receiver, limit);
  }

  @Override
  public void raiseMarks(Map<Long, Long> marks) throws HistoryException {
    check();
    store.raiseMarks(marks);
  }

  @Override
  public List<StoredPrivateMessage> before(long account, long other, long before, int limit)
      throws HistoryException {
    check();
    return store.before(account, other, before, limit);
  }

  @Override
  public List<StoredPrivateMessage> after(long id, int limit) {
    return store.after(id, limit);
  }

  @Override
  public int importMessages(List<NewPrivateMessage> messages) {
    return store.importMessages(messages);
  }

  @Override
  public long prune(Instant olderThan) throws HistoryException {
    check();
    return store.prune(olderThan);
  }

  @Override
  public int trim(long sender, int max) throws HistoryException {
    check();
    return store.trim(sender, max);
  }

  @Override
  public void removeAccount(long account) throws HistoryException {
    check();
    store.removeAccount(account);
  }

  @Override
  public void close() {
    store.close();
  }
}
