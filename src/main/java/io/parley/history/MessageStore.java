package io.parley.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * Stores the messages of all rooms. Every method blocks, at most as long as the settings allow.
 * Append is for one thread at a time, as are edit, delete, purge and react; the other methods are
 * for any thread. Names of rooms and authors are compared as nicknames are, regardless of case.
 *
 * <p>All reads give messages as they are now. A deleted message stays in its place with an empty
 * text, and is never found by a search.
 */
public interface MessageStore extends AutoCloseable {

  /**
   * Stores all messages or none.
   *
   * @param token identifies this call; a retry with the same token stores no message again and
   *     returns the same ids. The store knows the tokens of the last 1000 calls or more
   * @throws HistoryException if no message was stored, or if the outcome is unknown
   */
  List<StoredMessage> append(UUID token, List<NewMessage> messages) throws HistoryException;

  /**
   * Returns the newest messages of a room below an id, oldest first.
   *
   * @param before the id, exclusive; {@code Long.MAX_VALUE} for the newest
   */
  List<StoredMessage> before(String room, long before, int limit) throws HistoryException;

  /** Returns a message of a room; empty if the room has none with this id. */
  Optional<StoredMessage> find(String room, long id) throws HistoryException;

  /**
   * Replaces the text of a message. The id stays.
   *
   * @param text as in {@link NewMessage}
   * @param time of the change
   * @return the message after it; empty if the room has no such message, it was deleted, or it is a
   *     topic
   */
  Optional<StoredMessage> edit(String room, long id, String text, Instant time)
      throws HistoryException;

  /**
   * Deletes the texts of messages, and all that people have done with them: of each stay the id,
   * the room, the time, the nickname, the kind, and who has deleted it. Topics cannot be deleted.
   * All are deleted or none.
   *
   * @param deletedBy the nickname, as it is shown
   * @return the ids that were deleted by this call, in the order of {@code ids}
   */
  List<Long> delete(String room, List<Long> ids, String deletedBy) throws HistoryException;

  /**
   * Deletes the newest messages of an author, as {@link #delete} does. Call it again until fewer
   * come than the limit. Looks no further than 1000 messages in a row that are older.
   *
   * @param nickname the author; not compared if there is a number
   * @param author the number of the author, as in {@link NewMessage}
   * @param since the time of the oldest message, inclusive
   * @param limit the maximum number of messages
   * @return the ids that were deleted, the highest first
   */
  List<Long> purge(
      String room, String nickname, OptionalLong author, Instant since, String deletedBy, int limit)
      throws HistoryException;

  /**
   * Adds a reaction, or takes it back. A person has each emoji once: who has the same author
   * number, or without one the same nickname.
   *
   * @param emoji as in {@link Reaction}
   * @param nickname as it is shown
   * @param add whether to add it
   * @return the message after it, which is unchanged if a bound of {@link Reaction} is reached;
   *     empty if the room has no such message, it was deleted, or it is a topic
   */
  Optional<StoredMessage> react(
      String room, long id, String emoji, String nickname, OptionalLong author, boolean add)
      throws HistoryException;

  /** Returns the newest topic change of a room. */
  Optional<StoredMessage> topic(String room) throws HistoryException;

  /**
   * Returns what a room needs to start. Unlike the other reads, this one and {@link #missed} wait
   * for each other only.
   *
   * @param limit the maximum number of messages
   */
  default RecentMessages recent(String room, int limit) throws HistoryException {
    return new RecentMessages(before(room, Long.MAX_VALUE, limit), topic(room));
  }

  /**
   * Returns the first messages of a room above an id, oldest first.
   *
   * @param after the id, exclusive
   */
  default List<StoredMessage> missed(String room, long after, int limit) throws HistoryException {
    return after(after, Optional.of(room), Optional.empty(), limit);
  }

  /**
   * Counts the newest messages of a room above an id.
   *
   * @param after the id, exclusive
   * @param limit the number of messages, topics included, that are looked at
   */
  UnreadCount countUnread(String room, long after, int limit) throws HistoryException;

  /**
   * Searches the messages of these rooms, newest first. It takes a connection for one page of rows
   * at a time, so that other reads do not wait for its end.
   *
   * @param limit the maximum number of messages in the result
   * @param budget ends a search that costs too much
   */
  SearchResult search(SearchQuery query, Set<String> rooms, int limit, SearchBudget budget)
      throws HistoryException;

  /**
   * Returns a page of all messages, in the order of ids.
   *
   * @param id the id before the page, exclusive; 0 for the first page
   */
  List<StoredMessage> after(long id, Optional<String> room, Optional<Instant> since, int limit)
      throws HistoryException;

  /**
   * Stores exported messages with their ids: all of them or none. Messages that are stored already
   * are skipped, also in an older or newer version ({@link StoredMessage#isVersionOf}).
   *
   * @return the number of new messages
   * @throws RefusedIdException if another message has one of the ids, or one is too high; see
   *     {@link ImportedIds}
   */
  int importMessages(List<StoredMessage> messages) throws HistoryException;

  /**
   * Deletes older messages, in small transactions. The current topics of rooms stay.
   *
   * @return the number of deleted messages
   */
  long prune(Instant olderThan) throws HistoryException;

  /**
   * Deletes older messages of one room, in small transactions. The current topic stays.
   *
   * @return the number of deleted messages
   */
  long prune(String room, Instant olderThan) throws HistoryException;

  /**
   * Deletes the oldest messages, in small transactions, until the others take at most this space.
   * The current topics of rooms stay. A store that cannot measure its size deletes none.
   *
   * @param maxBytes the size of messages and indexes, in bytes
   * @return the number of deleted messages
   */
  long pruneToSize(long maxBytes) throws HistoryException;

  /**
   * Counts all messages.
   *
   * @param limit the maximum duration; then the result is an estimate
   */
  MessageCount count(Duration limit) throws HistoryException;

  /** Ends the background threads, and closes the files and connections. */
  @Override
  void close();
}
