package io.parley.client;

import io.parley.protocol.Nickname;
import io.parley.protocol.Request;
import io.parley.protocol.ServerMessage;
import java.util.function.BiPredicate;

/**
 * Something that was said, or asked for, and what has come back of it. Used under the lock of the
 * {@link Ledger}.
 */
final class Awaited {
  private final BiPredicate<ServerMessage, Nickname> answers;
  private final boolean inParts;
  private boolean answered;
  private boolean followed;

  private Awaited(
      BiPredicate<ServerMessage, Nickname> answers,
      boolean inParts,
      boolean answered,
      boolean followed) {
    this.answers = answers;
    this.inParts = inParts;
    this.answered = answered;
    this.followed = followed;
  }

  /** A text, for everybody or for one person: it comes back. */
  static Awaited said() {
    return new Awaited((message, self) -> isSaid(message, self), false, false, true);
  }

  /** A ping alone: its pong comes. */
  static Awaited pinged() {
    return new Awaited((message, self) -> false, false, true, false);
  }

  /**
   * A request: an answer comes, and a pong.
   *
   * @param echoes whether this client hears what it does itself
   * @param pinged whether a ping follows; if not, the answer is all that comes
   */
  static Awaited asked(Request request, boolean echoes, boolean pinged) {
    boolean untold =
        !echoes && (request instanceof Request.Emote || request instanceof Request.Topic);
    return new Awaited(
        (message, self) ->
            message instanceof ServerMessage.Notice || request.accept(new AnswerTo(message, self)),
        mayComeInParts(request),
        untold,
        !pinged);
  }

  /** Takes a message for an answer, or for a part of it, if it can be one that is still to come. */
  boolean answer(ServerMessage message, Nickname self) {
    boolean takes =
        answered
            ? inParts && answers.test(message, self)
            : message instanceof ServerMessage.Refused || answers.test(message, self);
    answered |= takes;
    return takes;
  }

  /** Takes the pong, if it is still to come. */
  boolean follow() {
    boolean takes = !followed;
    followed = true;
    return takes;
  }

  /** Whether nothing more is waited for. */
  boolean isDone() {
    return answered && followed;
  }

  private static boolean mayComeInParts(Request request) {
    return request instanceof Request.ListMembers
        || request instanceof Request.ListRooms
        || request instanceof Request.History
        || request instanceof Request.Search;
  }

  private static boolean isSaid(ServerMessage message, Nickname self) {
    return (message instanceof ServerMessage.Chatted chatted && chatted.nickname().isSame(self))
        || (message instanceof ServerMessage.PrivateMessage told && told.from().isSame(self));
  }
}
