package io.parley.connection;

import io.parley.dialect.RegistrationStyle;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.protocol.RejectedException;
import io.parley.protocol.ServerMessage;
import io.parley.room.MemberMessage;
import java.util.Optional;
import org.apache.pekko.actor.typed.Behavior;

/**
 * Handles input before the registration, according to the {@link RegistrationStyle} of the dialect.
 */
final class UnregisteredHandler implements InboundHandler {
  private final ConnectionState state;
  private final RegistrationStyle registration;

  UnregisteredHandler(ConnectionState state, RegistrationStyle registration) {
    this.state = state;
    this.registration = registration;
  }

  @Override
  public Behavior<MemberMessage> onMalformed(Problem problem) {
    return onEarlyMessage(problem);
  }

  @Override
  public Behavior<MemberMessage> onUnrecoverable(Problem problem) {
    return state.disconnect(problem);
  }

  @Override
  public Behavior<MemberMessage> onHello(ClientMessage.Hello hello) {
    return register(hello.nickname(), hello.once());
  }

  @Override
  public Behavior<MemberMessage> onChat(ClientMessage.Chat chat) {
    return registration.earlyMessagePolicy()
            == RegistrationStyle.EarlyMessagePolicy.TREAT_AS_NICKNAME
        ? register(chat.text(), false)
        : onEarlyMessage(ConnectionProblems.NOT_REGISTERED);
  }

  @Override
  public Behavior<MemberMessage> onPrivateMessage(ClientMessage.PrivateMessage message) {
    return onEarlyMessage(ConnectionProblems.NOT_REGISTERED);
  }

  @Override
  public Behavior<MemberMessage> onPing(ClientMessage.Ping ping) {
    return registration.earlyMessagePolicy() == RegistrationStyle.EarlyMessagePolicy.DISCONNECT
        ? state.disconnect(ConnectionProblems.NOT_REGISTERED)
        : state.reply(new ServerMessage.Pong());
  }

  @Override
  public Behavior<MemberMessage> onQuit(ClientMessage.Quit quit) {
    return state.quit(Optional.empty());
  }

  @Override
  public Behavior<MemberMessage> onRequest(ClientMessage.RequestMessage message) {
    return onEarlyMessage(ConnectionProblems.NOT_REGISTERED);
  }

  private Behavior<MemberMessage> register(String nickname, boolean once) {
    try {
      return state.claim(registration.nicknameParser().parse(nickname), once);
    } catch (RejectedException e) {
      return state.rejectRegistration(e.problem());
    }
  }

  private Behavior<MemberMessage> onEarlyMessage(Problem problem) {
    return switch (registration.earlyMessagePolicy()) {
      case REFUSE -> state.refuse(problem);
      case DISCONNECT -> state.disconnect(ConnectionProblems.NOT_REGISTERED);
      case TREAT_AS_NICKNAME -> state.rejectRegistration(problem);
    };
  }
}
