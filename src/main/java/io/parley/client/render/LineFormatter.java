package io.parley.client.render;

import io.parley.client.local.KeptMessage;
import io.parley.client.model.DisplayLine;
import io.parley.client.model.LineText;
import io.parley.client.model.WindowName;
import io.parley.client.state.MessageFilter;
import io.parley.client.state.QueryWindows;
import io.parley.protocol.Answer;
import io.parley.protocol.DefaultServerMessageHandler;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
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
  private static final RoomOfMessage ROOM_OF_MESSAGE = new RoomOfMessage();

  private final MessageFormatter formatter;
  private final MessageFilter filter;
  private final JoinFolding joinFolding;
  private final Clock clock;
  private final boolean hasWindows;
  private final BooleanSupplier rejoining;

  /**
   * Creates a formatter for a screen.
   *
   * @param joinFolding decides which joins and leaves are shown
   * @param hasWindows whether each room has a window
   * @param rejoining whether a backlog that arrives now was missed during a lost connection
   */
  public LineFormatter(
      MessageFormatter formatter,
      MessageFilter filter,
      JoinFolding joinFolding,
      Clock clock,
      boolean hasWindows,
      BooleanSupplier rejoining) {
    this.formatter = formatter;
    this.filter = filter;
    this.joinFolding = joinFolding;
    this.clock = clock;
    this.hasWindows = hasWindows;
    this.rejoining = rejoining;
  }

  /**
   * The lines of a message that the user {@code self} receives, without what ignored users have
   * written, and with folded joins and leaves. Every received message becomes lines here.
   */
  public List<DisplayLine> format(ServerMessage message, Nickname self) {
    Optional<ServerMessage> visible = filter.withoutIgnored(message);
    if (visible.filter(LineFormatter::isEmptyPage).isPresent() && !isEmptyPage(message)) {
      return formatPast(formatter.onHiddenPage(visible.get()));
    }
    List<DisplayLine> lines = new ArrayList<>();
    visible
        .map(shown -> joinFolding.onMessage(shown, self))
        .orElse(List.of())
        .forEach(
            shown ->
                shown.message().accept(new LinesFor(self)).stream()
                    .map(line -> line.withFold(shown.fold()))
                    .forEach(lines::add));
    return lines;
  }

  /** The lines of kept private messages, which are older than all lines of their window. */
  public List<DisplayLine> formatKept(Nickname peer, List<KeptMessage> messages) {
    List<DisplayLine> lines = new ArrayList<>();
    for (KeptMessage kept : messages) {
      if (filter.withoutIgnored(kept.message()).isPresent()) {
        for (LineText text : formatter.onMessage(kept.message())) {
          lines.add(
              DisplayLine.live(text)
                  .withTime(kept.time())
                  .withRoom(WindowName.ofQuery(peer))
                  .asOlderHistory());
        }
      }
    }
    return lines;
  }

  private static boolean isEmptyPage(ServerMessage message) {
    return message
        .answer(Answer.History.class)
        .filter(page -> page.messages().isEmpty())
        .isPresent();
  }

  /** The room that a message is about; empty if that is not known. */
  public static Optional<RoomName> room(ServerMessage message) {
    return message.accept(ROOM_OF_MESSAGE);
  }

  /** Formats messages for a user. */
  private final class LinesFor extends DefaultServerMessageHandler<List<DisplayLine>> {
    private final Nickname self;

    LinesFor(Nickname self) {
      this.self = self;
    }

    @Override
    public List<DisplayLine> onBacklog(ServerMessage.Backlog backlog) {
      boolean missed = rejoining.getAsBoolean();
      return hasWindows
          ? formatEach(
              backlog.messages(),
              (message, line) ->
                  missed && !message.isWrittenBy(self)
                      ? line.asMissed().withHighlight(filter.highlight(message, self))
                      : line.asHistory())
          : formatPast(formatter.onMessage(backlog));
    }

    @Override
    public List<DisplayLine> onAnswered(ServerMessage.Answered answered) {
      List<ServerMessage.RoomText> past =
          answered.answer(Answer.History.class).map(Answer.History::messages).orElse(List.of());
      if (hasWindows && !past.isEmpty()) {
        return formatEach(past, (message, line) -> line.asOlderHistory());
      }
      boolean isPast = !past.isEmpty() || answered.answer(Answer.SearchResults.class).isPresent();
      return isPast ? formatPast(formatter.onMessage(answered)) : onOther(answered);
    }

    @Override
    public List<DisplayLine> onPrivateMessage(ServerMessage.PrivateMessage message) {
      List<DisplayLine> lines =
          hasWindows
              ? formatLive(
                  message, Optional.of(WindowName.ofQuery(QueryWindows.peer(message, self))))
              : onOther(message);
      return message.isPast()
          ? lines.stream()
              .map(line -> message.kept().map(kept -> line.withTime(kept.time())).orElse(line))
              .toList()
          : lines;
    }

    @Override
    protected List<DisplayLine> onOther(ServerMessage message) {
      return formatLive(message, room(message));
    }

    private List<DisplayLine> formatLive(ServerMessage message, Optional<RoomName> window) {
      DisplayLine.Highlight highlight = filter.highlight(message, self);
      return lines(message, window).stream().map(line -> line.withHighlight(highlight)).toList();
    }
  }

  private List<DisplayLine> formatEach(
      List<ServerMessage.RoomText> messages,
      BiFunction<ServerMessage, DisplayLine, DisplayLine> how) {
    List<DisplayLine> lines = new ArrayList<>();
    for (ServerMessage message : messages) {
      lines(message, room(message)).forEach(line -> lines.add(how.apply(message, line)));
    }
    return lines;
  }

  private List<DisplayLine> formatPast(List<LineText> texts) {
    return texts.stream()
        .map(text -> DisplayLine.live(text.withoutAuthor()).withTime(clock.instant()).asHistory())
        .toList();
  }

  private List<DisplayLine> lines(ServerMessage message, Optional<RoomName> window) {
    Instant stamped = message.stamp().time();
    Instant time = TimeFormatter.isKnown(stamped) ? stamped : clock.instant();
    List<DisplayLine> lines = new ArrayList<>();
    for (LineText text : formatter.onMessage(message)) {
      DisplayLine line = DisplayLine.live(text).withTime(time).withId(message.stamp().id());
      lines.add(window.isPresent() ? line.withRoom(window.get()) : line);
    }
    return lines;
  }

  /** Finds the room that a message is about. */
  private static final class RoomOfMessage extends DefaultServerMessageHandler<Optional<RoomName>> {
    @Override
    public Optional<RoomName> onBacklog(ServerMessage.Backlog backlog) {
      return Optional.of(backlog.room());
    }

    @Override
    public Optional<RoomName> onNotice(ServerMessage.Notice notice) {
      return Answer.Topic.parseRoom(notice.text());
    }

    @Override
    protected Optional<RoomName> onOther(ServerMessage message) {
      return message.stamp().knownRoom();
    }
  }
}
