package io.parley.client.transport;

import io.parley.dialect.RegistrationStyle;
import io.parley.protocol.Answer;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.DefaultServerMessageHandler;
import io.parley.protocol.Nickname;
import io.parley.protocol.Password;
import io.parley.protocol.Problem;
import io.parley.protocol.Request;
import io.parley.protocol.ServerMessage;
import io.parley.wire.text.SentencePatterns;
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

  /** The next input that the server takes is the password. */
  private boolean passwordRequested;

  private Missing missing = Missing.NOTHING;

  /** Whether the connection stays open for another nickname or password. */
  private boolean mayRetry;

  /** In memory only; empty for a guest. */
  private Optional<Password> password = Optional.empty();

  private boolean passwordSent;

  /** A nickname of the account; empty before the server has accepted the password. */
  private Optional<String> accountNickname = Optional.empty();

  /** The password of a request that the server has not answered. */
  private Optional<Password> requested = Optional.empty();

  private boolean endRequested;

  /** What the user must give before the server accepts this client. */
  public enum Missing {
    NOTHING,
    /** Another nickname. */
    NICKNAME,
    /** The password of the account that owns the nickname. */
    PASSWORD
  }

  public RegistrationHandshake(RegistrationStyle registration, String nickname) {
    this.registration = registration;
    this.nickname = nickname;
    this.mayRetry = registration.mayRetry();
  }

  /** The password is sent with the nickname, or when the server asks for it. */
  public void setPassword(Password known) {
    password = Optional.of(known);
  }

  /** From now on the server is told that this client leaves after one message. */
  public void announceOnce() {
    once = true;
  }

  public String nickname() {
    return nickname;
  }

  /**
   * The message to send as soon as there is a connection. A password belongs to the nicknames of
   * its account, and not to any other one that this client has taken since.
   */
  public Optional<ClientMessage> onConnected() {
    nicknameRequested = false;
    passwordRequested = false;
    passwordSent = false;
    answered = false;
    mayRetry = registration.mayRetry();
    if (password.isPresent()) {
      nickname = accountNickname.orElse(nickname);
    }
    return switch (registration.initiator()) {
      case CLIENT -> Optional.of(hello());
      case SERVER, NONE -> Optional.empty();
    };
  }

  /** Whether the dialect has no nicknames: a client is registered without an answer. */
  public boolean isGuest() {
    return registration.initiator() == RegistrationStyle.Initiator.NONE;
  }

  private ClientMessage hello() {
    return switch (registration.passwordStyle()) {
      case IN_HELLO, ALWAYS -> helloWithPassword();
      case ASKED, NONE -> new ClientMessage.Hello(nickname, once);
    };
  }

  private ClientMessage helloWithPassword() {
    passwordSent = password.isPresent();
    passwordRequested = false;
    return new ClientMessage.Hello(nickname, once, password, false);
  }

  /** The dialect has no nicknames, and the connection has lasted long enough. */
  public void onGuestRegistered() {
    registered = true;
  }

  /** Handles a message of the server, and returns the answer to send. */
  public Optional<ClientMessage> onMessage(ServerMessage message) {
    answered |= isAnswer(message);
    boolean wasRegistered = registered;
    Optional<ClientMessage> answer = message.accept(new MessageHandler());
    if (registered && !wasRegistered && passwordSent) {
      accountNickname = Optional.of(nickname);
    }
    return answer;
  }

  /**
   * Takes the nickname under which the server registers this client, which may be another one of
   * the account than that for which it has asked. To be called before anything else handles the
   * message. Where the server does not say it, the first join after the password is the own one.
   */
  public void adoptNickname(ServerMessage message) {
    if (registered) {
      return;
    }
    if (message instanceof ServerMessage.Welcomed welcomed
        && !welcomed.nickname().equals(SentencePatterns.YOU)) {
      nickname = welcomed.nickname().value();
    } else if (message instanceof ServerMessage.Joined joined
        && passwordSent
        && registration.passwordStyle() == RegistrationStyle.PasswordStyle.ASKED) {
      nickname = joined.nickname().value();
    }
  }

  /** Whether the password is sent without a question when the server asks for it. */
  public boolean knowsPassword() {
    return password.isPresent();
  }

  /** Whether the server has got a password over this connection. */
  public boolean hasSentPassword() {
    return passwordSent;
  }

  /** A request was sent, whose success may change the password or end the connection. */
  public void onRequestSent(Request request) {
    if (request.newPassword().isPresent() || request instanceof Request.Register) {
      requested = request.newPassword(); // the answer names the account, whoever is registered
    }
    endRequested |= request instanceof Request.LogOut || request instanceof Request.Unregister;
  }

  /** Whether the user has logged out or removed the account, so that the server may end this. */
  public boolean isEndRequested() {
    return endRequested;
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

  /** Whether a refusal only announces the question that the known password answers. */
  public boolean isAnsweredUnasked(ServerMessage.Refused refused) {
    return !registered
        && refused.problem().code() == Problem.Code.PASSWORD_REQUIRED
        && password.isPresent()
        && registration.passwordStyle() == RegistrationStyle.PasswordStyle.ASKED;
  }

  /** Whether the nickname was rejected and another one is required. */
  public boolean isNicknameRejected() {
    return missing == Missing.NICKNAME;
  }

  /** What the user must give. */
  public Missing missing() {
    return missing;
  }

  /** Whether the connection stays open after the last refusal. */
  public boolean mayRetry() {
    return mayRetry;
  }

  /** Sends a password; returns the message to send over the existing connection. */
  public Optional<ClientMessage> changePassword(Password other) {
    password = Optional.of(other);
    missing = Missing.NOTHING;
    return switch (registration.passwordStyle()) {
      case IN_HELLO, ALWAYS -> Optional.of(helloWithPassword());
      case ASKED -> {
        if (passwordRequested) {
          yield Optional.of(helloWithPassword());
        }
        yield nicknameRequested ? Optional.of(hello()) : Optional.empty();
      }
      case NONE -> Optional.empty();
    };
  }

  /** The user gives no password, and takes another nickname. */
  public void declinePassword() {
    missing = Missing.NICKNAME;
  }

  /** Sets another nickname; returns the message to send over the existing connection. */
  public Optional<ClientMessage> changeNickname(String other) {
    nickname = other;
    missing = Missing.NOTHING;
    password = Optional.empty();
    accountNickname = Optional.empty();
    if (passwordRequested) {
      mayRetry = false; // the server would take the nickname for the password
      return Optional.empty();
    }
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
    passwordRequested = false;
    missing = Missing.NOTHING;
    requested = Optional.empty();
    registered = false;
  }

  public boolean isRegistered() {
    return registered;
  }

  /** Whether this client is registered with an account. */
  public boolean isLoggedIn() {
    return registered && accountNickname.isPresent();
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
      Problem.Code code = refused.problem().code();
      if (registered) {
        if (isAccountRefusal(code)) {
          requested = Optional.empty();
          endRequested = false;
        }
      } else if (!isAnsweredUnasked(refused)) {
        onRegistrationRefused(code);
      }
      return Optional.empty();
    }

    private static boolean isAccountRefusal(Problem.Code code) {
      return code.isLoginError()
          || code == Problem.Code.ALREADY_LOGGED_IN
          || code == Problem.Code.NOT_LOGGED_IN
          || code == Problem.Code.NO_SUCH_ACCOUNT;
    }

    private void onRegistrationRefused(Problem.Code code) {
      Missing next = missing(code);
      boolean isAsked =
          registration.passwordStyle() == RegistrationStyle.PasswordStyle.ASKED
              && code == Problem.Code.PASSWORD_REQUIRED; // the question follows
      if (next == Missing.NOTHING || isAsked) {
        return;
      }
      missing = next;
      boolean inHello =
          registration.passwordStyle() == RegistrationStyle.PasswordStyle.IN_HELLO
              && code.isLoginError();
      mayRetry = registration.mayRetry() || inHello || code == Problem.Code.PASSWORD_REQUIRED;
      passwordRequested = false;
      if (code.isLoginError() && !code.isTemporary() && code != Problem.Code.LOCKED_OUT) {
        password = Optional.empty();
      }
    }

    private Missing missing(Problem.Code code) {
      return switch (code) {
        case ACCOUNT_REQUIRED, TOO_MANY_ACCOUNTS, REGISTRATION_CLOSED -> Missing.NICKNAME;
        default -> {
          if (code.isLoginError()) {
            yield Missing.PASSWORD;
          }
          yield code.isNicknameError() ? Missing.NICKNAME : Missing.NOTHING;
        }
      };
    }

    @Override
    public Optional<ClientMessage> onPasswordRequested(ServerMessage.PasswordRequested request) {
      passwordRequested = true;
      if (password.isPresent() && missing == Missing.NOTHING) {
        return Optional.of(helloWithPassword());
      }
      missing = Missing.PASSWORD;
      mayRetry = true;
      return Optional.empty();
    }

    /** The account has the password of the request, and this client is logged in to it. */
    @Override
    public Optional<ClientMessage> onAnswered(ServerMessage.Answered answered) {
      Optional<Nickname> account =
          answered.answer(Answer.AccountStatus.class).flatMap(Answer.AccountStatus::account);
      if (account.isPresent() && requested.isPresent()) {
        password = requested;
        requested = Optional.empty();
        accountNickname = account.map(Nickname::value);
      }
      answered
          .answer(Answer.Nicknames.class)
          .flatMap(owned -> owned.nicknames().stream().filter(any -> isSelf(any)).findFirst())
          .ifPresent(own -> accountNickname = Optional.of(own.value()));
      return Optional.empty();
    }

    /** After a rejection, the next nickname of the user is the answer. */
    @Override
    public Optional<ClientMessage> onNicknameRequested(ServerMessage.NicknameRequested requested) {
      passwordRequested = false;
      nicknameRequested = missing != Missing.NOTHING;
      return nicknameRequested ? Optional.empty() : Optional.of(hello());
    }

    @Override
    protected Optional<ClientMessage> onOther(ServerMessage message) {
      return Optional.empty();
    }
  }
}
