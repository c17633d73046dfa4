package io.parley.client;

import io.parley.client.delivery.ReplyAssembler;
import io.parley.client.model.DisplayLine;
import io.parley.client.model.ScreenTraits;
import io.parley.client.model.ScreenUpdate;
import io.parley.client.render.LineFormatter;
import io.parley.client.render.MessageFormatter;
import io.parley.client.state.ClientState;
import io.parley.client.state.QueryWindows;
import io.parley.protocol.Answer;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Request;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.DecodeResult;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Updates the state with received messages, and converts them to lines. Owned by the client's
 * actor.
 *
 * <p>It updates the delivery tracker last, so that code that waits for an answer sees the rest of
 * the state up to date.
 */
final class MessageReducer {
  private static final ClientMessage NAMES =
      new ClientMessage.RequestMessage(new Request.ListMembers(Optional.empty()));

  private final ClientState state;
  private final ScreenTraits screen;
  private final MessageFormatter formatter;
  private final LineFormatter lineFormatter;
  private final ReplyAssembler assembler;

  MessageReducer(ClientState state, ScreenTraits screen, MessageFormatter formatter, Clock clock) {
    this.state = state;
    this.screen = screen;
    this.formatter = formatter;
    this.lineFormatter =
        new LineFormatter(
            formatter, state.filter(), clock, screen.windows(), state.rooms()::isRejoining);
    this.assembler = new ReplyAssembler(state.heartbeat()::isAnswerPending);
  }

  /** The lines for a message that could not be decoded; does not change the state. */
  List<DisplayLine> onUnreadable(DecodeResult<ServerMessage> received) {
    return received.accept(formatter).stream().map(DisplayLine::live).toList();
  }

  /**
   * Handles a message, and returns the screen updates; those of an answer in parts follow when it
   * is complete. The update that creates a window precedes the lines of its room, so that they
   * appear there.
   */
  List<ScreenUpdate> onMessage(ServerMessage message) {
    List<ScreenUpdate> updates = new ArrayList<>();
    boolean isRepeated = isRepeatedJoin(message);
    if (message instanceof ServerMessage.Joined joined && isSelf(joined)) {
      state.capabilities().onSelfJoined(joined);
      state.rooms().onJoined(joined.stamp().room());
      updates.add(ScreenUpdate.RoomsChanged.INSTANCE);
    } else if (message instanceof ServerMessage.PrivateMessage privateMessage) {
      updates.addAll(onPrivateMessage(privateMessage));
    } else if (message instanceof ServerMessage.Refused refused
        && refused.problem().code().isJoinError()) {
      state.rooms().onJoinRefused();
      updates.add(ScreenUpdate.RoomsChanged.INSTANCE);
    } else if (LineFormatter.room(message).filter(state.rooms()::isJoining).isPresent()) {
      updates.add(
          ScreenUpdate.RoomsChanged.INSTANCE); // the backlog and the topic arrive before the join
    }
    state.memberLists().onMessage(message);
    if (message instanceof ServerMessage.Answered answered
        && answered.answer() instanceof Answer.RoomList rooms) {
      state
          .roomDirectory()
          .onRoomList(rooms.rooms().stream().map(Answer.RoomList.Room::name).toList());
    }
    if (message instanceof ServerMessage.Answered answered
        && answered.answer() instanceof Answer.Whois whois
        && state.registration().isSelf(whois.nickname())) {
      state.connection().setAway(whois.away().isPresent());
    }
    boolean hidden = isRepeated || state.filter().isIgnored(message);
    List<DisplayLine> lines = hidden ? List.of() : lines(message);
    if (!(message instanceof ServerMessage.Backlog) || !lines.isEmpty()) {
      state.shown().onShown(message); // a screen that shows only answers omits backlogs
    }
    if (message instanceof ServerMessage.Left left
        && state.registration().isSelf(left.nickname())) {
      state.rooms().onLeft(left.stamp().room());
      updates.add(ScreenUpdate.RoomsChanged.INSTANCE);
      state.shown().forgetOldest(left.stamp().room()); // its window is removed
    }
    state.delivery().onMessage(message);
    updates.addAll(lines);
    return updates;
  }

  private List<ScreenUpdate> onPrivateMessage(ServerMessage.PrivateMessage privateMessage) {
    if (!state.registration().isSelf(privateMessage.from())) {
      state.replyTarget().onReceived(privateMessage.from().value());
    }
    if (!screen.windows() || state.filter().isIgnored(privateMessage)) {
      return List.of();
    }
    state.queries().touch(QueryWindows.peer(privateMessage, state.self()));
    return List.of(ScreenUpdate.RoomsChanged.INSTANCE);
  }

  private List<DisplayLine> lines(ServerMessage message) {
    List<DisplayLine> lines = new ArrayList<>();
    if (message instanceof ServerMessage.Pong) {
      state
          .heartbeat()
          .onPong()
          .ifPresent(
              ms ->
                  formatter.onPingAnswered(ms).forEach(text -> lines.add(DisplayLine.live(text))));
    }
    List<ServerMessage> shown =
        assembler.onMessage(message).stream()
            .filter(reply -> !isUnrequestedMemberList(reply))
            .toList();
    shown.forEach(reply -> lines.addAll(lineFormatter.format(reply, state.self())));
    return lines;
  }

  /** If the user can request member lists, unrequested lists are not shown. */
  private boolean isUnrequestedMemberList(ServerMessage message) {
    return message instanceof ServerMessage.MemberList
        && state.capabilities().supports(NAMES)
        && !state.memberLists().takeListRequested();
  }

  /** On a screen with windows, a switch to a joined room needs no line. */
  private boolean isRepeatedJoin(ServerMessage message) {
    return screen.windows()
        && message instanceof ServerMessage.Joined joined
        && isSelf(joined)
        && state.rooms().isIn(joined.stamp().room());
  }

  private boolean isSelf(ServerMessage.Joined joined) {
    return state.registration().isSelf(joined.nickname());
  }
}
