package io.parley.client.transport;

import io.parley.dialect.RegistrationStyle;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.DefaultServerMessageHandler;
import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;
import java.util.Optional;

/**
 * The registration of this client, as its dialect requires: which nickname is requested, and what
 * the server has answered. Owned by the client's actor.
 */
public final class RegistrationHandshake {
  private final RegistrationStyle registration;
  private boolean once;
  private boolean registered;
  private boolean answered;
  private String nickname;
  private boolean nicknameRequested;
  private boolean nicknameRejected;

  public RegistrationHandshake(RegistrationStyle registration, String nickname) {
    this.registration = registration;
    this.nickname = nickname;
  }

  /** From now on the server is told that this client leaves after one message. */
  public void announceOnce() {
    once = true;
  }

  public String nickname() {
    return nickname;
  }

  /** The message to send as soon as there is a connection. */
  public Optional<ClientMessage> onConnected() {
    nicknameRequested = false;
    answered = false;
    return switch (registration.initiator()) {
      case CLIENT -> Optional.of(new ClientMessage.Hello(nickname, once));
      case SERVER, NONE -> Optional.empty();
    };
  }

  /** Whether the dialect has no nicknames: a client is registered without an answer. */
  public boolean isGuest() {
    return registration.initiator() == RegistrationStyle.Initiator.NONE;
  }

  /** The dialect has no nicknames, and the connection has lasted long enough. */
  public void onGuestRegistered() {
    registered = true;
  }

  /** Handles a message of the server, and returns the answer to send. */
  public Optional<ClientMessage> onMessage(ServerMessage message) {
    answered |= isAnswer(message);
    return message.accept(new MessageHandler());
  }

  /** Whether the server has shown that it speaks the dialect, or cannot show it. */
  public boolean hasAnswered() {
    return answered || registered;
  }

  /**
   * Whether a message can only be from a server of the dialect. Text of any other server reads like
   * a chat or a notice in the dialects in which the server asks for the nickname.
   */
  public boolean isAnswer(ServerMessage message) {
    if (message instanceof ServerMessage.Notice || message instanceof ServerMessage.Pong) {
      return false;
    }
    return registration.initiator() == RegistrationStyle.Initiator.CLIENT
        || message.refusal().isPresent()
        || (!isGuest() && message.userMessage().isEmpty());
  }

  /** Whether the nickname was rejected and another one is required. */
  public boolean isNicknameRejected() {
    return nicknameRejected;
  }

  /** Whether the connection stays open when a nickname is rejected. */
  public boolean mayRetry() {
    return registration.mayRetry();
  }

  /** Sets another nickname; returns the message to send over the existing connection. */
  public Optional<ClientMessage> changeNickname(String other) {
    nickname = other;
    nicknameRejected = false;
    boolean mayAnswer =
        registration.initiator() == RegistrationStyle.Initiator.CLIENT || nicknameRequested;
    return mayAnswer ? Optional.of(new ClientMessage.Hello(other, once)) : Optional.empty();
  }

  /** The server has given this client another nickname, which the next connection requests. */
  public void onRenamed(Nickname other) {
    nickname = other.value();
  }

  /** The connection is lost: the same nickname is requested again. */
  public void onConnectionLost() {
    nicknameRequested = false;
    nicknameRejected = false;
    registered = false;
  }

  public boolean isRegistered() {
    return registered;
  }

  /** Whether a nickname is the nickname of this client. */
  public boolean isSelf(Nickname other) {
    return other.isSame(Nickname.sanitize(nickname));
  }

  /**
   * Whether a text must not be sent yet: the server may speak another dialect, would take it for a
   * nickname, or would refuse it. Some servers that expect the nickname unasked do not confirm it.
   */
  public boolean mustWaitForRegistration() {
    boolean confirms =
        registration.mayRetry() || registration.initiator() != RegistrationStyle.Initiator.CLIENT;
    return !registered && (confirms || !answered);
  }

  private final class MessageHandler extends DefaultServerMessageHandler<Optional<ClientMessage>> {

    @Override
    public Optional<ClientMessage> onWelcomed(ServerMessage.Welcomed welcomed) {
      registered = true;
      return Optional.empty();
    }

    /** Some servers confirm the registration only by the join. */
    @Override
    public Optional<ClientMessage> onJoined(ServerMessage.Joined joined) {
      registered |= isSelf(joined.nickname());
      return Optional.empty();
    }

    @Override
    public Optional<ClientMessage> onRefused(ServerMessage.Refused refused) {
      nicknameRejected |= !registered && refused.problem().code().isNicknameError();
      return Optional.empty();
    }

    /** After a rejection, the next nickname of the user is the answer. */
    @Override
    public Optional<ClientMessage> onNicknameRequested(ServerMessage.NicknameRequested requested) {
      nicknameRequested = nicknameRejected;
      return nicknameRejected
          ? Optional.empty()
          : Optional.of(new ClientMessage.Hello(nickname, once));
    }

    @Override
    protected Optional<ClientMessage> onOther(ServerMessage message) {
      return Optional.empty();
    }
  }
}
