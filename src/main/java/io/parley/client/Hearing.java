package io.parley.client;

import io.parley.protocol.Answer;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Request;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.DecodeResult;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Remembers what is heard, and makes lines of it. Used by one thread at a time.
 *
 * <p>What tells others that something was answered comes last: whoever waited for it finds the rest
 * of the memory in order.
 */
final class Hearing {
  private static final ClientMessage NAMES =
      new ClientMessage.RequestMessage(new Request.ListMembers(Optional.empty()));

  private final Memory memory;
  private final Screen screen;
  private final Wording wording;
  private final Telling telling;
  private final Gathering gathering;

  Hearing(Memory memory, Screen screen, Wording wording, Clock clock) {
    this.memory = memory;
    this.screen = screen;
    this.wording = wording;
    this.telling =
        new Telling(
            wording, memory.attention(), clock, screen.hasWindows(), memory.rooms()::isAway);
    this.gathering = new Gathering(memory.pings()::isAwaited);
  }

  /** What to show of it; changes nothing that is shown. */
  List<Line> unreadable(DecodeResult<ServerMessage> received) {
    return received.accept(wording).stream().map(Line::now).toList();
  }

  /**
   * Takes it in, and returns what a screen is to do: often later, when an answer is whole. Lines
   * come after the room that they are about, or without which they are shown elsewhere.
   */
  List<Cue> heard(ServerMessage message) {
    List<Cue> cues = new ArrayList<>();
    boolean again = isInAgain(message);
    if (message instanceof ServerMessage.Joined joined && isSelf(joined)) {
      memory.abilities().joined(joined);
      memory.rooms().enter(joined.stamp().room());
      cues.add(Cue.Place.INSTANCE);
    } else if (message instanceof ServerMessage.PrivateMessage told) {
      cues.addAll(heardAlone(told));
    } else if (message instanceof ServerMessage.Refused refused
        && refused.problem().code().isJoinError()) {
      memory.rooms().turnedAway();
      cues.add(Cue.Place.INSTANCE);
    } else if (Parts.room(message).filter(memory.rooms()::isComing).isPresent()) {
      cues.add(Cue.Place.INSTANCE); // its past, and what it is about, come before this client is in
    }
    memory.presence().heard(message);
    if (message instanceof ServerMessage.Answered answered
        && answered.answer() instanceof Answer.RoomList rooms) {
      memory.rooms().told(rooms.rooms().stream().map(Answer.RoomList.Room::name).toList());
    }
    if (message instanceof ServerMessage.Answered answered
        && answered.answer() instanceof Answer.Whois whois
        && memory.registering().isSelf(whois.nickname())) {
      memory.standing().away(whois.away().isPresent());
    }
    boolean unheard = again || memory.attention().isIgnored(message);
    List<Line> lines = unheard ? List.of() : lines(message);
    if (!(message instanceof ServerMessage.Backlog) || !lines.isEmpty()) {
      memory.pages().heard(message); // not what is passed over where only answers are shown
    }
    if (message instanceof ServerMessage.Left left
        && memory.registering().isSelf(left.nickname())) {
      memory.rooms().leave(left.stamp().room());
      cues.add(Cue.Place.INSTANCE);
      memory.pages().forget(left.stamp().room()); // what is shown of it goes with it
    }
    memory.ledger().heard(message);
    cues.addAll(lines);
    return cues;
  }

  private List<Cue> heardAlone(ServerMessage.PrivateMessage told) {
    if (!memory.registering().isSelf(told.from())) {
      memory.correspondent().wroteHere(told.from().value());
    }
    if (!screen.hasWindows() || memory.attention().isIgnored(told)) {
      return List.of();
    }
    memory.conversations().with(Conversations.partner(told, self()));
    return List.of(Cue.Place.INSTANCE);
  }

  private Nickname self() {
    return Nickname.sanitize(memory.registering().nickname());
  }

  private List<Line> lines(ServerMessage message) {
    List<Line> lines = new ArrayList<>();
    if (message instanceof ServerMessage.Pong) {
      memory
          .pings()
          .answered()
          .ifPresent(ms -> wording.answered(ms).forEach(text -> lines.add(Line.now(text))));
    }
    List<ServerMessage> shown =
        gathering.heard(message).stream().filter(whole -> !isUnasked(whole)).toList();
    shown.forEach(whole -> lines.addAll(telling.lines(whole, self())));
    return lines;
  }

  /** Whoever can ask who is here need not be told unasked; where nobody can, it is news. */
  private boolean isUnasked(ServerMessage message) {
    return message instanceof ServerMessage.MemberList
        && memory.abilities().can(NAMES)
        && !memory.presence().wasAsked();
  }

  /** Who turns to a room where they are sees it; no line need say so. */
  private boolean isInAgain(ServerMessage message) {
    return screen.hasWindows()
        && message instanceof ServerMessage.Joined joined
        && isSelf(joined)
        && memory.rooms().isIn(joined.stamp().room());
  }

  private boolean isSelf(ServerMessage.Joined joined) {
    return memory.registering().isSelf(joined.nickname());
  }
}
