package io.parley.account;

import io.parley.history.HistoryException;
import io.parley.protocol.Nickname;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Stores accounts. Several processes may use one store. Every method blocks, at most as long as the
 * settings of the database allow, and is for any thread.
 *
 * <p>1. Changes have numbers, which rise by one. 2. A change is made only if the caller knows all
 * earlier ones: it gives the number of the last one, and nothing is changed if there is another by
 * now. So the caller can check in memory that nobody else owns a nickname. 3. What the store does
 * not check: who owns nicknames that look alike, and every limit.
 */
public interface AccountStore extends AutoCloseable {

  /**
   * Returns what has changed. Cheap if nothing has.
   *
   * @param number the number of the last change that the caller knows; 0 for all accounts
   */
  AccountChanges changesAfter(long number) throws HistoryException;

  /**
   * Stores a new account. It is on the disk when this returns.
   *
   * @param number the number of the last change that the caller knows
   * @param passwordHash in the PHC string format
   * @return empty if there was another change
   */
  Optional<Account> add(
      long number, Nickname nickname, AccountRole role, Instant created, String passwordHash)
      throws HistoryException;

  /**
   * Stores the nicknames and the role of an account.
   *
   * @param number the number of the last change that the caller knows
   * @return false if there was another change, or no such account
   */
  boolean update(long number, Account account) throws HistoryException;

  /**
   * Stores another password.
   *
   * @param number the number of the last change that the caller knows
   * @return false if there was another change, or no such account
   */
  boolean changePassword(long number, long account, String passwordHash) throws HistoryException;

  /**
   * Removes an account with its nicknames and read marks, and with the private messages from and to
   * it that are in the same database.
   *
   * @param number the number of the last change that the caller knows
   * @return false if there was another change, or no such account
   */
  boolean remove(long number, long account) throws HistoryException;

  /** Returns the hash of an account's password; empty if there is no such account. */
  Optional<String> passwordHash(long account) throws HistoryException;

  /**
   * Stores another hash of the same password, which is no change of the account.
   *
   * @return false if the password has another hash than {@code old} by now
   */
  boolean replaceHash(long account, String old, String next) throws HistoryException;

  /** Returns the read marks of an account, the newest first. */
  List<ReadMark> readMarks(long account) throws HistoryException;

  /**
   * Raises read marks, all of them or none; one that is as high or higher stays. Rooms are the same
   * regardless of case.
   *
   * @param maxMarks the number of marks of an account that are kept, those of the newest messages
   * @return how many were raised; those of an account that does not exist were not
   */
  int raiseReadMarks(List<AccountReadMark> marks, int maxMarks) throws HistoryException;

  @Override
  void close();
}
