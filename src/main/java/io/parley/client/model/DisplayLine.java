package io.parley.client.model;

import io.parley.protocol.RoomName;
import java.time.Instant;
import java.util.Optional;

/**
 * A line to show, with the properties that a screen needs to place and style it.
 *
 * @param text without a newline, safe to show
 * @param origin whether the event is live, or from which part of the history it is
 * @param highlight why the line is highlighted
 * @param room the room of the event; empty if it has none
 * @param time the time of the event; empty if it is unknown or now
 * @param author the nickname of the author, as in {@code text}; empty if there is none
 */
public record DisplayLine(
    String text,
    Origin origin,
    Highlight highlight,
    Optional<RoomName> room,
    Optional<Instant> time,
    Optional<String> author)
    implements ScreenUpdate {

  /** The origin of a line. Lines that are not live are dimmed. */
  public enum Origin {
    LIVE,
    /** From the time when the user was not connected; the line still counts as unread. */
    MISSED,
    HISTORY,
    /** Older than all shown lines of its room. */
    OLDER_HISTORY
  }

  /** Why a line is highlighted. */
  public enum Highlight {
    /** It is not highlighted. */
    NONE,
    /** It contains the user's nickname or a highlight word. */
    MENTION,
    /** It is a private message to the user. */
    PRIVATE
  }

  /** A live line without further properties. */
  public DisplayLine(String text, boolean past) {
    this(
        text,
        past ? Origin.HISTORY : Origin.LIVE,
        Highlight.NONE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Whether the line is from the history. */
  public boolean isPast() {
    return origin != Origin.LIVE;
  }

  public boolean isOlderHistory() {
    return origin == Origin.OLDER_HISTORY;
  }

  public boolean isMissed() {
    return origin == Origin.MISSED;
  }

  /** Whether the line is live and highlighted. */
  public boolean isLiveHighlight() {
    return highlight != Highlight.NONE && !isPast();
  }

  /** A live line. */
  public static DisplayLine live(String text) {
    return new DisplayLine(text, false);
  }

  public DisplayLine withRoom(RoomName newRoom) {
    return new DisplayLine(text, origin, highlight, Optional.of(newRoom), time, author);
  }

  public DisplayLine withTime(Instant newTime) {
    return new DisplayLine(text, origin, highlight, room, Optional.of(newTime), author);
  }

  public DisplayLine withAuthor(String name) {
    return new DisplayLine(text, origin, highlight, room, time, Optional.of(name));
  }

  public DisplayLine withHighlight(Highlight newHighlight) {
    return new DisplayLine(text, origin, newHighlight, room, time, author);
  }

  /** This line as history. */
  public DisplayLine asHistory() {
    return new DisplayLine(text, Origin.HISTORY, highlight, room, time, author);
  }

  /** This line as a missed line. */
  public DisplayLine asMissed() {
    return new DisplayLine(text, Origin.MISSED, highlight, room, time, author);
  }

  /** This line as older than all shown lines of its room. */
  public DisplayLine asOlderHistory() {
    return new DisplayLine(text, Origin.OLDER_HISTORY, highlight, room, time, author);
  }

  /** This line with the name of its room in front, for a screen without windows. */
  public DisplayLine withRoomPrefix() {
    String prefix = room.map(name -> "[" + name + "] ").orElse("");
    return new DisplayLine(prefix + text, origin, highlight, room, time, Optional.empty());
  }

  /** Whether the line counts as unread: not a private message that the user sent. */
  public boolean countsAsUnread() {
    return hasAuthor()
        && (highlight != Highlight.NONE || room.filter(WindowName::isQuery).isEmpty());
  }

  /** Whether the line is a message, an emote or a topic. */
  public boolean hasAuthor() {
    return author.isPresent();
  }
}
