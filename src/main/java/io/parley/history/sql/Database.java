package io.parley.history.sql;

import io.parley.history.HistoryException;
import java.sql.SQLException;

/** Connections to a database, and the words of failures there. */
public interface Database extends AutoCloseable {

  /** What is done on a connection; the session is not to be used afterwards. */
  interface Work<T> {
    T execute(SqlConnection session) throws SQLException, HistoryException;
  }

  /** What is said in other words to this database. */
  SqlDialect sqlDialect();

  /** Every statement sees what is committed when it begins. */
  <T> T read(Work<T> work) throws HistoryException;

  /** In one transaction, which is durable when this returns. */
  <T> T write(Work<T> work) throws HistoryException;

  /**
   * In one transaction of a flood, in which everybody would wait for the disk all the time: it may
   * be undone by a loss of power in the next moment, as the settings have it.
   */
  default <T> T writeFlood(Work<T> work) throws HistoryException {
    return write(work);
  }

  /** In one transaction that may be undone by a loss of power, yet never in part. */
  <T> T writeUnsynced(Work<T> work) throws HistoryException;

  @Override
  void close();
}
