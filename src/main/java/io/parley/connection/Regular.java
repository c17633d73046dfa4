package io.parley.connection;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.RejectedException;
import io.parley.protocol.Text;
import org.apache.pekko.actor.typed.Behavior;

/** What may be said by somebody who is in. */
final class Regular implements ClientMessage.Handler<Behavior<ConnectionActor.Command>> {
  private final Conversation conversation;
  private final int maxText;

  Regular(Conversation conversation, int maxText) {
    this.conversation = conversation;
    this.maxText = maxText;
  }

  @Override
  public Behavior<ConnectionActor.Command> onHello(ClientMessage.Hello hello) {
    return conversation.answer(Problems.ALREADY_REGISTERED);
  }

  @Override
  public Behavior<ConnectionActor.Command> onChat(ClientMessage.Chat chat) {
    try {
      return conversation.say(Text.parse(chat.text(), maxText));
    } catch (RejectedException e) {
      return conversation.answer(e.problem());
    }
  }

  @Override
  public Behavior<ConnectionActor.Command> onPrivateMessage(ClientMessage.PrivateMessage message) {
    try {
      return conversation.tell(
          Nickname.foreign(message.target()), Text.parse(message.text(), maxText));
    } catch (RejectedException e) {
      return conversation.answer(e.problem());
    }
  }

  @Override
  public Behavior<ConnectionActor.Command> onPing(ClientMessage.Ping ping) {
    return conversation.pong();
  }

  @Override
  public Behavior<ConnectionActor.Command> onQuit(ClientMessage.Quit quit) {
    return conversation.quit();
  }

  @Override
  public Behavior<ConnectionActor.Command> onAsked(ClientMessage.Asked asked) {
    return conversation.ask(asked.request());
  }
}
