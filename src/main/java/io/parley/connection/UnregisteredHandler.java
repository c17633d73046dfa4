package io.parley.connection;

import io.parley.account.Accounts;
import io.parley.dialect.RegistrationStyle;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Password;
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
  private final Accounts accounts;
  private final AccountRequestHandler accountRequests;

  UnregisteredHandler(
      ConnectionState state,
      RegistrationStyle registration,
      Accounts accounts,
      AccountRequestHandler accountRequests) {
    this.state = state;
    this.registration = registration;
    this.accounts = accounts;
    this.accountRequests = accountRequests;
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
    return register(hello);
  }

  @Override
  public Behavior<MemberMessage> onChat(ClientMessage.Chat chat) {
    return registration.earlyMessagePolicy()
            == RegistrationStyle.EarlyMessagePolicy.TREAT_AS_NICKNAME
        ? register(new ClientMessage.Hello(chat.text()))
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

  private Behavior<MemberMessage> register(ClientMessage.Hello hello) {
    Optional<Nickname> owned = state.awaitedPassword();
    if (owned.isPresent()) {
      return accountRequests.enter(owned.get(), Password.of(hello.nickname()));
    }
    try {
      state.hello(hello);
      requireAddress(hello);
      return enter(registration.nicknameParser().parse(hello.nickname()), hello);
    } catch (RejectedException e) {
      hello.password().ifPresent(Password::clear);
      return state.rejectRegistration(e.problem());
    }
  }

  /**
   * From an address that is banned from the server one can only log in, as an operator of the
   * server may do. Whoever gives another nickname is told of the ban, and nothing else.
   */
  private void requireAddress(ClientMessage.Hello hello) throws RejectedException {
    Optional<Problem> problem = state.addressProblem();
    if (problem.isPresent() && accounts.ownerOf(Nickname.sanitize(hello.nickname())).isEmpty()) {
      throw new RejectedException(problem.get());
    }
  }

  private Behavior<MemberMessage> enter(Nickname nickname, ClientMessage.Hello hello)
      throws RejectedException {
    boolean isOwned = accounts.ownerOf(nickname).isPresent();
    if (hello.password().isPresent()) {
      return enterWithPassword(nickname, hello.password().get(), isOwned);
    }
    if (isOwned) {
      return switch (registration.passwordStyle()) {
        case ASKED -> state.askForPassword(nickname);
        case IN_HELLO ->
            throw new RejectedException(
                hello.basic()
                    ? ConnectionProblems.nicknameOwned(nickname)
                    : ConnectionProblems.passwordRequired(nickname));
        case ALWAYS -> throw new RejectedException(Accounts.WRONG_LOG_IN);
        case NONE -> throw new RejectedException(ConnectionProblems.nicknameOwned(nickname));
      };
    }
    return enterAsGuest(nickname);
  }

  /** A dialect that always has a password has one for guests, too. */
  private Behavior<MemberMessage> enterWithPassword(
      Nickname nickname, Password password, boolean isOwned) throws RejectedException {
    if (!isOwned && accounts.settings().loginRegisters()) {
      return accountRequests.enterAsNew(nickname, password);
    }
    boolean guest =
        !isOwned && registration.passwordStyle() == RegistrationStyle.PasswordStyle.ALWAYS;
    if (guest) {
      password.clear();
      return enterAsGuest(nickname);
    }
    return accountRequests.enter(nickname, password);
  }

  private Behavior<MemberMessage> enterAsGuest(Nickname nickname) throws RejectedException {
    if (accounts.settings().required()) {
      throw new RejectedException(ConnectionProblems.ACCOUNT_REQUIRED);
    }
    return state.claim(nickname);
  }

  private Behavior<MemberMessage> onEarlyMessage(Problem problem) {
    return switch (registration.earlyMessagePolicy()) {
      case REFUSE -> state.refuse(problem);
      case DISCONNECT -> state.disconnect(ConnectionProblems.NOT_REGISTERED);
      case TREAT_AS_NICKNAME -> state.rejectRegistration(problem);
    };
  }
}
