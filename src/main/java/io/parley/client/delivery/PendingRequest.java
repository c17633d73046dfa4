package io.parley.client.delivery;

import io.parley.protocol.Nickname;
import io.parley.protocol.Request;
import io.parley.protocol.ServerMessage;
import java.util.function.BiPredicate;

/** A sent text or request, and what has been answered of it. Part of {@link DeliveryTracker}. */
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

  /** A text, for everybody or for one person: it comes back. */
  static PendingRequest ofText() {
    return new PendingRequest((message, self) -> isEcho(message, self), false, false, true);
  }

  /** A ping alone: its pong comes. */
  static PendingRequest ofPing() {
    return new PendingRequest((message, self) -> false, false, true, false);
  }

  /**
   * A request: an answer comes, and a pong.
   *
   * @param echoes whether this client hears what it does itself
   * @param pinged whether a ping follows; if not, the answer is all that comes
   */
  static PendingRequest ofRequest(Request request, boolean echoes, boolean pinged) {
    boolean untold =
        !echoes && (request instanceof Request.Emote || request instanceof Request.Topic);
    return new PendingRequest(
        (message, self) ->
            message instanceof ServerMessage.Notice
                || request.accept(new ReplyMatcher(message, self)),
        isMultipart(request),
        untold,
        !pinged);
  }

  /** Takes a message for an answer, or for a part of it, if it can be one that is still to come. */
  boolean acceptAnswer(ServerMessage message, Nickname self) {
    boolean takes =
        answered
            ? multipart && matcher.test(message, self)
            : message instanceof ServerMessage.Refused || matcher.test(message, self);
    answered |= takes;
    return takes;
  }

  /** Takes the pong, if it is still to come. */
  boolean acceptPong() {
    boolean takes = !pongReceived;
    pongReceived = true;
    return takes;
  }

  /** Whether nothing more is waited for. */
  boolean isDone() {
    return answered && pongReceived;
  }

  private static boolean isMultipart(Request request) {
    return request instanceof Request.ListMembers
        || request instanceof Request.ListRooms
        || request instanceof Request.History
        || request instanceof Request.Search;
  }

  private static boolean isEcho(ServerMessage message, Nickname self) {
    return message instanceof ServerMessage.UserMessage sent
        && !(sent instanceof ServerMessage.Emoted)
        && sent.author().isSame(self);
  }
}
