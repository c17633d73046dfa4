package io.parley.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What was said, kept. Everything blocks, and no longer than the deadlines of the settings; append
 * from one thread at a time, the rest from any thread. Names of rooms and people are the same as
 * nicknames are: however they are written.
 */
public interface MessageStore extends AutoCloseable {

  /**
   * Stores all of them or none.
   *
   * @param token the same again, after an answer that was lost, stores nothing more and returns the
   *     same ids; remembered for about 1000 calls
   * @throws HistoryException if nothing was stored, or if that is not known
   */
  List<StoredMessage> append(UUID token, List<NewMessage> sayings) throws HistoryException;

  /**
   * The last entries of a room, oldest first.
   *
   * @param before only with a smaller id; {@code Long.MAX_VALUE} for the newest
   */
  List<StoredMessage> before(String room, long before, int limit) throws HistoryException;

  /** The newest topic of a room. */
  Optional<StoredMessage> topic(String room) throws HistoryException;

  /** What matches, newest first, of these rooms only. */
  List<StoredMessage> search(SearchQuery query, Set<String> rooms, int limit)
      throws HistoryException;

  /**
   * A page of everything, in the order of ids, for going through it all.
   *
   * @param id only with a greater id; 0 for the first page
   */
  List<StoredMessage> after(long id, Optional<String> room, Optional<Instant> since, int limit)
      throws HistoryException;

  /**
   * Takes back what was kept before, with its ids: all of them or none. What is here already is
   * passed over.
   *
   * @return how many are new
   * @throws IdConflictException if the history has something else under the id of one of them
   */
  int importMessages(List<StoredMessage> entries) throws HistoryException;

  /**
   * Forgets for good what is older, a little at a time; only the topic that a room has now stays.
   *
   * @return how many entries are gone
   */
  long prune(Instant olderThan) throws HistoryException;

  /** Ends the work behind the scenes and lets go of the files and connections. */
  @Override
  void close();
}
