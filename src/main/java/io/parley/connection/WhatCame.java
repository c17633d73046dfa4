package io.parley.connection;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.wire.flow.DecodeResult;

/** What the stream brings: it means one thing from a stranger, and another from a member. */
final class WhatCame implements DecodeResult.Handler<ClientMessage, Next> {
  private final Session session;
  private final Conversation conversation;
  private final Stranger stranger;
  private final Regular regular;

  WhatCame(Session session, Conversation conversation, Stranger stranger, Regular regular) {
    this.session = session;
    this.conversation = conversation;
    this.stranger = stranger;
    this.regular = regular;
  }

  @Override
  public Next onMessage(ClientMessage message) {
    return message.accept(session.is(Phase.REGISTERING) ? stranger : regular);
  }

  @Override
  public Next onMalformed(Problem problem) {
    return session.is(Phase.REGISTERING)
        ? stranger.onMalformed(problem)
        : conversation.answer(problem);
  }

  @Override
  public Next onUnrecoverable(Problem problem) {
    return session.is(Phase.REGISTERING) ? session.dismiss(problem) : session.leave(problem);
  }
}
