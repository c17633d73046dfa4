package io.parley.connection;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.RejectedException;
import org.apache.pekko.actor.typed.Behavior;

/** What may be said before there is a nickname. */
final class Stranger implements ClientMessage.Handler<Behavior<ConnectionActor.Command>> {
  private final Conversation conversation;

  Stranger(Conversation conversation) {
    this.conversation = conversation;
  }

  @Override
  public Behavior<ConnectionActor.Command> onHello(ClientMessage.Hello hello) {
    try {
      return conversation.join(Nickname.parse(hello.nickname()));
    } catch (RejectedException e) {
      return conversation.dismiss(e.problem());
    }
  }

  @Override
  public Behavior<ConnectionActor.Command> onChat(ClientMessage.Chat chat) {
    return conversation.answer(Problems.NOT_REGISTERED);
  }
}
