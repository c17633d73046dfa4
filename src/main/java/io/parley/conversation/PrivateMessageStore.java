package io.parley.conversation;

import io.parley.history.HistoryException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stores private messages between accounts. Every method blocks, at most as long as the settings of
 * the database allow, and is for any thread.
 *
 * <p>1. A message belongs to both accounts: it is deleted with either of them. 2. Of each account
 * the store keeps the id of the newest message that it has got, which only rises. What is above it,
 * and was sent to the account by another one, was <em>left</em> for it.
 */
public interface PrivateMessageStore extends AutoCloseable {

  /**
   * Stores a message. It is on the disk when this returns.
   *
   * @return empty if one of the accounts does not exist
   * @throws HistoryException if it was not stored, or if the outcome is unknown
   */
  Optional<StoredPrivateMessage> append(NewPrivateMessage message) throws HistoryException;

  /**
   * Counts what was left for an account.
   *
   * @param limit the number of messages that are looked at
   */
  LeftCount countLeft(long receiver, long sender, int limit) throws HistoryException;

  /** Returns what was left for an account, the oldest first. */
  List<StoredPrivateMessage> left(long receiver, int limit) throws HistoryException;

  /**
   * Raises the ids of the newest messages that accounts have got, in one transaction; a lower one
   * changes nothing, nor does that of an account that does not exist.
   */
  void raiseMarks(Map<Long, Long> marks) throws HistoryException;

  /**
   * Returns the newest messages between two accounts below an id, oldest first.
   *
   * @param before the id, exclusive; {@code Long.MAX_VALUE} for the newest
   */
  List<StoredPrivateMessage> before(long account, long other, long before, int limit)
      throws HistoryException;

  /**
   * Returns a page of all messages, in the order of ids.
   *
   * @param id the id before the page, exclusive; 0 for the first page
   */
  List<StoredPrivateMessage> after(long id, int limit) throws HistoryException;

  /**
   * Stores exported messages: all of them or none. They get new ids, and count as seen by their
   * receivers. One that is stored already, with the same accounts, time and text, is skipped.
   *
   * @return the number of new messages
   */
  int importMessages(List<NewPrivateMessage> messages) throws HistoryException;

  /**
   * Deletes older messages, in small transactions.
   *
   * @return the number of deleted messages
   */
  long prune(Instant olderThan) throws HistoryException;

  /**
   * Deletes the oldest messages that an account has sent.
   *
   * @param max the number of those that stay
   * @return the number of deleted messages
   */
  int trim(long sender, int max) throws HistoryException;

  /** Deletes all messages from and to an account. */
  void removeAccount(long account) throws HistoryException;

  @Override
  void close();
}
