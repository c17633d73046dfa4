package io.parley.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The wording of a summary of joins and leaves. */
class PlainTextFormatterTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "37 | 12 | 37 people have joined, 12 have left",
        "1 | 1 | 1 person has joined, 1 has left",
        "2 | 0 | 2 people have joined",
        "0 | 2 | 2 people have left",
        "0 | 1 | 1 person has left"
      })
  void summary_names_the_numbers_that_are_not_zero(int joined, int left, String expected) {
    assertEquals(
        expected,
        PlainTextFormatter.format(new ServerMessage.PresenceSummary(joined, left, Stamp.UNKNOWN))
            .value());
  }
}
