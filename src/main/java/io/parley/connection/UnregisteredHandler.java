package io.parley.connection;

import io.parley.dialect.RegistrationStyle;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.protocol.RejectedException;

/** What may be said before there is a nickname, as the dialect has it. */
final class UnregisteredHandler implements ClientMessage.Handler<HandlerResult> {
  private final InboundActions actions;
  private final RegistrationStyle registration;

  UnregisteredHandler(InboundActions conversation, RegistrationStyle registration) {
    this.actions = conversation;
    this.registration = registration;
  }

  @Override
  public HandlerResult onHello(ClientMessage.Hello hello) {
    try {
      return actions.join(registration.nicknameParser().parse(hello.nickname()));
    } catch (RejectedException e) {
      return actions.rejectRegistration(e.problem());
    }
  }

  @Override
  public HandlerResult onChat(ClientMessage.Chat chat) {
    return registration.earlyMessagePolicy()
            == RegistrationStyle.EarlyMessagePolicy.TREAT_AS_NICKNAME
        ? onHello(new ClientMessage.Hello(chat.text()))
        : handlePremature(ConnectionProblems.NOT_REGISTERED);
  }

  @Override
  public HandlerResult onPrivateMessage(ClientMessage.PrivateMessage message) {
    return handlePremature(ConnectionProblems.NOT_REGISTERED);
  }

  @Override
  public HandlerResult onPing(ClientMessage.Ping ping) {
    return registration.earlyMessagePolicy() == RegistrationStyle.EarlyMessagePolicy.DISCONNECT
        ? actions.disconnect(ConnectionProblems.NOT_REGISTERED)
        : actions.pong();
  }

  @Override
  public HandlerResult onQuit(ClientMessage.Quit quit) {
    return actions.quit();
  }

  @Override
  public HandlerResult onRequest(ClientMessage.RequestMessage asked) {
    return handlePremature(ConnectionProblems.NOT_REGISTERED);
  }

  /** Something came that is no message at all. */
  HandlerResult onMalformed(Problem problem) {
    return handlePremature(problem);
  }

  private HandlerResult handlePremature(Problem problem) {
    return switch (registration.earlyMessagePolicy()) {
      case REFUSE -> actions.replyProblem(problem);
      case DISCONNECT -> actions.disconnect(ConnectionProblems.NOT_REGISTERED);
      case TREAT_AS_NICKNAME -> actions.rejectRegistration(problem);
    };
  }
}
