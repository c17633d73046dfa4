package io.parley.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A history in a database: one schema, whichever database it is. */
final class SqlStore implements HistoryStore {
  private final Database database;
  private final Indexing indexing;
  private final Indexer indexer;
  private final Appending appending;
  private final Reading reading;
  private final Searching searching;
  private final Pruning pruning;
  private final Restoring restoring;

  /**
   * @param gather how long what is new may wait for more before it is indexed
   */
  SqlStore(Database database, Duration gather) {
    this.database = database;
    indexing = new Indexing(database);
    appending = new Appending(database);
    reading = new Reading(database);
    searching = new Searching(database);
    pruning = new Pruning(database, indexing);
    restoring = new Restoring(database, indexing);
    indexer = new Indexer(indexing, gather);
  }

  @Override
  public List<Entry> append(UUID token, List<Saying> sayings) throws HistoryException {
    List<Entry> entries = appending.append(token, sayings);
    indexing.stored(entries);
    indexer.wake();
    return entries;
  }

  @Override
  public List<Entry> past(String room, long before, int limit) throws HistoryException {
    return reading.past(room, before, limit);
  }

  @Override
  public Optional<Entry> topic(String room) throws HistoryException {
    return reading.topic(room);
  }

  @Override
  public List<Entry> search(SearchQuery query, Set<String> rooms, int limit)
      throws HistoryException {
    return searching.search(query, rooms, limit);
  }

  @Override
  public List<Entry> after(long id, Optional<String> room, Optional<Instant> since, int limit)
      throws HistoryException {
    return reading.after(id, room, since, limit);
  }

  @Override
  public int restore(List<Entry> entries) throws HistoryException {
    int fresh = restoring.restore(entries);
    indexer.wake();
    return fresh;
  }

  @Override
  public long prune(Instant olderThan) throws HistoryException {
    return pruning.prune(olderThan);
  }

  @Override
  public void close() {
    indexer.close();
    database.close();
  }

  /** Indexes all there is before it returns. */
  void index() throws HistoryException {
    while (indexing.step()) {
      // one batch after the other
    }
  }
}
