package io.parley.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parley.protocol.Problem;
import io.parley.protocol.RejectedException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchQueryTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  @Test
  void prefixes_separate_names_and_dates_from_words() throws Exception {
    assertEquals(
        new SearchQuery(
            "big news",
            Optional.of("Ann"),
            Optional.of("lobby"),
            Optional.of(Instant.parse("2026-01-30T16:00:00Z")),
            Optional.of(Instant.parse("2025-12-31T16:00:00Z"))),
        SearchQuery.parse(
            " big  FROM:Ann in:lobby news before:2026-01-31 after:2026-01-01 ", ZONE));
  }

  @Test
  void time_without_offset_is_in_given_zone() throws Exception {
    assertEquals(
        Optional.of(Instant.parse("2026-01-31T04:30:00Z")),
        SearchQuery.parse("before:2026-01-31T12:30", ZONE).before());
    assertEquals(
        Optional.of(Instant.parse("2026-01-31T12:30:00Z")),
        SearchQuery.parse("after:2026-01-31T12:30:00Z", ZONE).after());
  }

  @Test
  void room_may_begin_with_hash() throws Exception {
    assertEquals(Optional.of("tea"), SearchQuery.parse("biscuits in:#tea", ZONE).in());
  }

  @Test
  void nickname_may_begin_with_at_sign() throws Exception {
    assertEquals(Optional.of("pat"), SearchQuery.parse("tea from:@pat", ZONE).from());
    assertEquals(Optional.of("@"), SearchQuery.parse("tea from:@", ZONE).from());
  }

  @ParameterizedTest
  @ValueSource(strings = {"before:", "from:", "in:", "at:noon", ":", ""})
  void part_that_is_no_condition_is_a_word(String typed) throws Exception {
    assertEquals(
        new SearchQuery(
            typed, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
        SearchQuery.parse(typed, ZONE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "before:tomorrow",
        "after:2026-02-30",
        "cake after:2026-01-31T25:00",
        "before:+999999999-12-31",
        "after:-999999999-01-01T00:00",
        "after:+12026-01-31T00:00Z"
      })
  void malformed_date_is_rejected(String typed) {
    RejectedException rejection =
        assertThrows(RejectedException.class, () -> SearchQuery.parse(typed, ZONE));

    assertEquals(Problem.Code.SEARCH_MALFORMED, rejection.problem().code());
  }
}
