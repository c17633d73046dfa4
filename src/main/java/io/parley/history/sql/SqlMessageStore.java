package io.parley.history.sql;

import io.parley.history.HistoryException;
import io.parley.history.MessageCount;
import io.parley.history.MessageStore;
import io.parley.history.NewMessage;
import io.parley.history.PersonReaction;
import io.parley.history.RecentMessages;
import io.parley.history.SearchBudget;
import io.parley.history.SearchQuery;
import io.parley.history.SearchResult;
import io.parley.history.StoredMessage;
import io.parley.history.UnreadCount;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** A message store in a SQL database. All databases have the same schema. */
public final class SqlMessageStore implements MessageStore {
  private final Database database;
  private final MessageIndex index;
  private final TextErasure erasure;
  private final IndexerThread indexerThread;
  private final IdSequence ids;
  private final MessageWriter writer;
  private final MessageReader reader;
  private final MessageReader reservedReader;
  private final MessageEditor editor;
  private final MessageSearch messageSearch;
  private final MessageRetention retention;
  private final MessageImport messageImport;
  private final MessageCounter counter;
  private final UnreadCounter unreadCounter;

  /**
   * @param indexDelay the time that a new message waits, so that later ones are indexed with it
   */
  public SqlMessageStore(Database database, Duration indexDelay) {
    this.database = database;
    index = new MessageIndex(database);
    ids = new IdSequence(database);
    writer = new MessageWriter(database, ids);
    reader = new MessageReader(database.sqlDialect(), database::read);
    reservedReader = new MessageReader(database.sqlDialect(), database::readReserved);
    editor = new MessageEditor(database, index, reader);
    messageSearch = new MessageSearch(database);
    retention = new MessageRetention(database, index);
    counter = new MessageCounter(database);
    unreadCounter = new UnreadCounter(database::read);
    messageImport = new MessageImport(database, index);
    erasure = new TextErasure(database, index);
    indexerThread = new IndexerThread(index, erasure, indexDelay);
  }

  /** The database, for other stores in it. They must not close it. */
  public Database database() {
    return database;
  }

  @Override
  public List<StoredMessage> append(UUID token, List<NewMessage> messages) throws HistoryException {
    List<StoredMessage> stored = writer.append(token, messages);
    index.addUnindexed(stored);
    indexerThread.wake();
    return stored;
  }

  @Override
  public List<StoredMessage> before(String room, long before, int limit) throws HistoryException {
    return reader.before(room, before, limit);
  }

  @Override
  public Optional<StoredMessage> find(String room, long id) throws HistoryException {
    return reader.find(room, id);
  }

  @Override
  public Optional<StoredMessage> edit(String room, long id, String text, Instant time)
      throws HistoryException {
    Optional<StoredMessage> edited = editor.edit(room, id, text, time);
    if (edited.isPresent()) {
      indexerThread.eraseLater();
    }
    return edited;
  }

  @Override
  public List<Long> delete(String room, List<Long> ids, String deletedBy) throws HistoryException {
    return eraseLater(editor.delete(room, ids, deletedBy));
  }

  @Override
  public List<Long> purge(
      String room, String nickname, OptionalLong author, Instant since, String deletedBy, int limit)
      throws HistoryException {
    return eraseLater(editor.purge(room, nickname, author, since, deletedBy, limit));
  }

  private List<Long> eraseLater(List<Long> deleted) {
    if (!deleted.isEmpty()) {
      indexerThread.eraseLater();
    }
    return deleted;
  }

  @Override
  public Optional<StoredMessage> react(
      String room, long id, String emoji, String nickname, OptionalLong author, boolean add)
      throws HistoryException {
    return editor.react(room, id, new PersonReaction(emoji, nickname, author), add);
  }

  @Override
  public Optional<StoredMessage> topic(String room) throws HistoryException {
    return reader.topic(room);
  }

  @Override
  public RecentMessages recent(String room, int limit) throws HistoryException {
    return new RecentMessages(
        reservedReader.before(room, Long.MAX_VALUE, limit), reservedReader.topic(room));
  }

  @Override
  public List<StoredMessage> missed(String room, long after, int limit) throws HistoryException {
    return reservedReader.after(after, Optional.of(room), Optional.empty(), limit);
  }

  @Override
  public UnreadCount countUnread(String room, long after, int limit) throws HistoryException {
    return unreadCounter.count(room, after, limit);
  }

  @Override
  public SearchResult search(SearchQuery query, Set<String> rooms, int limit, SearchBudget budget)
      throws HistoryException {
    return messageSearch.search(query, rooms, limit, budget);
  }

  @Override
  public List<StoredMessage> after(
      long id, Optional<String> room, Optional<Instant> since, int limit) throws HistoryException {
    return reader.after(id, room, since, limit);
  }

  @Override
  public int importMessages(List<StoredMessage> messages) throws HistoryException {
    int added = messageImport.importMessages(messages);
    indexerThread.wake();
    return added;
  }

  @Override
  public long prune(Instant olderThan) throws HistoryException {
    return retention.prune(olderThan);
  }

  @Override
  public long prune(String room, Instant olderThan) throws HistoryException {
    return retention.prune(room, olderThan);
  }

  @Override
  public long pruneToSize(long maxBytes) throws HistoryException {
    return retention.pruneToSize(maxBytes);
  }

  @Override
  public MessageCount count(Duration limit) throws HistoryException {
    return counter.count(limit);
  }

  /** Counts the rows of all messages, however long it takes. */
  long countRows() throws HistoryException {
    return counter.countRows();
  }

  /** An id that is not below any that was assigned, even if its message was lost or deleted. */
  long lastReservedId() throws HistoryException {
    return ids.lastReserved();
  }

  /** Lets the next id be above this one. */
  void raiseLastId(long id) throws HistoryException {
    ids.raise(id);
  }

  /**
   * Returns the reactions to messages by their ids.
   *
   * @param ids at least one
   */
  Map<Long, List<PersonReaction>> reactions(List<Long> ids) throws HistoryException {
    return database.read(connection -> ReactionTable.select(connection, ids));
  }

  /** Adds reactions of another store to messages that have none: all or none. */
  void addReactions(Map<Long, List<PersonReaction>> reactions) throws HistoryException {
    int unused =
        database.write(
            connection -> {
              for (Map.Entry<Long, List<PersonReaction>> message : reactions.entrySet()) {
                ReactionTable.insert(connection, message.getKey(), message.getValue());
              }
              return 0;
            });
  }

  @Override
  public void close() {
    indexerThread.close();
    ids.close();
    database.close();
  }

  /** Indexes all messages before it returns. */
  public void indexAll() throws HistoryException {
    while (index.indexAndMerge()) {
      // one batch per call
    }
  }

  /**
   * Erases all texts that were deleted or replaced before it returns.
   *
   * @return whether the log is empty as well; it is not while somebody reads old pages of it
   */
  public boolean eraseAll() throws HistoryException {
    TextErasure.Progress progress = erasure.step();
    while (progress == TextErasure.Progress.MORE) {
      progress = erasure.step();
    }
    return progress == TextErasure.Progress.DONE;
  }
}
