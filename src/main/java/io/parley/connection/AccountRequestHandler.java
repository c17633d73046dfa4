package io.parley.connection;

import io.parley.account.Account;
import io.parley.account.AccountReply;
import io.parley.account.Accounts;
import io.parley.people.NicknameRegistry;
import io.parley.people.ReadMarkRegistry;
import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.Password;
import io.parley.protocol.Problem;
import io.parley.protocol.RejectedException;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.room.ChatRoom;
import io.parley.room.HistoryReader;
import io.parley.room.MemberMessage;
import io.parley.room.RoomRef;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Handles requests about accounts: the log-in of a registration, and those of a registered peer.
 * The connection reads no input until the accounts have answered.
 */
final class AccountRequestHandler implements Request.AccountHandler<Behavior<MemberMessage>> {
  private final ConnectionState state;
  private final ChatServices services;

  AccountRequestHandler(ConnectionState state, ChatServices services) {
    this.state = state;
    this.services = services;
  }

  /** Logs in as part of the registration. */
  Behavior<MemberMessage> enter(Nickname nickname, Password password) {
    state.awaitLogIn(nickname);
    await(AccountReplied.Request.ENTER, accounts().logIn(nickname, password, state.address()));
    return Behaviors.same();
  }

  /** Registers an account as part of the registration. */
  Behavior<MemberMessage> enterAsNew(Nickname nickname, Password password) {
    state.awaitLogIn(nickname);
    await(AccountReplied.Request.ENTER, accounts().register(nickname, password, state.address()));
    return Behaviors.same();
  }

  /** The accounts have answered. */
  Behavior<MemberMessage> onReplied(AccountReplied replied) {
    if (replied.request() == AccountReplied.Request.ENTER) {
      return replied.reply() instanceof AccountReply.Refused<Account> refused
          ? state.logInRefused(problem(refused))
          : state.loggedIn(((AccountReply.Success<Account>) replied.reply()).value());
    }
    Optional<Phase.AwaitingAccount> waiting = state.awaitedAccount();
    if (waiting.isEmpty()) {
      return Behaviors.same(); // the connection ends
    }
    if (replied.reply() instanceof AccountReply.Success<Account> success) {
      return onSuccess(replied.request(), success.value(), waiting.get());
    }
    expectChange(false, false);
    state.send(new ServerMessage.Refused(problem((AccountReply.Refused<Account>) replied.reply())));
    return done(waiting.get());
  }

  /** The subject of a lockout is its end. */
  private static Problem problem(AccountReply.Refused<Account> refused) {
    Problem problem = refused.problem();
    return refused
        .until()
        .map(until -> new Problem(problem.code(), problem.message(), until.toString()))
        .orElse(problem);
  }

  private Behavior<MemberMessage> onSuccess(
      AccountReplied.Request request, Account account, Phase.AwaitingAccount waiting) {
    switch (request) {
      case REGISTER, LOG_IN -> {
        Nickname typed = waiting.nickname().orElseGet(waiting.session()::nickname);
        state.logIn(
            ConnectionState.ownSpelling(account, typed), account.id(), waiting.inputEnded());
        return Behaviors.same();
      }
      case CHANGE_PASSWORD -> {
        expectChange(false, false);
        state.send(
            status(waiting.session(), accounts(), "The password of your account is changed."));
      }
      case REGISTER_FOR ->
          state.send(
              status(
                  waiting.session(),
                  accounts(),
                  "An account is registered for " + account.nickname() + "."));
      case CHANGE_NICKNAMES ->
          state.send(new ServerMessage.Answered(new Answer.Nicknames(account.nicknames())));
      case UNREGISTER, ENTER -> {} // the registry of nicknames ends the connections
    }
    return done(waiting);
  }

  private Behavior<MemberMessage> done(Phase.AwaitingAccount waiting) {
    return state.becomeMember(waiting.session(), waiting.inputEnded());
  }

  /** Tells which account the peer has. */
  static ServerMessage status(Session session, Accounts accounts, String text) {
    Optional<Nickname> account =
        session.account().isPresent()
            ? accounts.find(session.account().getAsLong()).map(Account::nickname)
            : Optional.empty();
    return new ServerMessage.Answered(new Answer.AccountStatus(account, Text.sanitize(text)));
  }

  @Override
  public Behavior<MemberMessage> onRegister(Request.Register register) {
    if (register.nickname().isPresent()) {
      return registerFor(register.nickname().get(), register.password());
    }
    if (state.session().account().isPresent()) {
      register.password().clear();
      return state.refuse(ConnectionProblems.ALREADY_LOGGED_IN);
    }
    expectChange(false, true);
    await(
        AccountReplied.Request.REGISTER,
        accounts().register(state.session().nickname(), register.password(), state.address()));
    return state.awaitAccount(Optional.empty());
  }

  private Behavior<MemberMessage> registerFor(String nickname, Password password) {
    return ifLoggedIn(
        () -> {
          try {
            await(
                AccountReplied.Request.REGISTER_FOR,
                accounts().registerFor(Nickname.parse(nickname), password, account()));
          } finally {
            password.clear();
          }
          return state.awaitAccount(Optional.empty());
        });
  }

  @Override
  public Behavior<MemberMessage> onLogIn(Request.LogIn logIn) {
    if (state.session().account().isPresent()) {
      logIn.password().clear();
      return state.refuse(ConnectionProblems.ALREADY_LOGGED_IN);
    }
    Nickname nickname =
        logIn.account().map(Nickname::sanitize).orElseGet(state.session()::nickname);
    await(
        AccountReplied.Request.LOG_IN,
        accounts().logIn(nickname, logIn.password(), state.address()));
    return state.awaitAccount(Optional.of(nickname));
  }

