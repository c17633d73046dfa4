package io.parley.client.command;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The dates of a search. The server does not know the time zone of the user, so a date or a local
 * time gets its offset here: {@code before:2026-10-26} becomes {@code
 * before:2026-10-26T00:00+01:00}.
 */
final class SearchDates {
  private static final Pattern CONDITION =
      Pattern.compile("(?<!\\S)(before:|after:)(\\S+)", Pattern.CASE_INSENSITIVE);

  private SearchDates() {}

  /** Adds the offset to each local date. What is no local date stays: the server judges it. */
  static String resolve(String query, ZoneId zone) {
    return CONDITION
        .matcher(query)
        .replaceAll(condition -> Matcher.quoteReplacement(resolve(condition, zone)));
  }

  private static String resolve(MatchResult condition, ZoneId zone) {
    String date = condition.group(2);
    try {
      ZonedDateTime time =
          date.indexOf('T') < 0
              ? LocalDate.parse(date).atStartOfDay(zone)
              : LocalDateTime.parse(date).atZone(zone);
      return condition.group(1) + time.toOffsetDateTime();
    } catch (DateTimeException e) {
      return condition.group();
    }
  }
}
