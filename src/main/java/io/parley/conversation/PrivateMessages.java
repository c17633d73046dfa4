package io.parley.conversation;

import io.parley.history.HistoryException;
import io.parley.protocol.Problem;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The private messages between accounts, for the actors of a server. Every method returns at once
 * and may be called by any thread.
 *
 * <p>1. {@link #keep} and {@link #left} are carried out one after the other, in the order in which
 * they are called, and their results come in that order. So what was left for somebody contains
 * each message whose {@code keep} was called before, and none that was called after it. 2. What an
 * account has got is written with the next request, and at the end; a kill of the server may forget
 * the last of it, so that a message is shown again, with the same id. 3. Pages of conversations are
 * read by a thread of their own, so that no message waits for them. 4. No text is ever logged.
 */
public final class PrivateMessages implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PrivateMessages.class);

  private static final Problem UNAVAILABLE =
      new Problem(
          Problem.Code.TRY_LATER,
          "Private messages cannot be kept now, so that this one was not sent. Try again later.");

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  /** The number of messages of a sender between two deletions of the oldest ones. */
  static final int TRIM_INTERVAL = 100;

  /** Of more senders than that, the ones that were quiet for longest are counted anew. */
  private static final int MAX_COUNTED_SENDERS = 10_000;

  private final PrivateMessageStore store;
  private final PrivateMessageSettings settings;
  private final StoreQueue writes;
  private final StoreQueue reads;

  /** The newest message that each account has got, as far as that is not written. */
  private final Map<Long, Long> unsavedMarks = new ConcurrentHashMap<>();

  private final Set<Long> removedAccounts = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean tidyQueued = new AtomicBoolean();

  /** The messages of each sender since its oldest ones were deleted; for the writing thread. */
  private final Map<Long, Integer> sentSinceTrim =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Integer> eldest) {
          return size() > MAX_COUNTED_SENDERS;
        }
      };

  /**
   * @param store closed by {@link #close}
   */
  public PrivateMessages(PrivateMessageStore store, PrivateMessageSettings settings) {
    this.store = store;
    this.settings = settings;
    this.writes =
        new StoreQueue("parley-private-messages", settings.maxQueued(), settings.timeout());
    this.reads = new StoreQueue("parley-conversations", settings.maxQueued(), settings.timeout());
  }

  public PrivateMessageSettings settings() {
    return settings;
  }

  /** The store, for what runs at its own pace. */
  public PrivateMessageStore store() {
    return store;
  }

  /**
   * Stores a message. Not stored with {@code TRY_LATER}, {@code TOO_MANY_UNREAD} or {@code
   * NO_SUCH_NICKNAME}.
   *
   * @param left whether the receiver is not here, so that the limits of what may be left apply
   */
  public CompletionStage<KeepResult> keep(NewPrivateMessage message, boolean left) {
    return writes.submit(
        new KeepResult.NotStored(UNAVAILABLE),
        () -> {
          tidy();
          Optional<Problem> problem = left ? leftProblem(message) : Optional.empty();
          return problem.isPresent()
              ? new KeepResult.NotStored(problem.get())
              : append(message)
                  .<KeepResult>map(KeepResult.Stored::new)
                  .orElseGet(() -> gone(message));
        });
  }

  private Optional<Problem> leftProblem(NewPrivateMessage message) throws HistoryException {
    String receiver = message.receiver().nickname();
    LeftCount count =
        store.countLeft(
            message.receiver().account(), message.sender().account(), settings.maxLeft());
    if (count.total() >= settings.maxLeft()) {
      return Optional.of(
          tooManyUnread(receiver, receiver + " has " + count.total() + " unread messages"));
    }
    return count.bySender() >= settings.maxLeftBySender()
        ? Optional.of(
            tooManyUnread(
                receiver, receiver + " has " + count.bySender() + " unread messages from you"))
        : Optional.empty();
  }

  private static Problem tooManyUnread(String receiver, String count) {
    return new Problem(
        Problem.Code.TOO_MANY_UNREAD,
        count + ", which is the limit; this one was not kept.",
        receiver);
  }

  private Optional<StoredPrivateMessage> append(NewPrivateMessage message) throws HistoryException {
    Optional<StoredPrivateMessage> stored = store.append(message);
    if (stored.isPresent()) {
      trim(message.sender().account());
    }
    return stored;
  }

  /** The message is stored, whatever happens here. */
  private void trim(long sender) {
    int sent = sentSinceTrim.getOrDefault(sender, TRIM_INTERVAL) + 1;
    sentSinceTrim.put(sender, sent);
    if (sent >= TRIM_INTERVAL) {
      try {
        int unused = store.trim(sender, settings.maxSent());
        sentSinceTrim.put(sender, 0);
      } catch (HistoryException e) {
        LOG.debug("Old private messages are not deleted: {}", e.getMessage());
      }
    }
  }

  private static KeepResult gone(NewPrivateMessage message) {
    String receiver = message.receiver().nickname();
    return new KeepResult.NotStored(
        new Problem(
            Problem.Code.NO_SUCH_NICKNAME,
            "The account of " + receiver + " does not exist any more; that was not sent.",
            receiver));
  }

  /**
   * Returns what was left for an account, the oldest first, at most as many as may be left at the
   * same time; empty if it cannot be read.
   */
  public CompletionStage<Optional<List<StoredPrivateMessage>>> left(long account) {
    return writes.submit(
        Optional.empty(),
        () -> {
          tidy();
          long mark = unsavedMarks.getOrDefault(account, 0L);
          return Optional.of(
              store.left(account, settings.maxLeft()).stream()
                  .filter(message -> message.id() > mark)
                  .toList());
        });
  }

  /** An account has got all messages up to this one. */
  public void received(long account, long id) {
    unsavedMarks.merge(account, id, Math::max);
    queueTidy();
  }

  /** An account does not exist any more. Its messages are deleted. */
  public void removeAccount(long account) {
    removedAccounts.add(account);
    queueTidy();
  }

  /**
   * Returns the newest messages between two accounts below an id, oldest first; empty if they
   * cannot be read.
   *
   * @param before the id, exclusive; {@code Long.MAX_VALUE} for the newest
   * @param limit lowered to the limit of an answer
   */
  public CompletionStage<Optional<List<StoredPrivateMessage>>> before(
      long account, long other, long before, int limit) {
    int bounded = Math.max(1, Math.min(limit, settings.maxAnswer()));
    return reads.submit(
        Optional.empty(), () -> Optional.of(store.before(account, other, before, bounded)));
  }

  /** Ends the requests that wait, within 5 s, and closes the store. */
  @Override
  public void close() {
    long deadline = System.nanoTime() + CLOSE_TIMEOUT.toNanos();
    reads.close(deadline);
    writes.close(deadline);
    tidy();
    store.close();
  }

  private void queueTidy() {
    if (tidyQueued.compareAndSet(false, true) && !writes.tryExecute(this::tidy)) {
      tidyQueued.set(false); // the next request does it
    }
  }

  /** Writes what is not written yet. What cannot be written stays. */
  private void tidy() {
    tidyQueued.set(false);
    try {
      for (long account : Set.copyOf(removedAccounts)) {
        store.removeAccount(account);
        unsavedMarks.remove(account);
        removedAccounts.remove(account);
      }
      Map<Long, Long> marks = Map.copyOf(unsavedMarks);
      if (!marks.isEmpty()) {
        store.raiseMarks(marks);
        marks.forEach(unsavedMarks::remove); // not those that were raised since
      }
    } catch (HistoryException e) {
      LOG.debug("What accounts have got is not written: {}", e.getMessage());
    }
  }
}
