package io.parley.client.render;

import io.parley.client.model.DisplayLine;
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
 * Makes the lines to show of what is heard: its {@link MessageFormatter}, and what a screen with
 * windows wants to know besides.
 */
public final class LineFormatter {
  private final MessageFormatter formatter;
  private final MessageFilter filter;
  private final Clock clock;
  private final boolean hasWindows;
  private final BooleanSupplier rejoining;

  /**
   * Lines for a screen.
   *
   * @param windows whether each room has a place of its own there
   * @param comingBack whether what is told of the past now was missed
   */
  public LineFormatter(
      MessageFormatter wording,
      MessageFilter attention,
      Clock clock,
      boolean windows,
      BooleanSupplier comingBack) {
    this.formatter = wording;
    this.filter = attention;
    this.clock = clock;
    this.hasWindows = windows;
    this.rejoining = comingBack;
  }

  /** The lines of a message that somebody called {@code self} hears. */
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
    DisplayLine.Highlight mark = filter.highlight(message, self);
    return format(message, target(message, self)).stream()
        .map(line -> line.withHighlight(mark))
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
        .map(text -> DisplayLine.live(text).withTime(clock.instant()).asHistory())
        .toList();
  }

  /** Where a line goes; what two say to each other alone has a window of its own. */
  private Optional<RoomName> target(ServerMessage message, Nickname self) {
    return hasWindows && message instanceof ServerMessage.PrivateMessage told
        ? Optional.of(WindowName.ofQuery(QueryWindows.peer(told, self)))
        : room(message);
  }

  private List<DisplayLine> format(ServerMessage message, Optional<RoomName> room) {
    Instant time =
        message instanceof ServerMessage.RoomMessage event
                && TimeFormatter.isKnown(event.stamp().time())
            ? event.stamp().time()
            : clock.instant();
    List<DisplayLine> lines = new ArrayList<>();
    for (String text : formatter.onMessage(message)) {
      DisplayLine line = DisplayLine.live(text).withTime(time);
      line = room.isPresent() ? line.withRoom(room.get()) : line;
      lines.add(
          message instanceof ServerMessage.UserMessage sent
              ? line.withAuthor(sent.author().value())
              : line);
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
