package io.parley.history;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;

/**
 * A message that is not stored yet.
 *
 * @param room the name of the room, as it is shown
 * @param time truncated to microseconds, the precision of every store
 * @param nickname the author, as it is shown
 * @param text the text of a chat or an emote, or the new topic, which may be empty
 * @param author the id of the account, or a negative random number for a guest's stay; never shown,
 *     exported or searched. Empty if it is not known
 * @param replyTo the id of the message of the same room that this one answers; empty if it answers
 *     none
 */
public record NewMessage(
    String room,
    Instant time,
    String nickname,
    MessageKind kind,
    String text,
    OptionalLong author,
    OptionalLong replyTo) {
  /**
   * The maximum length of a text, in UTF-16 units. It is above every input limit, and every index
   * accepts it.
   */
  public static final int MAX_LENGTH = 65_536;

  private static final Instant MIN_TIME = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant END_TIME =
      Instant.parse("9999-12-31T00:00:00Z").plus(1, ChronoUnit.DAYS);

  /**
   * Rejects values that some database cannot store.
   *
   * @throws IllegalArgumentException for a text that is too long, U+0000, half of a surrogate pair,
   *     or a year that has not four digits
   */
  public NewMessage {
    requireStorable("room", room);
    requireStorable("nickname", nickname);
    requireStorable("text", text);
    requireStorable(time);
    time = truncate(time);
  }

  /** A message of an author who is not known, and that answers none. */
  public NewMessage(String room, Instant time, String nickname, MessageKind kind, String text) {
    this(room, time, nickname, kind, text, OptionalLong.empty(), OptionalLong.empty());
  }

  /** The same message with another text. */
  public NewMessage withText(String changed) {
    return new NewMessage(room, time, nickname, kind, changed, author, replyTo);
  }

  /** The same message of another author number. */
  public NewMessage withAuthor(OptionalLong changed) {
    return new NewMessage(room, time, nickname, kind, text, changed, replyTo);
  }

  /** What stays of the message when it is deleted. */
  public NewMessage withoutText() {
    return new NewMessage(room, time, nickname, kind, "");
  }

  static Instant truncate(Instant time) {
    return time.truncatedTo(ChronoUnit.MICROS);
  }

  static void requireStorable(Instant time) {
    if (!isStorable(time)) {
      throw new IllegalArgumentException("time must be of the years 1 to 9999");
    }
  }

  /** Whether a time is of the years 1 to 9999, which every store can compare with others. */
  public static boolean isStorable(Instant time) {
    return !time.isBefore(MIN_TIME) && time.isBefore(END_TIME);
  }

  static void requireStorable(String field, String value) {
    if (value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(field + " is longer than " + MAX_LENGTH + " characters");
    }
    if (value.codePoints().anyMatch(NewMessage::isUnstorable)) {
      throw new IllegalArgumentException(field + " has characters that cannot be stored");
    }
  }

  private static boolean isUnstorable(int c) {
    return c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
