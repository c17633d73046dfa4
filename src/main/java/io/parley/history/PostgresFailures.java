package io.parley.history;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.postgresql.util.PSQLException;

/** Failures of a PostgreSQL server in the words of people: where, and what is wrong. */
record PostgresFailures(PostgresUrl url) {

  HistoryException of(HistoryException failure) {
    return new HistoryException(
        "the database " + url.database() + " at " + url.place() + " " + failure.getMessage(),
        failure);
  }

  HistoryException of(SQLException failure) {
    return new HistoryException(
        "the PostgreSQL server at " + url.place() + " " + reason(failure), failure);
  }

  /** Whether the server or the way there is gone. */
  static boolean isDisconnection(SQLException failure) {
    String state = stateOf(failure);
    return failure instanceof SQLTransientConnectionException
        || state.startsWith("08")
        || state.startsWith("57P");
  }

  private String reason(SQLException failure) {
    String state = stateOf(failure);
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
          (isDisconnection(failure) ? "cannot be reached: " : "reports: ")
              + HistoryException.deepestWords(failure);
    };
  }

  /** Of the failure itself or, if it has none, of what caused it. */
  private static String stateOf(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof PSQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return "";
  }
}
