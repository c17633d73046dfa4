package io.parley.client.model;

import io.parley.protocol.RoomName;
import java.time.Instant;
import java.util.Optional;

/**
 * One line to show, and what a screen may want to know of it.
 *
 * @param text without a newline, safe to show
 * @param origin whether it happens now, or when it did
 * @param highlight whether somebody should look at it
 * @param room where it happened; empty if it is about no room
 * @param time when it happened; empty if nobody knows, or just now
 * @param author whose words these are, as {@code text} has the name; empty if nobody's
 */
public record DisplayLine(
    String text,
    Origin origin,
    Highlight highlight,
    Optional<RoomName> room,
    Optional<Instant> time,
    Optional<String> author)
    implements ScreenUpdate {

  /** When it happened. All but what happens now is shown less bright. */
  public enum Origin {
    LIVE,
    /** While the reader was not connected: it is news even so. */
    MISSED,
    HISTORY,
    /** Before all that is shown of its room. */
    OLDER_HISTORY
  }

  /** Why somebody should look at a line. */
  public enum Highlight {
    /** There is no reason. */
    NONE,
    /** It has the reader's nickname, or a word that they look out for. */
    MENTION,
    /** It is for the reader alone. */
    PRIVATE
  }

  /** A line of which nothing more is known. */
  public DisplayLine(String text, boolean past) {
    this(
        text,
        past ? Origin.HISTORY : Origin.LIVE,
        Highlight.NONE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Whether it happened before. */
  public boolean isPast() {
    return origin != Origin.LIVE;
  }

  public boolean isOlderHistory() {
    return origin == Origin.OLDER_HISTORY;
  }

  public boolean isMissed() {
    return origin == Origin.MISSED;
  }

  /** Whether it calls for the reader now. */
  public boolean isLiveHighlight() {
    return highlight != Highlight.NONE && !isPast();
  }

  /** What happens now. */
  public static DisplayLine live(String text) {
    return new DisplayLine(text, false);
  }

  public DisplayLine withRoom(RoomName place) {
    return new DisplayLine(text, origin, highlight, Optional.of(place), time, author);
  }

  public DisplayLine withTime(Instant when) {
    return new DisplayLine(text, origin, highlight, room, Optional.of(when), author);
  }

  public DisplayLine withAuthor(String name) {
    return new DisplayLine(text, origin, highlight, room, time, Optional.of(name));
  }

  public DisplayLine withHighlight(Highlight why) {
    return new DisplayLine(text, origin, why, room, time, author);
  }

  /** It happened before. */
  public DisplayLine asHistory() {
    return new DisplayLine(text, Origin.HISTORY, highlight, room, time, author);
  }

  /** It happened while the reader was not connected. */
  public DisplayLine asMissed() {
    return new DisplayLine(text, Origin.MISSED, highlight, room, time, author);
  }

  /** It happened before all that is shown of its room. */
  public DisplayLine asOlderHistory() {
    return new DisplayLine(text, Origin.OLDER_HISTORY, highlight, room, time, author);
  }

  /** It begins with the name of its room, as somebody reads it among what is said elsewhere. */
  public DisplayLine withRoomPrefix() {
    String prefix = room.map(place -> "[" + place + "] ").orElse("");
    return new DisplayLine(prefix + text, origin, highlight, room, time, Optional.empty());
  }

  /** Whether it is news, for who was away: not what the reader has said to somebody alone. */
  public boolean countsAsUnread() {
    return hasAuthor()
        && (highlight != Highlight.NONE || room.filter(WindowName::isQuery).isEmpty());
  }

  /** Whether somebody said it, did it, or it is what a room is about. */
  public boolean hasAuthor() {
    return author.isPresent();
  }
}
