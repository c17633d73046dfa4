package io.parley.history.sql;

import io.parley.history.HistoryException;
import java.sql.SQLException;

/** The connections to a database. Failures are reported in words for people. */
public interface Database extends AutoCloseable {

  /** What is run on a connection; it does not use the connection afterwards. */
  interface Work<T> {
    T execute(SqlConnection session) throws SQLException, HistoryException;
  }

  /** The SQL that differs between databases. */
  SqlDialect sqlDialect();

  /** Runs statements that read. Each one sees what is committed when it begins. */
  <T> T read(Work<T> work) throws HistoryException;

  /**
   * Runs one transaction, which is committed when this returns. A power failure undoes at most the
   * last transactions, as far as the settings allow, and none of them in part.
   */
  <T> T write(Work<T> work) throws HistoryException;

  /** Runs one transaction, which is on the disk when this returns. */
  <T> T writeSynced(Work<T> work) throws HistoryException;

  @Override
  void close();
}
