package io.parley.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody typed to find something. */
class SearchQueryTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  @Test
  void names_and_dates_are_told_from_words() {
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
  void times_are_of_the_zone_unless_they_name_another() {
    assertEquals(
        Optional.of(Instant.parse("2026-01-31T04:30:00Z")),
        SearchQuery.parse("before:2026-01-31T12:30", ZONE).before());
    assertEquals(
        Optional.of(Instant.parse("2026-01-31T12:30:00Z")),
        SearchQuery.parse("after:2026-01-31T12:30:00Z", ZONE).after());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"before:tomorrow", "from:", "in:", "after:2026-02-30", "at:noon", ":", ""})
  void what_has_no_other_sense_is_a_word(String typed) {
    assertEquals(
        new SearchQuery(
            typed, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
        SearchQuery.parse(typed, ZONE));
  }
}
