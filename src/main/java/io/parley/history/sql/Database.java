package io.parley.history.sql;

import io.parley.history.HistoryException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** The connections to a database. Exceptions have messages for an operator. */
public interface Database extends AutoCloseable {

  /** An operation on a connection. It does not keep a reference to the connection. */
  interface Work<T> {
    T execute(SqlConnection connection) throws SQLException, HistoryException;
  }

  /** One of the ways to read. */
  interface Reads {
    <T> T read(Work<T> work) throws HistoryException;
  }

  /** The SQL that differs between databases. */
  SqlDialect sqlDialect();

  /** Runs statements that read. Each statement sees the data that is committed when it begins. */
  <T> T read(Work<T> work) throws HistoryException;

  /**
   * Runs statements that read, on a connection that nothing else uses: they wait for each other,
   * and never for {@link #read}.
   */
  <T> T readReserved(Work<T> work) throws HistoryException;

  /**
   * Runs statements that read, and interrupts them after a time.
   *
   * @param limit the maximum duration, which does not include the wait for a connection
   * @return empty if a statement was interrupted
   */
  <T> Optional<T> readWithin(Duration limit, Work<T> work) throws HistoryException;

  /**
   * Runs one transaction, which is committed when this returns. A power failure undoes at most the
   * last transactions, as far as the settings allow, and none of them in part.
   */
  <T> T write(Work<T> work) throws HistoryException;

  /** Runs one transaction, which is on the disk when this returns. */
  <T> T writeSynced(Work<T> work) throws HistoryException;

  /**
   * Empties the log of the database, if it is a file that keeps what was overwritten. Writers wait
   * for some milliseconds.
   *
   * @return whether it is empty; it is not while somebody reads what was written before
   */
  default boolean truncateLog() throws HistoryException {
    return true;
  }

  @Override
  void close();
}
