package io.parley.room;

import io.parley.history.HistoryException;
import io.parley.history.InMemoryMessageStore;
import io.parley.history.MessageCount;
import io.parley.history.MessageStore;
import io.parley.history.NewMessage;
import io.parley.history.SearchBudget;
import io.parley.history.SearchQuery;
import io.parley.history.SearchResult;
import io.parley.history.StoredMessage;
import io.parley.history.UnreadCount;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A store in memory that stores all messages, but can return none of them once. */
public final class TruncatingStore implements MessageStore {
  private final MessageStore store = new InMemoryMessageStore(1000, 1 << 20);
  private final AtomicBoolean truncateNext = new AtomicBoolean();
  private final AtomicInteger appends = new AtomicInteger();

  /** The next append stores its messages and returns none. */
  public void truncateNextAppend() {
    truncateNext.set(true);
  }

  /** The number of appends so far. */
  int appends() {
    return appends.get();
  }

  @Override
  public List<StoredMessage> append(UUID token, List<NewMessage> messages) throws HistoryException {
    appends.incrementAndGet();
    List<StoredMessage> stored = store.append(token, messages);
    return truncateNext.getAndSet(false) ? List.of() : stored;
  }

  @Override
  public List<StoredMessage> before(String room, long before, int limit) throws HistoryException {
    return store.before(room, before, limit);
  }

  @Override
  public Optional<StoredMessage> find(String room, long id) throws HistoryException {
    return store.find(room, id);
  }

  @Override
  public Optional<StoredMessage> edit(String room, long id, String text, Instant time)
      throws HistoryException {
    return store.edit(room, id, text, time);
  }

  @Override
  public List<Long> delete(String room, List<Long> ids, String deletedBy) throws HistoryException {
    return store.delete(room, ids, deletedBy);
  }

  @Override
  public List<Long> purge(
      String room, String nickname, OptionalLong author, Instant since, String deletedBy, int limit)
      throws HistoryException {
    return store.purge(room, nickname, author, since, deletedBy, limit);
  }

  @Override
  public Optional<StoredMessage> react(
      String room, long id, String emoji, String nickname, OptionalLong author, boolean add)
      throws HistoryException {
    return store.react(room, id, emoji, nickname, author, add);
  }

  @Override
  public Optional<StoredMessage> topic(String room) throws HistoryException {
    return store.topic(room);
  }

  @Override
  public UnreadCount countUnread(String room, long after, int limit) throws HistoryException {
    return store.countUnread(room, after, limit);
  }

  @Override
  public SearchResult search(SearchQuery query, Set<String> rooms, int limit, SearchBudget budget)
      throws HistoryException {
    return store.search(query, rooms, limit, budget);
  }

  @Override
  public List<StoredMessage> after(
      long id, Optional<String> room, Optional<Instant> since, int limit) throws HistoryException {
    return store.after(id, room, since, limit);
  }

  @Override
  public int importMessages(List<StoredMessage> messages) throws HistoryException {
    return store.importMessages(messages);
  }

  @Override
  public long prune(Instant olderThan) throws HistoryException {
    return store.prune(olderThan);
  }

  @Override
  public long prune(String room, Instant olderThan) throws HistoryException {
    return store.prune(room, olderThan);
  }

  @Override
  public long pruneToSize(long maxBytes) throws HistoryException {
    return store.pruneToSize(maxBytes);
  }

  @Override
  public MessageCount count(Duration limit) throws HistoryException {
    return store.count(limit);
  }

  @Override
  public void close() {
    store.close();
  }
}
