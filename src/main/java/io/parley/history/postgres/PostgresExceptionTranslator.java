package io.parley.history.postgres;

import io.parley.history.HistoryException;
import io.parley.history.PostgresUrl;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.postgresql.util.PSQLException;

/** Translates SQL exceptions of PostgreSQL into messages for an operator that name the server. */
record PostgresExceptionTranslator(PostgresUrl url) {

  HistoryException translate(HistoryException failure) {
    return new HistoryException(
        "the database " + url.database() + " at " + url.hostAndPort() + " " + failure.getMessage(),
        failure);
  }

  HistoryException translate(SQLException failure) {
    return new HistoryException(
        "the PostgreSQL server at " + url.hostAndPort() + " " + describe(failure), failure);
  }

  /** Whether the server or the connection to it is lost. */
  static boolean isConnectionFailure(SQLException failure) {
    String state = sqlStateOf(failure);
    return failure instanceof SQLTransientConnectionException
        || state.startsWith("08")
        || state.startsWith("57P");
  }

  private String describe(SQLException failure) {
    String state = sqlStateOf(failure);
    if (state.startsWith("28")) {
      return "refuses the user or the password";
    }
    return switch (state) {
      case "3D000" -> "has no database " + url.database();
      case "53100" -> "has no space left";
      case "53300" -> "has too many connections";
      case "25006" -> "is read-only";
      case "57P03" -> "is starting or ending";
      default ->
          (isConnectionFailure(failure) ? "cannot be reached: " : "reports: ")
              + HistoryException.rootCauseMessage(failure);
    };
  }

  /** Returns the SQL state of the failure or of its cause. */
  private static String sqlStateOf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof PSQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return "";
  }
}
