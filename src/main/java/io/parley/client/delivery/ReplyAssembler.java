package io.parley.client.delivery;

import io.parley.protocol.Answer;
import io.parley.protocol.ServerMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Puts an answer together that comes in parts, as it was too long for one packet. Every request is
 * followed by a ping: until its pong is here, parts of one kind are one answer. Where no ping is
 * under way nothing is held back. Used by one thread.
 */
public final class ReplyAssembler {
  /** How many entries are held back at most. */
  private static final int MAX_ENTRIES = 10_000;

  private final BooleanSupplier pongPending;
  private Optional<ServerMessage> partial = Optional.empty();

  /**
   * Nothing gathered yet.
   *
   * @param mayContinue whether a pong is still to come
   */
  public ReplyAssembler(BooleanSupplier mayContinue) {
    this.pongPending = mayContinue;
  }

  /** Takes in what was heard, and returns what is whole by now, in the order to show it. */
  public List<ServerMessage> onMessage(ServerMessage message) {
    List<ServerMessage> whole = new ArrayList<>();
    if (size(message) == 0 && !isPart(message)) {
      if (message instanceof ServerMessage.Pong) {
        release(whole);
      }
      whole.add(message);
      return whole;
    }
    Optional<ServerMessage> joined = partial.flatMap(first -> merge(first, message));
    if (joined.isEmpty()) {
      release(whole);
    }
    partial = joined.or(() -> Optional.of(message));
    if (!pongPending.getAsBoolean() || partial.map(ReplyAssembler::size).orElse(0) > MAX_ENTRIES) {
      release(whole);
    }
    return whole;
  }

  private void release(List<ServerMessage> whole) {
    partial.ifPresent(whole::add);
    partial = Optional.empty();
  }

  private static boolean isPart(ServerMessage message) {
    return message instanceof ServerMessage.MemberList || message instanceof ServerMessage.Answered;
  }

  private static int size(ServerMessage message) {
    if (message instanceof ServerMessage.MemberList present) {
      return present.nicknames().size();
    }
    if (!(message instanceof ServerMessage.Answered answered)) {
      return 0;
    }
    Answer answer = answered.answer();
    if (answer instanceof Answer.History past) {
      return past.messages().size();
    }
    if (answer instanceof Answer.SearchResults found) {
      return found.messages().size();
    }
    return answer instanceof Answer.RoomList rooms ? rooms.rooms().size() : 1;
  }

  private static Optional<ServerMessage> merge(ServerMessage first, ServerMessage next) {
    if (first instanceof ServerMessage.MemberList a && next instanceof ServerMessage.MemberList b) {
      return a.room().isSame(b.room())
          ? Optional.of(
              new ServerMessage.MemberList(concat(a.nicknames(), b.nicknames()), a.room()))
          : Optional.empty();
    }
    return first instanceof ServerMessage.Answered a && next instanceof ServerMessage.Answered b
        ? merge(a.answer(), b.answer()).map(ServerMessage.Answered::new)
        : Optional.empty();
  }

  private static Optional<Answer> merge(Answer first, Answer next) {
    if (first instanceof Answer.History a && next instanceof Answer.History b) {
      return a.room().isSame(b.room())
          ? Optional.of(new Answer.History(a.room(), concat(a.messages(), b.messages())))
          : Optional.empty();
    }
    if (first instanceof Answer.SearchResults a && next instanceof Answer.SearchResults b) {
      return a.query().equals(b.query())
          ? Optional.of(new Answer.SearchResults(a.query(), concat(a.messages(), b.messages())))
          : Optional.empty();
    }
    return first instanceof Answer.RoomList a && next instanceof Answer.RoomList b
        ? Optional.of(new Answer.RoomList(concat(a.rooms(), b.rooms())))
        : Optional.empty();
  }

  private static <T> List<T> concat(List<T> first, List<T> next) {
    List<T> all = new ArrayList<>(first);
    all.addAll(next);
    return all;
  }
}
