package io.parley.client;

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
 * Makes the lines to show of what is heard: its {@link Wording}, and what a screen with windows
 * wants to know besides.
 */
final class Telling {
  private final Wording wording;
  private final Attention attention;
  private final Clock clock;
  private final boolean windows;
  private final BooleanSupplier comingBack;

  /**
   * Lines for a screen.
   *
   * @param windows whether each room has a place of its own there
   * @param comingBack whether what is told of the past now was missed
   */
  Telling(
      Wording wording,
      Attention attention,
      Clock clock,
      boolean windows,
      BooleanSupplier comingBack) {
    this.wording = wording;
    this.attention = attention;
    this.clock = clock;
    this.windows = windows;
    this.comingBack = comingBack;
  }

  /** The lines of a message that somebody called {@code self} hears. */
  List<Line> lines(ServerMessage message, Nickname self) {
    if (message instanceof ServerMessage.Backlog recalled) {
      return windows ? recalled(recalled.messages(), self) : past(message);
    }
    if (message instanceof ServerMessage.Answered answered) {
      if (answered.answer() instanceof Answer.History past && !past.messages().isEmpty()) {
        return windows ? each(past.messages(), (one, line) -> line.fromBeforeAll()) : past(message);
      }
      if (answered.answer() instanceof Answer.SearchResults) {
        return past(message);
      }
    }
    Line.Mark mark = attention.mark(message, self);
    return lines(message, place(message, self)).stream().map(line -> line.marked(mark)).toList();
  }

  private List<Line> recalled(List<ServerMessage> messages, Nickname self) {
    boolean missed = comingBack.getAsBoolean();
    return each(
        messages,
        (one, line) ->
            missed && Parts.author(one).filter(self::isSame).isEmpty()
                ? line.missedThen().marked(attention.mark(one, self))
                : line.fromBefore());
  }

  private List<Line> each(List<ServerMessage> messages, BiFunction<ServerMessage, Line, Line> how) {
    List<Line> lines = new ArrayList<>();
    for (ServerMessage message : messages) {
      if (!attention.isIgnored(message)) {
        lines(message, Parts.room(message)).forEach(line -> lines.add(how.apply(message, line)));
      }
    }
    return lines;
  }

  private List<Line> past(ServerMessage message) {
    return wording.onMessage(message).stream()
        .map(text -> Line.now(text).at(clock.instant()).fromBefore())
        .toList();
  }

  /** Where a line goes; what two say to each other alone has a window of its own. */
  private Optional<RoomName> place(ServerMessage message, Nickname self) {
    return windows && message instanceof ServerMessage.PrivateMessage told
        ? Optional.of(Conversations.window(Conversations.partner(told, self)))
        : Parts.room(message);
  }

  private List<Line> lines(ServerMessage message, Optional<RoomName> room) {
    Optional<Stamp> stamp = Parts.stamp(message).filter(at -> !at.equals(Stamp.UNKNOWN));
    Instant time = stamp.map(Stamp::time).filter(Times::isKnown).orElseGet(clock::instant);
    Optional<Nickname> author = Parts.author(message);
    List<Line> lines = new ArrayList<>();
    for (String text : wording.onMessage(message)) {
      Line line = Line.now(text).at(time);
      line = room.isPresent() ? line.in(room.get()) : line;
      lines.add(author.isPresent() ? line.by(author.get().value()) : line);
    }
    return lines;
  }
}
