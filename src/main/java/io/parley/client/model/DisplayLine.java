package io.parley.client.model;

import io.parley.protocol.RoomName;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A line to show, with the properties that a screen needs to place and style it.
 *
 * @param content the text of the line and its author
 * @param origin whether the event is live, or from which part of the history it is
 * @param highlight why the line is highlighted
 * @param room the room of the event; empty if it has none
 * @param time the time of the event; empty if it is unknown or now
 * @param fold whether the line counts several joins and leaves, or will
 * @param id the id of the message; empty if the line is of no stored message
 */
public record DisplayLine(
    LineText content,
    Origin origin,
    Highlight highlight,
    Optional<RoomName> room,
    Optional<Instant> time,
    Fold fold,
    OptionalLong id)
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

  /** Where a line about joins and leaves goes in a window. */
  public enum Fold {
    /** Below the others, and it stays. */
    NONE,
    /** Below the others; {@link #UPDATE} replaces it. */
    NEW,
    /** In the place of the last line of its room that is {@link #NEW}. */
    UPDATE
  }

  /** A live line without room and time. */
  public static DisplayLine live(LineText content) {
    return new DisplayLine(
        content,
        Origin.LIVE,
        Highlight.NONE,
        Optional.empty(),
        Optional.empty(),
        Fold.NONE,
        OptionalLong.empty());
  }

  /** A live line whose text is shown as it is. */
  public static DisplayLine live(String text) {
    return live(LineText.plain(text));
  }

  /** A live line of the server or of this program. */
  public static DisplayLine notice(String text) {
    return live(LineText.notice(text));
  }

  /** A live line about the program itself, with its prefix. */
  public static DisplayLine diagnostic(String text) {
    return live(LineText.diagnostic(text));
  }

  public String text() {
    return content.text();
  }

  /**
   * The position of the author in the text; empty if the line is neither a message nor an emote.
   */
  public Optional<LineText.Author> author() {
    return content.author();
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

  /** This line with another text. */
  public DisplayLine withContent(LineText newContent) {
    return new DisplayLine(newContent, origin, highlight, room, time, fold, id);
  }

  public DisplayLine withRoom(RoomName newRoom) {
    return new DisplayLine(content, origin, highlight, Optional.of(newRoom), time, fold, id);
  }

  public DisplayLine withTime(Instant newTime) {
    return new DisplayLine(content, origin, highlight, room, Optional.of(newTime), fold, id);
  }

  public DisplayLine withHighlight(Highlight newHighlight) {
    return new DisplayLine(content, origin, newHighlight, room, time, fold, id);
  }

  /** This line as one of the message with this id. */
  public DisplayLine withId(OptionalLong newId) {
    return new DisplayLine(content, origin, highlight, room, time, fold, newId);
  }

  /** This line as history. */
  public DisplayLine asHistory() {
    return new DisplayLine(content, Origin.HISTORY, highlight, room, time, fold, id);
  }

  /** This line as a missed line. */
  public DisplayLine asMissed() {
    return new DisplayLine(content, Origin.MISSED, highlight, room, time, fold, id);
  }

  /** This line as older than all shown lines of its room. */
  public DisplayLine asOlderHistory() {
    return new DisplayLine(content, Origin.OLDER_HISTORY, highlight, room, time, fold, id);
  }

  public DisplayLine withFold(Fold newFold) {
    return new DisplayLine(content, origin, highlight, room, time, newFold, id);
  }

  /** This line with the name of its room in front, for a screen without windows. */
  public DisplayLine withRoomPrefix() {
    String prefix = room.map(name -> "[" + name + "] ").orElse("");
    return new DisplayLine(
        content.withoutAuthor().withPrefix(prefix), origin, highlight, room, time, fold, id);
  }

  /** Whether the line counts as unread: not a private message that the user sent. */
  public boolean countsAsUnread() {
    return hasAuthor()
        && (highlight != Highlight.NONE || room.filter(WindowName::isQuery).isEmpty());
  }

  /** Whether the line is a message or an emote. */
  public boolean hasAuthor() {
    return author().isPresent();
  }
}
