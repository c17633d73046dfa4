package io.parley.connection;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.RejectedException;
import io.parley.protocol.Text;

/** What may be said by somebody who is in. */
final class Regular implements ClientMessage.Handler<Next> {
  private final Conversation conversation;
  private final int maxText;

  Regular(Conversation conversation, int maxText) {
    this.conversation = conversation;
    this.maxText = maxText;
  }

  @Override
  public Next onHello(ClientMessage.Hello hello) {
    return conversation.answer(Problems.ALREADY_REGISTERED);
  }

  @Override
  public Next onChat(ClientMessage.Chat chat) {
    try {
      return conversation.say(Text.parse(chat.text(), maxText));
    } catch (RejectedException e) {
      return conversation.answer(e.problem());
    }
  }

  @Override
  public Next onPrivateMessage(ClientMessage.PrivateMessage message) {
    try {
      return conversation.tell(
          Nickname.foreign(message.target()), Text.parse(message.text(), maxText));
    } catch (RejectedException e) {
      return conversation.answer(e.problem());
    }
  }

  @Override
  public Next onPing(ClientMessage.Ping ping) {
    return conversation.pong();
  }

  @Override
  public Next onQuit(ClientMessage.Quit quit) {
    return conversation.quit();
  }

  @Override
  public Next onAsked(ClientMessage.Asked asked) {
    return conversation.ask(asked.request());
  }
}
