package io.parley.connection;

import io.parley.dialect.RegistrationStyle;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.protocol.RejectedException;

/** What may be said before there is a nickname, as the dialect has it. */
final class Stranger implements ClientMessage.Handler<Next> {
  private final Conversation conversation;
  private final RegistrationStyle registration;

  Stranger(Conversation conversation, RegistrationStyle registration) {
    this.conversation = conversation;
    this.registration = registration;
  }

  @Override
  public Next onHello(ClientMessage.Hello hello) {
    try {
      return conversation.join(registration.nicknameParser().parse(hello.nickname()));
    } catch (RejectedException e) {
      return conversation.turnAway(e.problem());
    }
  }

  @Override
  public Next onChat(ClientMessage.Chat chat) {
    return registration.earlyMessagePolicy()
            == RegistrationStyle.EarlyMessagePolicy.TREAT_AS_NICKNAME
        ? onHello(new ClientMessage.Hello(chat.text()))
        : tooEarly(Problems.NOT_REGISTERED);
  }

  @Override
  public Next onPrivateMessage(ClientMessage.PrivateMessage message) {
    return tooEarly(Problems.NOT_REGISTERED);
  }

  @Override
  public Next onPing(ClientMessage.Ping ping) {
    return registration.earlyMessagePolicy() == RegistrationStyle.EarlyMessagePolicy.DISCONNECT
        ? conversation.dismiss(Problems.NOT_REGISTERED)
        : conversation.pong();
  }

  @Override
  public Next onQuit(ClientMessage.Quit quit) {
    return conversation.quit();
  }

  @Override
  public Next onAsked(ClientMessage.Asked asked) {
    return tooEarly(Problems.NOT_REGISTERED);
  }

  /** Something came that is no message at all. */
  Next onMalformed(Problem problem) {
    return tooEarly(problem);
  }

  private Next tooEarly(Problem problem) {
    return switch (registration.earlyMessagePolicy()) {
      case REFUSE -> conversation.answer(problem);
      case DISCONNECT -> conversation.dismiss(Problems.NOT_REGISTERED);
      case TREAT_AS_NICKNAME -> conversation.turnAway(problem);
    };
  }
}
