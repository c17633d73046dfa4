package io.parley.connection;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.RejectedException;
import io.parley.protocol.Text;

/** What may be said by somebody who is in. */
final class MemberHandler implements ClientMessage.Handler<HandlerResult> {
  private final InboundActions actions;
  private final int maxText;

  MemberHandler(InboundActions conversation, int maxText) {
    this.actions = conversation;
    this.maxText = maxText;
  }

  @Override
  public HandlerResult onHello(ClientMessage.Hello hello) {
    return actions.replyProblem(ConnectionProblems.ALREADY_REGISTERED);
  }

  @Override
  public HandlerResult onChat(ClientMessage.Chat chat) {
    try {
      return actions.say(Text.parse(chat.text(), maxText));
    } catch (RejectedException e) {
      return actions.replyProblem(e.problem());
    }
  }

  @Override
  public HandlerResult onPrivateMessage(ClientMessage.PrivateMessage message) {
    try {
      return actions.sendPrivate(
          Nickname.sanitize(message.target()), Text.parse(message.text(), maxText));
    } catch (RejectedException e) {
      return actions.replyProblem(e.problem());
    }
  }

  @Override
  public HandlerResult onPing(ClientMessage.Ping ping) {
    return actions.pong();
  }

  @Override
  public HandlerResult onQuit(ClientMessage.Quit quit) {
    return actions.quit();
  }

  @Override
  public HandlerResult onRequest(ClientMessage.RequestMessage asked) {
    return actions.request(asked.request());
  }
}