  @Override
  public Behavior<MemberMessage> onLogOut(Request.LogOut logOut) {
    return state.session().account().isPresent()
        ? state.leave(ConnectionProblems.LOGGED_OUT)
        : state.refuse(ConnectionProblems.NOT_LOGGED_IN);
  }

  @Override
  public Behavior<MemberMessage> onChangePassword(Request.ChangePassword change) {
    if (state.session().account().isEmpty()) {
      change.current().clear();
      change.next().clear();
      return state.refuse(ConnectionProblems.NOT_LOGGED_IN);
    }
    expectChange(true, false);
    await(
        AccountReplied.Request.CHANGE_PASSWORD,
        accounts().changePassword(account(), change.current(), change.next(), state.address()));
    return state.awaitAccount(Optional.empty());
  }

  @Override
  public Behavior<MemberMessage> onUnregister(Request.Unregister unregister) {
    if (state.session().account().isEmpty()) {
      unregister.password().clear();
      return state.refuse(ConnectionProblems.NOT_LOGGED_IN);
    }
    await(
        AccountReplied.Request.UNREGISTER,
        accounts().unregister(account(), unregister.password(), state.address()));
    return state.awaitAccount(Optional.empty());
  }

  @Override
  public Behavior<MemberMessage> onListSessions(Request.ListSessions list) {
    return ifLoggedIn(() -> ask(new NicknameRegistry.ListSessions(state.connection())));
  }

  @Override
  public Behavior<MemberMessage> onEndSession(Request.EndSession end) {
    return ifLoggedIn(() -> ask(new NicknameRegistry.EndSession(end.id(), state.connection())));
  }

  @Override
  public Behavior<MemberMessage> onListNicknames(Request.ListNicknames list) {
    return ifLoggedIn(
        () ->
            state.reply(
                new ServerMessage.Answered(
                    new Answer.Nicknames(
                        accounts().find(account()).map(Account::nicknames).orElseThrow()))));
  }

  /** Who has the nickname cannot push somebody else from it. */
  @Override
  public Behavior<MemberMessage> onAddNickname(Request.AddNickname add) {
    return ifLoggedIn(
        () -> {
          Nickname nickname = Nickname.parse(add.nickname());
          if (!nickname.isSame(state.session().nickname())) {
            throw new RejectedException(ConnectionProblems.nicknameNotHeld(nickname));
          }
          await(
              AccountReplied.Request.CHANGE_NICKNAMES, accounts().addNickname(account(), nickname));
          return state.awaitAccount(Optional.empty());
        });
  }

  @Override
  public Behavior<MemberMessage> onRemoveNickname(Request.RemoveNickname remove) {
    return ifLoggedIn(
        () -> {
          await(
              AccountReplied.Request.CHANGE_NICKNAMES,
              accounts().removeNickname(account(), Nickname.sanitize(remove.nickname())));
          return state.awaitAccount(Optional.empty());
        });
  }

  /** The room says up to where the peer has the messages. */
  @Override
  public Behavior<MemberMessage> onMarkRead(Request.MarkRead read) {
    return ifLoggedIn(
        () -> {
          RoomRef room = state.session().rooms().require(read.room());
          room.ref().tell(new ChatRoom.LocateRead(read.id(), state.self()));
          return state.questionForwarded();
        });
  }

  @Override
  public Behavior<MemberMessage> onListUnread(Request.ListUnread unread) {
    return ifLoggedIn(
        () -> {
          List<RoomName> rooms = state.session().rooms().names();
          if (rooms.isEmpty()) {
            return state.reply(new ServerMessage.Answered(new Answer.Unread(List.of())));
          }
          services
              .readMarks()
              .tell(
                  new ReadMarkRegistry.ListUnread(
                      account(), rooms, new HistoryReader.Asker(state.self(), state.answers())));
          return state.questionForwarded();
        });
  }

  @Override
  public Behavior<MemberMessage> onConversation(Request.Conversation conversation) {
    return ifLoggedIn(
        () ->
            ask(
                new NicknameRegistry.ReadConversation(
                    Nickname.sanitize(conversation.nickname()),
                    conversation.before().orElse(Long.MAX_VALUE),
                    conversation.limit(),
                    new HistoryReader.Asker(state.self(), state.answers()),
                    state.connection())));
  }

  private Behavior<MemberMessage> ifLoggedIn(RejectableAction action) {
    if (state.session().account().isEmpty()) {
      return state.refuse(ConnectionProblems.NOT_LOGGED_IN);
    }
    try {
      return action.run();
    } catch (RejectedException e) {
      return state.refuse(e.problem());
    }
  }

  private Behavior<MemberMessage> ask(NicknameRegistry.Command question) {
    services.nicknames().tell(question);
    return state.questionForwarded();
  }

  private void expectChange(boolean password, boolean registration) {
    services
        .nicknames()
        .tell(new NicknameRegistry.ExpectChange(password, registration, state.connection()));
  }

  /** The reply comes on another thread, as a message to the connection. */
  private void await(AccountReplied.Request request, CompletionStage<AccountReply<Account>> reply) {
    var unused =
        reply.whenComplete(
            (answer, failure) ->
                state
                    .connection()
                    .tell(
                        new AccountReplied(
                            request, failure == null ? answer : AccountReply.unavailable())));
  }

  private long account() {
    return state.session().account().getAsLong();
  }

  private Accounts accounts() {
    return services.accounts();
  }
}
