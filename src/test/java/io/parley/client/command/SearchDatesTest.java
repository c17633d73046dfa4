package io.parley.client.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.history.SearchQuery;
import io.parley.protocol.Request;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchDatesTest {
  private static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final ZoneId AUCKLAND = ZoneId.of("Pacific/Auckland");

  /** On 25 October 2026 the clocks of London go back. */
  @Test
  void date_and_local_time_get_the_offset_of_that_day() {
    assertEquals(
        "tea after:2026-10-25T00:00+01:00 before:2026-10-26T00:00Z",
        SearchDates.resolve("tea after:2026-10-25 before:2026-10-26", LONDON));
    assertEquals(
        "BEFORE:2026-10-24T12:30+01:00 $1 \\",
        SearchDates.resolve("BEFORE:2026-10-24T12:30 $1 \\", LONDON));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tea",
        "before:",
        "before:yesterday",
        "after:2026-02-30",
        "x-before:2026-10-26",
        "before:2026-10-26T12:00Z",
        "before:2026-10-26T12:00+02:00",
        "from:before:2026-10-26"
      })
  void other_words_stay(String query) {
    assertEquals(query, SearchDates.resolve(query, AUCKLAND));
  }

  /** The server's own zone does not matter. */
  @Test
  void server_reads_the_time_that_the_user_means() throws Exception {
    CommandTable commands = new CommandTable(false, AUCKLAND);
    UserCommand.Search command =
        (UserCommand.Search) commands.parse("/search tea before:2026-10-26");
    assertEquals(
        new Request.Search("tea before:2026-10-26T00:00+13:00", OptionalInt.empty()),
        command.request());

    SearchQuery query = SearchQuery.parse(command.request().query(), LONDON);

    assertEquals(Optional.of(Instant.parse("2026-10-25T11:00:00Z")), query.before());
  }
}
