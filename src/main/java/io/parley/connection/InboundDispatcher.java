package io.parley.connection;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.wire.flow.DecodeResult;

/** What the stream brings: it means one thing from a stranger, and another from a member. */
final class InboundDispatcher implements DecodeResult.Handler<ClientMessage, HandlerResult> {
  private final Session session;
  private final InboundActions actions;
  private final UnregisteredHandler unregisteredHandler;
  private final MemberHandler memberHandler;

  InboundDispatcher(
      Session session,
      InboundActions conversation,
      UnregisteredHandler stranger,
      MemberHandler regular) {
    this.session = session;
    this.actions = conversation;
    this.unregisteredHandler = stranger;
    this.memberHandler = regular;
  }

  @Override
  public HandlerResult onMessage(ClientMessage message) {
    return message.accept(
        session.isInPhase(Phase.REGISTERING) ? unregisteredHandler : memberHandler);
  }

  @Override
  public HandlerResult onMalformed(Problem problem) {
    return session.isInPhase(Phase.REGISTERING)
        ? unregisteredHandler.onMalformed(problem)
        : actions.replyProblem(problem);
  }

  @Override
  public HandlerResult onUnrecoverable(Problem problem) {
    return session.isInPhase(Phase.REGISTERING)
        ? session.disconnect(problem)
        : session.leave(problem);
  }
}
