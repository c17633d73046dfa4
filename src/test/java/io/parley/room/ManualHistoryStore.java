package io.parley.room;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.parley.history.HistoryException;
import io.parley.history.MessageCount;
import io.parley.history.MessageKind;
import io.parley.history.MessageStore;
import io.parley.history.NewMessage;
import io.parley.history.SearchBudget;
import io.parley.history.SearchQuery;
import io.parley.history.SearchResult;
import io.parley.history.StoredMessage;
import io.parley.history.UnreadCount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A store whose writes wait for the test. Ids begin with 1. */
public final class ManualHistoryStore implements MessageStore {
  private static final long DEADLINE_SECONDS = 60;

  private final BlockingQueue<Write> writes = new LinkedBlockingQueue<>();
  private final BlockingQueue<Instant> prunes = new LinkedBlockingQueue<>();
  private final BlockingQueue<Long> sizePrunes = new LinkedBlockingQueue<>();
  private volatile boolean failReads;
  private volatile boolean failPrunes;
  private volatile boolean completeWrites;
  private long lastId;

  /** An append that waits for its result. */
  record Write(UUID token, List<NewMessage> messages, CompletableFuture<Boolean> outcome) {
    List<String> texts() {
      return messages.stream().map(NewMessage::text).toList();
    }

    void succeed() {
      outcome.complete(true);
    }

    void fail() {
      outcome.complete(false);
    }
  }

  /** The next append; it waits until the test ends it. */
  Write awaitWrite() {
    return await(writes, "no write was started");
  }

  /** The next append, if it has begun. */
  Optional<Write> pollWrite() {
    return Optional.ofNullable(writes.poll());
  }

  /** The next time of which all that is older was to be forgotten. */
  public Instant awaitPrune() {
    return await(prunes, "no prune was started");
  }

  /** The size of the next prune to a size. */
  public long awaitSizePrune() {
    return await(sizePrunes, "no prune was started");
  }

  public Optional<Instant> pollPrune() {
    return Optional.ofNullable(prunes.poll());
  }

  public Optional<Long> pollSizePrune() {
    return Optional.ofNullable(sizePrunes.poll());
  }

  public void failPrunes(boolean fail) {
    failPrunes = fail;
  }

  void failReads(boolean fail) {
    failReads = fail;
  }

  void completeAllWrites() {
    completeWrites = true;
    writes.forEach(Write::succeed);
  }

  @Override
  public List<StoredMessage> append(UUID token, List<NewMessage> messages) throws HistoryException {
    Write write = new Write(token, List.copyOf(messages), new CompletableFuture<>());
    writes.add(write);
    if (completeWrites) {
      write.succeed();
    }
    if (!write.outcome().join()) {
      throw new HistoryException("the disk is full");
    }
    List<StoredMessage> stored = new ArrayList<>();
    for (NewMessage message : messages) {
      lastId++;
      stored.add(new StoredMessage(lastId, message));
    }
    return stored;
  }

  @Override
  public List<StoredMessage> before(String room, long before, int limit) throws HistoryException {
    return read(room + " before " + before);
  }

  @Override
  public Optional<StoredMessage> find(String room, long id) {
    return Optional.empty();
  }

  @Override
  public Optional<StoredMessage> edit(String room, long id, String text, Instant time) {
    return Optional.empty();
  }

  @Override
  public List<Long> delete(String room, List<Long> ids, String deletedBy) {
    return List.of();
  }

  @Override
  public List<Long> purge(
      String room,
      String nickname,
      OptionalLong author,
      Instant since,
      String deletedBy,
      int limit) {
    return List.of();
  }

  @Override
  public Optional<StoredMessage> react(
      String room, long id, String emoji, String nickname, OptionalLong author, boolean add) {
    return Optional.empty();
  }

  @Override
  public Optional<StoredMessage> topic(String room) {
    return Optional.empty();
  }

  @Override
  public UnreadCount countUnread(String room, long after, int limit) throws HistoryException {
    List<StoredMessage> unread = read("unread " + room);
    return new UnreadCount(after + unread.size(), unread.size(), true);
  }

  @Override
  public SearchResult search(SearchQuery query, Set<String> rooms, int limit, SearchBudget budget)
      throws HistoryException {
    return new SearchResult(
        read("found " + query.words()), OptionalLong.of(budget.maxRows())); // as if exceeded
  }

  @Override
  public List<StoredMessage> after(
      long id, Optional<String> room, Optional<Instant> since, int limit) {
    return List.of();
  }

  @Override
  public int importMessages(List<StoredMessage> messages) {
    return 0;
  }

  @Override
  public long prune(Instant olderThan) throws HistoryException {
    prunes.add(olderThan);
    if (failPrunes) {
      throw new HistoryException("the file is missing");
    }
    return 0;
  }

  @Override
  public long prune(String room, Instant olderThan) {
    return 0;
  }

  @Override
  public long pruneToSize(long maxBytes) {
    sizePrunes.add(maxBytes);
    return 0;
  }

  @Override
  public MessageCount count(Duration limit) {
    return new MessageCount(0, true);
  }

  @Override
  public void close() {}

  private static <T> T await(BlockingQueue<T> queue, String missing) {
    try {
      T next = queue.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
      assertNotNull(next, missing);
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private List<StoredMessage> read(String text) throws HistoryException {
    if (failReads) {
      throw new HistoryException("the file is missing");
    }
    return List.of(
        new StoredMessage(
            1, new NewMessage("garden", Instant.EPOCH, "pat", MessageKind.CHAT, text)));
  }
}
