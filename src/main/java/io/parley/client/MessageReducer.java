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
 * Remembers what is heard, and makes lines of it. Owned by the client's actor.
 *
 * <p>What tells others that something was answered comes last: whoever waited for it finds the rest
 * of the memory in order.
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

  /** What to show of it; changes nothing that is shown. */
  List<DisplayLine> onUnreadable(DecodeResult<ServerMessage> received) {
    return received.accept(formatter).stream().map(DisplayLine::live).toList();
  }

  /**
   * Takes it in, and returns what a screen is to do: often later, when an answer is whole. Lines
   * come after the room that they are about, or without which they are shown elsewhere.
   */
  List<ScreenUpdate> onMessage(ServerMessage message) {
    List<ScreenUpdate> cues = new ArrayList<>();
    boolean again = isRepeatedJoin(message);
    if (message instanceof ServerMessage.Joined joined && isSelf(joined)) {
      state.capabilities().onSelfJoined(joined);
      state.rooms().onJoined(joined.stamp().room());
      cues.add(ScreenUpdate.RoomsChanged.INSTANCE);
    } else if (message instanceof ServerMessage.PrivateMessage told) {
      cues.addAll(onPrivateMessage(told));
    } else if (message instanceof ServerMessage.Refused refused
        && refused.problem().code().isJoinError()) {
      state.rooms().onJoinRefused();
      cues.add(ScreenUpdate.RoomsChanged.INSTANCE);
    } else if (LineFormatter.room(message).filter(state.rooms()::isJoining).isPresent()) {
      cues.add(
          ScreenUpdate.RoomsChanged
              .INSTANCE); // its past, and what it is about, come before this client is in
    }
    state.memberLists().onMessage(message);
    if (message instanceof ServerMessage.Answered answered
        && answered.answer() instanceof Answer.RoomList rooms) {
      state.rooms().onRoomList(rooms.rooms().stream().map(Answer.RoomList.Room::name).toList());
    }
    if (message instanceof ServerMessage.Answered answered
        && answered.answer() instanceof Answer.Whois whois
        && state.registration().isSelf(whois.nickname())) {
      state.connection().setAway(whois.away().isPresent());
    }
    boolean unheard = again || state.filter().isIgnored(message);
    List<DisplayLine> lines = unheard ? List.of() : lines(message);
    if (!(message instanceof ServerMessage.Backlog) || !lines.isEmpty()) {
      state.shown().onShown(message); // not what is passed over where only answers are shown
    }
    if (message instanceof ServerMessage.Left left
        && state.registration().isSelf(left.nickname())) {
      state.rooms().onLeft(left.stamp().room());
      cues.add(ScreenUpdate.RoomsChanged.INSTANCE);
      state.shown().forgetOldest(left.stamp().room()); // what is shown of it goes with it
    }
    state.delivery().onMessage(message);
    cues.addAll(lines);
    return cues;
  }

  private List<ScreenUpdate> onPrivateMessage(ServerMessage.PrivateMessage told) {
    if (!state.registration().isSelf(told.from())) {
      state.replyTarget().onReceived(told.from().value());
    }
    if (!screen.windows() || state.filter().isIgnored(told)) {
      return List.of();
    }
    state.queries().touch(QueryWindows.peer(told, state.self()));
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
            .filter(whole -> !isUnrequestedMemberList(whole))
            .toList();
    shown.forEach(whole -> lines.addAll(lineFormatter.format(whole, state.self())));
    return lines;
  }

  /** Whoever can ask who is here need not be told unasked; where nobody can, it is news. */
  private boolean isUnrequestedMemberList(ServerMessage message) {
    return message instanceof ServerMessage.MemberList
        && state.capabilities().supports(NAMES)
        && !state.memberLists().takeListRequested();
  }

  /** Who turns to a room where they are sees it; no line need say so. */
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
