package io.parley.client.delivery;

import io.parley.protocol.Nickname;
import io.parley.protocol.Request;
import io.parley.protocol.ServerMessage;
import java.util.function.BiPredicate;

/**
 * A sent text or request, and the parts of its answer that were received. Part of {@link
 * AnswerTracker}.
 */
final class PendingRequest {
  private final BiPredicate<ServerMessage, Nickname> matcher;
  private final boolean multipart;
  private boolean answered;
  private boolean pongReceived;

  private PendingRequest(
      BiPredicate<ServerMessage, Nickname> answers,
      boolean inParts,
      boolean answered,
      boolean followed) {
    this.matcher = answers;
    this.multipart = inParts;
    this.answered = answered;
    this.pongReceived = followed;
  }

  /** A text to a room or a user; its echo is expected. */
  static PendingRequest ofText() {
    return new PendingRequest((message, self) -> isEcho(message, self), false, false, true);
  }

  /** A ping without a request; its pong is expected. */
  static PendingRequest ofPing() {
    return new PendingRequest((message, self) -> false, false, true, false);
  }

  /**
   * A request; its answer and a pong are expected.
   *
   * @param echoes whether the server echoes the actions of this client
   * @param pinged whether a ping follows; if not, only the answer is expected
   */
  static PendingRequest ofRequest(Request request, boolean echoes, boolean pinged) {
    boolean withoutEcho =
        !echoes && (request instanceof Request.Emote || request instanceof Request.Topic);
    return new PendingRequest(
        (message, self) ->
            message instanceof ServerMessage.Notice
                || request.accept(new ReplyMatcher(message, self)),
        isMultipart(request),
        withoutEcho,
        !pinged);
  }

  /** Accepts a message as the answer, or as a part of it, if it matches and is expected. */
  boolean acceptAnswer(ServerMessage message, Nickname self) {
    boolean takes =
        answered
            ? multipart && matcher.test(message, self)
            : message.refusal().isPresent() || matcher.test(message, self);
    answered |= takes;
    return takes;
  }

  /** Accepts the pong, if it is expected. */
  boolean acceptPong() {
    boolean takes = !pongReceived;
    pongReceived = true;
    return takes;
  }

  /** Whether nothing more is expected. */
  boolean isDone() {
    return answered && pongReceived;
  }

  private static boolean isMultipart(Request request) {
    return request instanceof Request.ListMembers
        || request instanceof Request.ListRooms
        || request instanceof Request.History
        || request instanceof Request.Search
        || request instanceof Request.ListUnread
        || request instanceof Request.ListRestrictions
        || request instanceof Request.ListServerBans
        || request instanceof Request.ShowAudit;
  }

  private static boolean isEcho(ServerMessage message, Nickname self) {
    return message.isWrittenBy(self) && !(message instanceof ServerMessage.Emoted);
  }
}
