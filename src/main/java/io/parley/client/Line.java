package io.parley.client;

import io.parley.protocol.RoomName;
import java.time.Instant;
import java.util.Optional;

/**
 * One line to show, and what a screen may want to know of it.
 *
 * @param text without a newline, safe to show
 * @param age whether it happens now, or when it did
 * @param mark whether somebody should look at it
 * @param room where it happened; empty if it is about no room
 * @param time when it happened; empty if nobody knows, or just now
 * @param author whose words these are, as {@code text} has the name; empty if nobody's
 */
public record Line(
    String text,
    Age age,
    Mark mark,
    Optional<RoomName> room,
    Optional<Instant> time,
    Optional<String> author)
    implements Cue {

  /** When it happened. All but what happens now is shown less bright. */
  public enum Age {
    NOW,
    /** While the reader was not connected: it is news even so. */
    MISSED,
    BEFORE,
    /** Before all that is shown of its room. */
    BEFORE_ALL
  }

  /** Why somebody should look at a line. */
  public enum Mark {
    /** There is no reason. */
    NONE,
    /** It has the reader's nickname, or a word that they look out for. */
    NAMED,
    /** It is for the reader alone. */
    PRIVATE
  }

  /** A line of which nothing more is known. */
  public Line(String text, boolean past) {
    this(
        text,
        past ? Age.BEFORE : Age.NOW,
        Mark.NONE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Whether it happened before. */
  public boolean past() {
    return age != Age.NOW;
  }

  public boolean older() {
    return age == Age.BEFORE_ALL;
  }

  public boolean missed() {
    return age == Age.MISSED;
  }

  /** Whether it calls for the reader now. */
  public boolean calls() {
    return mark != Mark.NONE && !past();
  }

  /** What happens now. */
  public static Line now(String text) {
    return new Line(text, false);
  }

  public Line in(RoomName place) {
    return new Line(text, age, mark, Optional.of(place), time, author);
  }

  public Line at(Instant when) {
    return new Line(text, age, mark, room, Optional.of(when), author);
  }

  public Line by(String name) {
    return new Line(text, age, mark, room, time, Optional.of(name));
  }

  public Line marked(Mark why) {
    return new Line(text, age, why, room, time, author);
  }

  /** It happened before. */
  public Line fromBefore() {
    return new Line(text, Age.BEFORE, mark, room, time, author);
  }

  /** It happened while the reader was not connected. */
  public Line missedThen() {
    return new Line(text, Age.MISSED, mark, room, time, author);
  }

  /** It happened before all that is shown of its room. */
  public Line fromBeforeAll() {
    return new Line(text, Age.BEFORE_ALL, mark, room, time, author);
  }

  /** It begins with the name of its room, as somebody reads it among what is said elsewhere. */
  public Line fromElsewhere() {
    String prefix = room.map(place -> "[" + place + "] ").orElse("");
    return new Line(prefix + text, age, mark, room, time, Optional.empty());
  }

  /** Whether it is news, for who was away: not what the reader has said to somebody alone. */
  public boolean isNews() {
    return isSaid() && (mark != Mark.NONE || room.filter(Conversations::isWindow).isEmpty());
  }

  /** Whether somebody said it, did it, or it is what a room is about. */
  public boolean isSaid() {
    return author.isPresent();
  }
}
