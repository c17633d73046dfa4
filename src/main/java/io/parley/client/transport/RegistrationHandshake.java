package io.parley.client.transport;

import io.parley.dialect.RegistrationStyle;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;
import java.util.Optional;

/** How far this client has come in being let in, as its dialect has it. */
public final class RegistrationHandshake {
  private final RegistrationStyle registration;
  private boolean registered;
  private String nickname;
  private boolean nicknameRequested;
  private boolean nicknameRejected;

  public RegistrationHandshake(RegistrationStyle registration, String nickname) {
    this.registration = registration;
    this.nickname = nickname;
  }

  public String nickname() {
    return nickname;
  }

  /** What to say as soon as there is a connection. */
  public Optional<ClientMessage> onConnected() {
    nicknameRequested = false;
    return switch (registration.initiator()) {
      case CLIENT -> Optional.of(new ClientMessage.Hello(nickname));
      case SERVER -> Optional.empty();
      case NONE -> {
        registered = true;
        yield Optional.empty();
      }
    };
  }

  /** Whether nobody asks for a nickname: whoever is connected is in. */
  public boolean isGuest() {
    return registration.initiator() == RegistrationStyle.Initiator.NONE;
  }

  /** Takes in what the server says, and returns what to answer. */
  public Optional<ClientMessage> onMessage(ServerMessage message) {
    if (isWelcome(message)) {
      registered = true;
    } else if (isRefusal(message)) {
      nicknameRejected = true;
    } else if (message instanceof ServerMessage.NicknameRequested) {
      nicknameRequested = nicknameRejected; // answered at once, or when there is another nickname
      return nicknameRejected ? Optional.empty() : Optional.of(new ClientMessage.Hello(nickname));
    }
    return Optional.empty();
  }

  /** Whether the nickname was refused, and another one is wanted. */
  public boolean isNicknameRejected() {
    return nicknameRejected;
  }

  /** Whether the connection stays when a nickname is refused. */
  public boolean mayRetry() {
    return registration.mayRetry();
  }

  /** Takes another nickname; returns what to say on the connection that there is. */
  public Optional<ClientMessage> changeNickname(String other) {
    nickname = other;
    nicknameRejected = false;
    boolean mayAnswer =
        registration.initiator() == RegistrationStyle.Initiator.CLIENT || nicknameRequested;
    return mayAnswer ? Optional.of(new ClientMessage.Hello(other)) : Optional.empty();
  }

  /** The connection is gone: the same nickname is asked for again. */
  public void onConnectionLost() {
    nicknameRequested = false;
    nicknameRejected = false;
    registered = false;
  }

  public boolean isRegistered() {
    return registered;
  }

  /** Whether it is what this client is called. */
  public boolean isSelf(Nickname other) {
    return other.isSame(Nickname.sanitize(nickname));
  }

  /** Whether what is said too early would be taken for something else, or be lost. */
  public boolean mustWaitForRegistration() {
    return !isRegistered()
        && (registration.mayRetry()
            || registration.initiator() == RegistrationStyle.Initiator.SERVER);
  }

  private boolean isWelcome(ServerMessage message) {
    return message instanceof ServerMessage.Welcomed
        || (message instanceof ServerMessage.Joined joined && isSelf(joined.nickname()));
  }

  private boolean isRefusal(ServerMessage message) {
    return !isRegistered()
        && message instanceof ServerMessage.Refused problem
        && problem.problem().code().isNicknameError();
  }
}
