package io.parley.history.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.history.PostgresUrl;
import java.io.EOFException;
import java.net.ConnectException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

class PostgresExceptionTranslatorTest {
  private static final String SERVER = "the PostgreSQL server at db.example:5432 ";

  @Test
  void cause_without_message_is_skipped() {
    assertEquals(
        SERVER + "cannot be reached: An I/O error occurred.",
        message(
            new PSQLException(
                "An I/O error occurred.", PSQLState.CONNECTION_FAILURE, new EOFException())));
  }

  @Test
  void deepest_cause_with_message_is_reported() {
    assertEquals(
        SERVER + "cannot be reached: Connection refused",
        message(
            new PSQLException(
                "The connection attempt failed.",
                PSQLState.CONNECTION_UNABLE_TO_CONNECT,
                new ConnectException("Connection refused"))));
  }

  @Test
  void other_failures_are_reported_by_first_line() {
    assertEquals(
        SERVER + "reports: ERROR: no such thing",
        message(
            new PSQLException("ERROR: no such thing\n  Position: 1", PSQLState.UNDEFINED_TABLE)));
  }

  private static String message(SQLException failure) {
    return String.valueOf(
        new PostgresExceptionTranslator(new PostgresUrl("db.example:5432", "parley"))
            .translate(failure)
            .getMessage());
  }
}
