package io.parley.client.render;

import io.parley.client.model.DisplayLine;
import io.parley.client.model.LineText;
import io.parley.client.model.WindowName;
import io.parley.client.state.MessageFilter;
import io.parley.client.state.QueryWindows;
import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/**
 * Makes display lines of messages: the text of a {@link MessageFormatter} with room, time, author
 * and highlight.
 */
public final class LineFormatter {
  private final MessageFormatter formatter;
  private final MessageFilter filter;
  private final Clock clock;
  private final boolean hasWindows;
  private final BooleanSupplier rejoining;

  /**
   * Creates a formatter for a screen.
   *
   * @param hasWindows whether each room has a window
   * @param rejoining whether a backlog that arrives now was missed during a lost connection
   */
  public LineFormatter(
      MessageFormatter formatter,
      MessageFilter filter,
      Clock clock,
      boolean hasWindows,
      BooleanSupplier rejoining) {
    this.formatter = formatter;
    this.filter = filter;
    this.clock = clock;
    this.hasWindows = hasWindows;
    this.rejoining = rejoining;
  }

  /** The lines of a message that the user {@code self} receives. */
  public List<DisplayLine> format(ServerMessage message, Nickname self) {
    if (message instanceof ServerMessage.Backlog recalled) {
      return hasWindows ? formatBacklog(recalled.messages(), self) : formatPast(message);
    }
    if (message instanceof ServerMessage.Answered answered) {
      if (answered.answer() instanceof Answer.History past && !past.messages().isEmpty()) {
        return hasWindows
            ? formatEach(past.messages(), (one, line) -> line.asOlderHistory())
            : formatPast(message);
      }
      if (answered.answer() instanceof Answer.SearchResults) {
        return formatPast(message);
      }
    }
    DisplayLine.Highlight highlight = filter.highlight(message, self);
    return format(message, target(message, self)).stream()
        .map(line -> line.withHighlight(highlight))
        .toList();
  }

  private List<DisplayLine> formatBacklog(List<ServerMessage.RoomText> messages, Nickname self) {
    boolean missed = rejoining.getAsBoolean();
    return formatEach(
        messages,
        (one, line) ->
            missed && !(one instanceof ServerMessage.UserMessage sent && sent.author().isSame(self))
                ? line.asMissed().withHighlight(filter.highlight(one, self))
                : line.asHistory());
  }

  private List<DisplayLine> formatEach(
      List<ServerMessage.RoomText> messages,
      BiFunction<ServerMessage, DisplayLine, DisplayLine> how) {
    List<DisplayLine> lines = new ArrayList<>();
    for (ServerMessage message : messages) {
      if (!filter.isIgnored(message)) {
        format(message, room(message)).forEach(line -> lines.add(how.apply(message, line)));
      }
    }
    return lines;
  }

  private List<DisplayLine> formatPast(ServerMessage message) {
    return formatter.onMessage(message).stream()
        .map(text -> DisplayLine.live(text.withoutAuthor()).withTime(clock.instant()).asHistory())
        .toList();
  }

  /** The room or query window of a message. */
  private Optional<RoomName> target(ServerMessage message, Nickname self) {
    return hasWindows && message instanceof ServerMessage.PrivateMessage sent
        ? Optional.of(WindowName.ofQuery(QueryWindows.peer(sent, self)))
        : room(message);
  }

  private List<DisplayLine> format(ServerMessage message, Optional<RoomName> room) {
    Instant time =
        message instanceof ServerMessage.RoomMessage event
                && TimeFormatter.isKnown(event.stamp().time())
            ? event.stamp().time()
            : clock.instant();
    List<DisplayLine> lines = new ArrayList<>();
    for (LineText text : formatter.onMessage(message)) {
      DisplayLine line = DisplayLine.live(text).withTime(time);
      lines.add(room.isPresent() ? line.withRoom(room.get()) : line);
    }
    return lines;
  }

  /** The room that a message is about; empty if that is not known. */
  public static Optional<RoomName> room(ServerMessage message) {
    if (message instanceof ServerMessage.Backlog recalled) {
      return Optional.of(recalled.room());
    }
    if (message instanceof ServerMessage.Notice notice) {
      return Answer.Topic.parseRoom(notice.text());
    }
    return message instanceof ServerMessage.RoomMessage event
            && !event.stamp().equals(Stamp.UNKNOWN)
        ? Optional.of(event.stamp().room())
        : Optional.empty();
  }
}
