package io.parley.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class InstantConverterTest {

  @ParameterizedTest
  @CsvSource({
    "2026-10-26,                2026-10-26T00:00:00Z,  Europe/London",
    "2026-10-25,                2026-10-24T23:00:00Z,  Europe/London",
    "2026-10-26,                2026-10-25T11:00:00Z,  Pacific/Auckland",
    "2026-10-26T12:00,          2026-10-25T23:00:00Z,  Pacific/Auckland",
    "2026-10-26T12:00:00Z,      2026-10-26T12:00:00Z,  Pacific/Auckland",
    "2026-10-26T12:00:00+02:00, 2026-10-26T10:00:00Z,  Pacific/Auckland",
  })
  void time_without_offset_is_in_the_zone_of_the_user(String typed, String instant, String zone) {
    assertEquals(Instant.parse(instant), new InstantConverter(ZoneId.of(zone)).convert(typed));
  }

  @ParameterizedTest
  @ValueSource(strings = {"noon", "", "T", "2026-02-30", "2026-10-26T", "2026-10-26T25:00"})
  void other_text_is_refused(String typed) {
    assertThrows(TypeConversionException.class, () -> new InstantConverter().convert(typed));
  }
}
