package io.parley.history;

import io.parley.protocol.Problem;
import io.parley.protocol.RejectedException;
import io.parley.protocol.RoomName;
import io.parley.protocol.Text;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A search query. A message matches if all given conditions hold.
 *
 * @param words the words; the text must contain all of them
 * @param from the author
 * @param in the room
 * @param before the end of the time range, exclusive
 * @param after the begin of the time range, inclusive
 */
public record SearchQuery(
    String words,
    Optional<String> from,
    Optional<String> in,
    Optional<Instant> before,
    Optional<Instant> after) {

  /**
   * Parses a typed query: {@code from:NICK} or {@code from:@NICK}, {@code in:ROOM}, {@code
   * before:2026-01-31}, {@code after:2026-01-31} (or a time, as {@code 2026-01-31T12:00}), and the
   * rest are words. A prefix without a name or a date is a word like any other.
   *
   * @param zone the time zone of the dates
   * @throws RejectedException if a date cannot be read
   */
  public static SearchQuery parse(String typed, ZoneId zone) throws RejectedException {
    List<String> words = new ArrayList<>();
    Optional<String> from = Optional.empty();
    Optional<String> in = Optional.empty();
    Optional<Instant> before = Optional.empty();
    Optional<Instant> after = Optional.empty();
    for (String part : typed.strip().split("\\s+", -1)) {
      if (operand(part, "from:").isPresent()) {
        from = operand(part, "from:").map(SearchQuery::stripAt);
      } else if (operand(part, "in:").isPresent()) {
        in = operand(part, "in:").map(RoomName::stripHash);
      } else if (operand(part, "before:").isPresent()) {
        before = parseTime(operand(part, "before:").get(), zone);
      } else if (operand(part, "after:").isPresent()) {
        after = parseTime(operand(part, "after:").get(), zone);
      } else {
        words.add(part);
      }
    }
    return new SearchQuery(String.join(" ", words), from, in, before, after);
  }

  /** A nickname may be typed as in a mention. */
  private static String stripAt(String nickname) {
    return nickname.length() > 1 && nickname.charAt(0) == '@' ? nickname.substring(1) : nickname;
  }

  private static Optional<String> operand(String part, String prefix) {
    return part.regionMatches(true, 0, prefix, 0, prefix.length())
            && part.length() > prefix.length()
        ? Optional.of(part.substring(prefix.length()))
        : Optional.empty();
  }

  private static Optional<Instant> parseTime(String date, ZoneId zone) throws RejectedException {
    try {
      Instant time = parseInstant(date, zone);
      if (NewMessage.isStorable(time)) {
        return Optional.of(time);
      }
    } catch (DateTimeException e) {
      // The same problem as for a year that no store can compare.
    }
    throw new RejectedException(
        new Problem(
            Problem.Code.SEARCH_MALFORMED,
            "There is no date " + Text.sanitize(date).toSingleLine() + "; say it as 2026-01-31.",
            date));
  }

  private static Instant parseInstant(String date, ZoneId zone) {
    if (date.indexOf('T') < 0) {
      return LocalDate.parse(date).atStartOfDay(zone).toInstant();
    }
    return date.matches(".*T.*(Z|[+-][0-9:]+)")
        ? OffsetDateTime.parse(date).toInstant()
        : LocalDateTime.parse(date).atZone(zone).toInstant();
  }
}
