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
  private static final String PLACE = "the PostgreSQL server at db.example:5432 ";

  @Test
  void a_cause_without_words_is_told_in_the_words_of_what_it_caused() {
    assertEquals(
        PLACE + "cannot be reached: An I/O error occurred.",
        message(
            new PSQLException(
                "An I/O error occurred.", PSQLState.CONNECTION_FAILURE, new EOFException())));
  }

  @Test
  void the_deepest_cause_says_most() {
    assertEquals(
        PLACE + "cannot be reached: Connection refused",
        message(
            new PSQLException(
                "The connection attempt failed.",
                PSQLState.CONNECTION_UNABLE_TO_CONNECT,
                new ConnectException("Connection refused"))));
  }

  @Test
  void other_failures_are_reports_of_which_the_first_line_is_told() {
    assertEquals(
        PLACE + "reports: ERROR: no such thing",
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
