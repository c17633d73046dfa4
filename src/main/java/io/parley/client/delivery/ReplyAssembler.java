package io.parley.client.delivery;

import io.parley.protocol.Answer;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Joins the parts of an answer that is too long for one packet. A ping follows each request: until
 * its pong is received, parts of one kind are one answer. If no pong is pending, nothing is held.
 * Owned by the client's actor.
 */
public final class ReplyAssembler {
  /** The maximum number of entries that are held. */
  private static final int MAX_ENTRIES = 10_000;

  private final BooleanSupplier pongPending;
  private Optional<ServerMessage> partial = Optional.empty();

  /**
   * An assembler without parts.
   *
   * @param pongPending whether a pong is expected
   */
  public ReplyAssembler(BooleanSupplier pongPending) {
    this.pongPending = pongPending;
  }

  /**
   * Handles a received message, and returns the messages that are complete now, in the order to
   * show them.
   */
  public List<ServerMessage> onMessage(ServerMessage message) {
    List<ServerMessage> complete = new ArrayList<>();
    Optional<Integer> size = size(message);
    if (size.isEmpty()) {
      if (message instanceof ServerMessage.Pong) {
        release(complete);
      }
      complete.add(message);
      return complete;
    }
    Optional<ServerMessage> joined = partial.flatMap(first -> merge(first, message));
    if (joined.isEmpty()) {
      release(complete);
    }
    partial = joined.or(() -> Optional.of(message));
    if (!pongPending.getAsBoolean()
        || partial.flatMap(ReplyAssembler::size).orElse(0) > MAX_ENTRIES) {
      release(complete);
    }
    return complete;
  }

  private void release(List<ServerMessage> complete) {
    partial.ifPresent(complete::add);
    partial = Optional.empty();
  }

  /** The number of entries of a part of an answer; empty if the message is no part. */
  private static Optional<Integer> size(ServerMessage message) {
    if (message instanceof ServerMessage.MemberList list) {
      return Optional.of(list.nicknames().size())
          .filter(size -> list.isComplete()); // one of some members comes with a join
    }
    return message.answer(Answer.class).map(ReplyAssembler::size);
  }

  private static int size(Answer answer) {
    if (answer instanceof Answer.History history) {
      return history.messages().size();
    }
    if (answer instanceof Answer.Conversation conversation) {
      return conversation.messages().size();
    }
    if (answer instanceof Answer.SearchResults results) {
      return results.messages().size();
    }
    if (answer instanceof Answer.Unread unread) {
      return unread.rooms().size();
    }
    if (answer instanceof Answer.Restrictions restrictions) {
      return restrictions.entries().size();
    }
    if (answer instanceof Answer.Audit audit) {
      return audit.entries().size();
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
    return first
        .answer(Answer.class)
        .flatMap(a -> next.answer(Answer.class).flatMap(b -> merge(a, b)))
        .map(ServerMessage.Answered::new);
  }

  private static Optional<Answer> merge(Answer first, Answer next) {
    if (first instanceof Answer.History a && next instanceof Answer.History b) {
      return a.room().isSame(b.room())
          ? Optional.of(new Answer.History(a.room(), concat(a.messages(), b.messages())))
          : Optional.empty();
    }
    if (first instanceof Answer.Conversation a && next instanceof Answer.Conversation b) {
      return a.nickname().isSame(b.nickname())
          ? Optional.of(new Answer.Conversation(a.nickname(), concat(a.messages(), b.messages())))
          : Optional.empty();
    }
    if (first instanceof Answer.SearchResults a && next instanceof Answer.SearchResults b) {
      return a.query().equals(b.query())
          ? Optional.of(
              new Answer.SearchResults(a.query(), concat(a.messages(), b.messages()), a.searched()))
          : Optional.empty();
    }
    if (first instanceof Answer.Unread a && next instanceof Answer.Unread b) {
      return Optional.of(new Answer.Unread(concat(a.rooms(), b.rooms())));
    }
    if (first instanceof Answer.Restrictions a && next instanceof Answer.Restrictions b) {
      return isSame(a.room(), b.room())
          ? Optional.of(new Answer.Restrictions(a.room(), concat(a.entries(), b.entries())))
          : Optional.empty();
    }
    if (first instanceof Answer.Audit a && next instanceof Answer.Audit b) {
      return isSame(a.room(), b.room())
          ? Optional.of(new Answer.Audit(a.room(), concat(a.entries(), b.entries())))
          : Optional.empty();
    }
    return first instanceof Answer.RoomList a && next instanceof Answer.RoomList b
        ? Optional.of(new Answer.RoomList(concat(a.rooms(), b.rooms())))
        : Optional.empty();
  }

  private static boolean isSame(Optional<RoomName> first, Optional<RoomName> next) {
    return first.map(RoomName::key).equals(next.map(RoomName::key));
  }

  private static <T> List<T> concat(List<T> first, List<T> next) {
    List<T> all = new ArrayList<>(first);
    all.addAll(next);
    return all;
  }
}
