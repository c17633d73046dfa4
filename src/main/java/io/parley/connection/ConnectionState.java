package io.parley.connection;

import io.parley.account.Account;
import io.parley.address.Network;
import io.parley.dialect.RegistrationStyle;
import io.parley.people.ConnectionInfo;
import io.parley.people.NicknameEvent;
import io.parley.people.NicknameRegistry;
import io.parley.people.ReadMarkRegistry;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import io.parley.room.AnswerTransit;
import io.parley.room.ChatRoom;
import io.parley.room.MemberIdentity;
import io.parley.room.MemberMessage;
import io.parley.room.RoomEvent;
import io.parley.room.RoomRef;
import io.parley.room.RoomRegistry;
import io.parley.wire.flow.Batch;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.stream.AbruptStageTerminationException;
import org.apache.pekko.stream.StreamTcpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@link Phase} of one connection and its transitions. Its {@link ConnectionActor} owns it. A
 * method that returns a behavior returns the next one of that actor.
 */
final class ConnectionState {
  private static final Logger log = LoggerFactory.getLogger(ConnectionState.class);

  private final ActorRef<MemberMessage> connection;
  private final TimerScheduler<MemberMessage> timers;
  private final Peer peer;
  private final RegistrationStyle registration;
  private final ChatServices services;
  private final ConnectionSettings settings;
  private final PeerStream stream;
  private final InputCredit credit;
  private final AnswersInTransit answers;
  private Phase phase = Phase.Registering.INSTANCE;
  private boolean once;
  private boolean basic;

  /** Why the server shuts down; empty while it does not. */
  private Optional<Problem> closing = Optional.empty();

  ConnectionState(
      ActorRef<MemberMessage> connection,
      TimerScheduler<MemberMessage> timers,
      Peer peer,
      RegistrationStyle registration,
      ChatServices services,
      ConnectionSettings settings,
      PeerStream stream,
      InputCredit credit,
      AnswersInTransit answers) {
    this.connection = connection;
    this.timers = timers;
    this.peer = peer;
    this.registration = registration;
    this.services = services;
    this.settings = settings;
    this.stream = stream;
    this.credit = credit;
    this.answers = answers;
  }

  ActorRef<MemberMessage> connection() {
    return connection;
  }

  /** The address to which rooms send events. */
  ActorRef<RoomEvent> self() {
    return connection.narrow();
  }

  /** Takes the answers to the questions of the peer. */
  AnswerTransit answers() {
    return answers;
  }

  boolean isRegistered() {
    return phase instanceof Phase.Registered;
  }

  /**
   * @throws IllegalStateException if the peer is not registered
   */
  Session session() {
    if (phase instanceof Phase.Registered registered) {
      return registered.session();
    }
    throw new IllegalStateException(peer + " is not registered");
  }

  /** The address whose limits apply to the peer; empty if it is exempt. */
  Optional<Network> address() {
    return peer.slot().network();
  }

  /**
   * Starts the registration as the dialect demands.
   *
   * @return false if the peer cannot enter, so that the connection ends
   */
  boolean start() {
    timers.startSingleTimer(ConnectionActor.Timeout.REGISTRATION, settings.registration());
    log.info("{} connected", peer);
    if (registration.initiator() == RegistrationStyle.Initiator.NONE) {
      if (services.accounts().settings().required()) {
        Behavior<MemberMessage> unused = disconnect(ConnectionProblems.ACCOUNT_REQUIRED);
        return false;
      }
      phase = new Phase.AwaitingNickname(Optional.empty(), OptionalLong.empty(), false);
      services.nicknames().tell(new NicknameRegistry.RegisterGuest(info(), connection));
    } else {
      requestNickname();
    }
    return true;
  }

  private ConnectionInfo info() {
    return new ConnectionInfo(peer.id(), peer.address().getAddress().getHostAddress(), address());
  }

  /** Records what the peer says of itself with its nickname. */
  void hello(ClientMessage.Hello hello) {
    once = hello.once();
    basic = hello.basic();
  }

  /** The nickname whose password the next input is; empty if that is no password. */
  Optional<Nickname> awaitedPassword() {
    return phase instanceof Phase.AwaitingPassword awaiting
        ? Optional.of(awaiting.nickname())
        : Optional.empty();
  }

  /** Why nobody may enter from the address of the peer without a log-in; empty if one may. */
  Optional<Problem> addressProblem() {
    return services.bans().addressProblem(address());
  }

  /** Asks for the password of the account that owns a nickname. */
  Behavior<MemberMessage> askForPassword(Nickname nickname) {
    phase = new Phase.AwaitingPassword(nickname);
    send(new ServerMessage.Refused(ConnectionProblems.passwordRequired(nickname)));
    return reply(new ServerMessage.PasswordRequested());
  }

  /** The password of an account is compared. The connection reads no input until the reply. */
  void awaitLogIn(Nickname nickname) {
    phase = new Phase.AwaitingLogIn(nickname, false);
  }

  /** Asks for a nickname for a guest. The connection reads no input until the reply. */
  Behavior<MemberMessage> claim(Nickname nickname) {
    return claim(nickname, nickname, OptionalLong.empty(), false);
  }

  /** The peer has given the password of an account, which owns the nickname. */
  Behavior<MemberMessage> loggedIn(Account account) {
    if (!(phase instanceof Phase.AwaitingLogIn waiting)) {
      return Behaviors.same(); // the connection has ended
    }
    log.info("{} logged in to {}", peer, account.nickname());
    return claim(
        waiting.nickname(),
        ownSpelling(account, waiting.nickname()),
        OptionalLong.of(account.id()),
        waiting.inputEnded());
  }

  /** The accounts refuse the log-in of the registration. */
  Behavior<MemberMessage> logInRefused(Problem problem) {
    return phase instanceof Phase.AwaitingLogIn ? rejectRegistration(problem) : Behaviors.same();
  }

  /** The nickname of the account that is meant by another spelling of it. */
  static Nickname ownSpelling(Account account, Nickname typed) {
    return account.nicknames().stream()
        .filter(owned -> owned.identityKeys().stream().anyMatch(typed.identityKeys()::contains))
        .findFirst()
        .orElseGet(account::nickname);
  }

  private Behavior<MemberMessage> claim(
      Nickname requested, Nickname nickname, OptionalLong account, boolean inputEnded) {
    phase = new Phase.AwaitingNickname(Optional.of(requested), account, inputEnded);
    services.nicknames().tell(new NicknameRegistry.Register(nickname, account, info(), connection));
    return Behaviors.same();
  }

  /** Whether the peer leaves after one message. */
  boolean isOnce() {
    return once;
  }

  /** Sends the problem; the connection stays if the dialect allows another attempt. */
  Behavior<MemberMessage> rejectRegistration(Problem problem) {
    boolean inputEnded = phase instanceof Phase.Waiting waiting && waiting.inputEnded();
    if (!mayRetry(problem) || inputEnded || problem.code().endsConnection()) {
      return disconnect(problem);
    }
    log.debug("{} registration rejected: {}", peer, problem.code());
    phase = Phase.Registering.INSTANCE;
    send(new ServerMessage.Refused(problem));
    requestNickname();
    return continueReading();
  }

  private boolean mayRetry(Problem problem) {
    return registration.mayRetry()
        || (registration.passwordStyle() == RegistrationStyle.PasswordStyle.IN_HELLO
            && problem.code().isLoginError()
            && !basic);
  }

  private void requestNickname() {
    if (registration.initiator() == RegistrationStyle.Initiator.SERVER) {
      send(new ServerMessage.NicknameRequested());
    }
  }

  /** The peer has a nickname, and enters its first room. */
  Behavior<MemberMessage> nicknameAssigned(NicknameEvent.Registered registered) {
    if (!(phase instanceof Phase.AwaitingNickname waiting)) {
      return Behaviors.same(); // the connection has ended
    }
    Session session =
        new Session(
            new MemberIdentity(registered.nickname(), waiting.account(), registered.assignment()));
    boolean other = !waiting.requested().map(registered.nickname()::isSame).orElse(true);
    List<RoomName> rooms =
        Stream.concat(settings.autoJoin().stream(), registered.rooms().stream())
            .distinct()
            .toList();
    if (rooms.isEmpty()) {
      send(new ServerMessage.Welcomed(registered.nickname(), true));
      register(session);
      return becomeMember(session, waiting.inputEnded());
    }
    phase =
        new Phase.EnteringFirstRoom(
            session, other, rooms.subList(1, rooms.size()), waiting.inputEnded());
    joinRoom(rooms.get(0), session);
    return Behaviors.same();
  }

  /** A room has admitted the peer. */
  Behavior<MemberMessage> roomAdmitted(RoomEvent.Admitted admitted) {
    if (phase instanceof Phase.EnteringFirstRoom entering) {
      Session session = entering.session();
      session.pendingRename().joinAnswered(admitted.room().name());
      boolean renamed = !admitted.nickname().equals(session.nickname());
      session.rooms().setCurrent(admitted.room());
      send(
          Batch.copyOf(
              List.of(
                  new ServerMessage.Welcomed(admitted.nickname(), entering.explicit()),
                  admitted.members())));
      register(session);
      tellEntered(admitted.room().name(), session);
      updateRooms(session, true);
      if (renamed) {
        tellRename(admitted.room(), session); // the room tells the peer of it
      }
      Behavior<MemberMessage> next = autoJoin(session, entering.remaining(), entering.inputEnded());
      Behavior<MemberMessage> unused = completeRename(session);
      return next;
    }
    return roomJoined(admitted);
  }

  /** Whether the client can enter a room by itself. */
  private boolean canEnterRooms() {
    return registration.hasRooms() && !basic;
  }

  /** No room that newcomers enter admits the peer. */
  private Behavior<MemberMessage> enterNoRoom(
      Session session, Problem problem, boolean inputEnded) {
    send(new ServerMessage.Welcomed(session.nickname(), true));
    register(session);
    send(new ServerMessage.Refused(problem));
    Behavior<MemberMessage> next = becomeMember(session, inputEnded);
    Behavior<MemberMessage> unused = completeRename(session);
    return next;
  }

  private void register(Session session) {
    log.info("{} registered as {}", peer, session.nickname());
    peer.slot().registered();
    timers.cancel(ConnectionActor.Timeout.REGISTRATION);
    timers.startTimerWithFixedDelay(ConnectionActor.Timeout.IDLE, settings.idle());
    tellReady(session);
  }

  /** What was left for the account can be shown now. Who leaves after one message shows nothing. */
  private void tellReady(Session session) {
    if (session.account().isPresent() && !once) {
      services.nicknames().tell(new NicknameRegistry.Ready(connection));
    }
  }

  private void joinRoom(RoomName room, Session session) {
    joinRoom(room, session, Optional.empty());
  }

  private void joinRoom(RoomName room, Session session, Optional<String> key) {
    session.pendingRename().joining(room);
    services
        .rooms()
        .tell(new RoomRegistry.Join(room, session.identity(), self(), address(), key, once));
  }

  /** Enters a room. The connection reads no input until the room replies. */
  Behavior<MemberMessage> join(RoomName room, Optional<String> key) {
    joinRoom(room, session(), key);
    return awaitRoom();
  }

  /** Enters the rooms of a newcomer, one after the other. The first one stays the current one. */
  private Behavior<MemberMessage> autoJoin(
      Session session, List<RoomName> rooms, boolean inputEnded) {
    if (rooms.isEmpty() || inputEnded) {
      return becomeMember(session, inputEnded);
    }
    phase = new Phase.AutoJoining(session, rooms.subList(1, rooms.size()), false);
    joinRoom(rooms.get(0), session);
    return Behaviors.same();
  }

  /** What the peer has waited for is done. */
  Behavior<MemberMessage> becomeMember(Session session, boolean inputEnded) {
    phase = new Phase.Member(session);
    if (inputEnded) {
      return leave(ConnectionEnd.silent("end of input"));
    }
    return closing.isPresent() && session.rooms().size() == 0
        ? leave(closing.get()) // no room ends the connection
        : continueReading();
  }

  /** A room refuses the peer. */
  Behavior<MemberMessage> roomRejected(RoomEvent.Rejected rejected) {
    if (phase instanceof Phase.EnteringFirstRoom entering) {
      entering.session().pendingRename().joinAnswered(rejected.room());
    }
    if (phase instanceof Phase.EnteringFirstRoom entering && !entering.remaining().isEmpty()) {
      List<RoomName> remaining = entering.remaining();
      phase = entering.withRemaining(remaining.subList(1, remaining.size()));
      joinRoom(remaining.get(0), entering.session());
      return Behaviors.same();
    }
    if (phase instanceof Phase.EnteringFirstRoom entering
        && canEnterRooms()
        && rejected.problem().code().isJoinError()) {
      return enterNoRoom(entering.session(), rejected.problem(), entering.inputEnded());
    }
    if (!isRegistered()) {
      services.nicknames().tell(new NicknameRegistry.Cancel(connection));
      return rejectRegistration(rejected.problem());
    }
    session().pendingRename().joinAnswered(rejected.room());
    if (session().mirroredRooms().answered(rejected.room())) {
      // the other connection has entered, and this one need not
      return phase instanceof Phase.Leaving ? Behaviors.same() : completeRename(session());
    }
    send(new ServerMessage.Refused(rejected.problem()));
    return afterAnswer(session(), roomAnswered(false));
  }

  /** Asks for another nickname. The connection reads no input until all rooms know it. */
  Behavior<MemberMessage> rename(Nickname nickname) {
    phase = new Phase.AwaitingRename(session(), false);
    services.nicknames().tell(new NicknameRegistry.Rename(nickname, connection));
    return Behaviors.same();
  }

  /** The account whose password a guest has given: takes a nickname of it. */
  void logIn(Nickname nickname, long account, boolean inputEnded) {
    phase = new Phase.AwaitingRename(session(), inputEnded);
    services.nicknames().tell(new NicknameRegistry.LogIn(nickname, account, connection));
  }

  /** The peer has another nickname or account: tells the rooms. */
  Behavior<MemberMessage> nicknameChanged(NicknameEvent.Renamed renamed) {
    if (phase instanceof Phase.EnteringFirstRoom entering) {
      entering.session().setIdentity(renamed.identity()); // by another connection of the account
      entering.session().pendingRename().start();
      return Behaviors.same();
    }
    if (!isRegistered() || phase instanceof Phase.Leaving) {
      return Behaviors.same(); // the connection ends, and with it both nicknames
    }
    log.info("{} {} is now known as {}", peer, renamed.previous(), renamed.nickname());
    Session session = session();
    boolean loggedIn = session.account().isEmpty() && renamed.account().isPresent();
    session.setIdentity(renamed.identity());
    session.pendingRename().start();
    session.rooms().all().forEach(room -> tellRename(room, session));
    if (session.rooms().size() == 0 && !renamed.previous().equals(renamed.nickname())) {
      send(new ServerMessage.Renamed(renamed.previous(), renamed.nickname(), Stamp.UNKNOWN));
    }
    if (loggedIn) {
      send(
          AccountRequestHandler.status(
              session, services.accounts(), "You are logged in as " + session.nickname() + "."));
      session.rooms().all().forEach(room -> tellEntered(room.name(), session));
      tellReady(session);
    }
    renamed.rooms().forEach(room -> mirrorJoin(room, session));
    return completeRename(session);
  }

  private void tellRename(RoomRef room, Session session) {
    session.pendingRename().sent(room.name());
    room.ref().tell(new ChatRoom.Rename(session.identity(), self()));
  }

  /** A room knows the new nickname. */
  Behavior<MemberMessage> roomRenamed(RoomName room) {
    if (!isRegistered() || phase instanceof Phase.Leaving) {
      return Behaviors.same();
    }
    session().pendingRename().acknowledged(room);
    return completeRename(session());
  }

  private Behavior<MemberMessage> completeRename(Session session) {
    if (session.pendingRename().takeCompleted()) {
      services.nicknames().tell(new NicknameRegistry.CompleteRename(connection));
      if (phase instanceof Phase.AwaitingRename waiting) {
        return becomeMember(session, waiting.inputEnded());
      }
    }
    return Behaviors.same();
  }

  /** The peer does not get the nickname that it has asked for. */
  Behavior<MemberMessage> nicknameRejected(Problem problem) {
    if (!isRegistered()) {
      return rejectRegistration(problem);
    }
    if (phase instanceof Phase.AwaitingRename waiting) {
      send(new ServerMessage.Refused(problem));
      return becomeMember(waiting.session(), waiting.inputEnded());
    }
    return Behaviors.same();
  }

  /** Another connection of the account has entered a room, or has left it: so does this one. */
  Behavior<MemberMessage> roomMirrored(RoomName room, boolean entered) {
    if (phase instanceof Phase.EnteringFirstRoom entering) {
      phase = entering.withRoom(room, entered);
      return Behaviors.same();
    }
    if (!isRegistered() || phase instanceof Phase.Leaving) {
      return Behaviors.same();
    }
    Session session = session();
    if (entered) {
      mirrorJoin(room, session);
    } else {
      session
          .rooms()
          .find(room)
          .ifPresent(
              joined -> {
                session.mirroredRooms().sent(room);
                joined.ref().tell(new ChatRoom.Part(self()));
              });
    }
    return Behaviors.same();
  }

  private void mirrorJoin(RoomName room, Session session) {
    boolean known =
        session.rooms().find(room).isPresent() || session.mirroredRooms().contains(room);
    if (!known && session.rooms().size() < settings.maxRooms()) {
      session.mirroredRooms().sent(room);
      joinRoom(room, session);
    }
  }

  /** The connection must end. */
  Behavior<MemberMessage> sessionEnded(Problem problem) {
    return isRegistered() ? leave(problem) : disconnect(problem);
  }

  /** A join or a part was sent. The connection reads no input until the room replies. */
  Behavior<MemberMessage> awaitRoom() {
    if (phase instanceof Phase.Member member) {
      phase = new Phase.AwaitingRoom(member.session(), false);
    }
    return Behaviors.same();
  }

  /**
   * A request was sent to the accounts. The connection reads no input until the reply.
   *
   * @param nickname the one that the peer asks for with a log-in
   */
  Behavior<MemberMessage> awaitAccount(Optional<Nickname> nickname) {
    phase = new Phase.AwaitingAccount(session(), nickname, false);
    return Behaviors.same();
  }

  /** The request to the accounts for which the peer waits; empty if it does not wait any more. */
  Optional<Phase.AwaitingAccount> awaitedAccount() {
    return phase instanceof Phase.AwaitingAccount awaiting
        ? Optional.of(awaiting)
        : Optional.empty();
  }

  private Behavior<MemberMessage> roomJoined(RoomEvent.Admitted admitted) {
    Session session = session();
    boolean mirrored = session.mirroredRooms().answered(admitted.room().name());
    session.pendingRename().joinAnswered(admitted.room().name());
    if (mirrored || phase instanceof Phase.AutoJoining) {
      session.rooms().add(admitted.room());
    } else {
      session.rooms().setCurrent(admitted.room());
    }
    send(admitted.members());
    if (!(phase instanceof Phase.Leaving)) {
      tellEntered(admitted.room().name(), session);
    }
    if (phase instanceof Phase.Leaving) {
      admitted.room().ref().tell(new ChatRoom.Quit(self()));
    } else if (!admitted.nickname().equals(session.nickname())) {
      tellRename(admitted.room(), session); // renamed while the join was on its way
    }
    return afterAnswer(session, roomAnswered(mirrored));
  }

  /** Asks what the person has seen of a room that the peer has joined; a guest has no marks. */
  private void tellEntered(RoomName room, Session session) {
    session
        .account()
        .ifPresent(
            account ->
                services.readMarks().tell(new ReadMarkRegistry.Enter(account, room, connection)));
  }

  /** The peer has seen the messages of a room up to an id. */
  Behavior<MemberMessage> messagesSeen(RoomName room, long id) {
    session()
        .account()
        .ifPresent(
            account ->
                services
                    .readMarks()
                    .tell(new ReadMarkRegistry.Raise(account, room, id, connection)));
    return Behaviors.same();
  }

  /** The peer has left a room. */
  Behavior<MemberMessage> roomParted(RoomName room) {
    Session session = session();
    session.rooms().remove(room);
    removeSuspended(room);
    session.pendingRename().acknowledged(room);
    boolean mirrored = session.mirroredRooms().answered(room);
    return afterAnswer(session, roomAnswered(mirrored));
  }

  /** The answer of a room may be the last for which a rename has waited. */
  private Behavior<MemberMessage> afterAnswer(Session session, Behavior<MemberMessage> next) {
    boolean stays = isRegistered() && !(phase instanceof Phase.Leaving);
    return stays ? completeRename(session) : next;
  }

  /** Somebody has put the peer out of a room. */
  Behavior<MemberMessage> kicked(RoomName room, Problem problem) {
    Session session = session();
    session.rooms().removeKicked(room);
    removeSuspended(room);
    session.pendingRename().acknowledged(room);
    if (phase instanceof Phase.Leaving leaving) {
      return stopIfComplete(leaving);
    }
    updateRooms(session, true);
    Behavior<MemberMessage> renamed = completeRename(session);
    return session.rooms().size() > 0 || canEnterRooms() ? renamed : leave(problem);
  }

  /** A room has answered a join or a part. */
  private Behavior<MemberMessage> roomAnswered(boolean mirrored) {
    updateRooms(session(), mirrored || phase instanceof Phase.AutoJoining);
    if (mirrored) {
      return readOrStop();
    }
    if (phase instanceof Phase.AutoJoining joining) {
      return autoJoin(joining.session(), joining.remaining(), joining.inputEnded());
    }
    if (phase instanceof Phase.AwaitingRoom awaiting) {
      return becomeMember(awaiting.session(), awaiting.inputEnded());
    }
    return readOrStop();
  }

  private void updateRooms(Session session, boolean mirrored) {
    services
        .nicknames()
        .tell(new NicknameRegistry.UpdateRooms(session.rooms().names(), mirrored, connection));
  }

  void send(ServerMessage message) {
    send(Batch.of(message));
  }

  void send(Batch<ServerMessage> batch) {
    if (!stream.offer(batch)) {
      connection.tell(ConnectionActor.SendQueueFull.INSTANCE);
    }
  }

  /** Sends an answer to a question of the peer. */
  void sendAnswer(Batch<ServerMessage> answer) {
    send(answer);
    answers.end(answer);
  }

  /** Answers the last input with a message. */
  Behavior<MemberMessage> reply(ServerMessage message) {
    send(message);
    return continueReading();
  }

  /** Answers the last input with a problem; the connection stays. */
  Behavior<MemberMessage> refuse(Problem problem) {
    log.debug("{} input refused: {}", peer, problem.code());
    return reply(new ServerMessage.Refused(problem));
  }

  /** The stream has delivered a message, or is about to, and waits for the acknowledgement. */
  void inputReceived() {
    credit.inputReceived();
  }

  /** The stream is open. */
  Behavior<MemberMessage> inputReady() {
    return phase instanceof Phase.Waiting ? Behaviors.same() : continueReading();
  }

  private Behavior<MemberMessage> continueReading() {
    credit.grant();
    return Behaviors.same();
  }

  /**
   * A text was sent to a room, which will deliver it.
   *
   * @param bytes the size of the text
   */
  Behavior<MemberMessage> textForwarded(int bytes) {
    credit.textForwarded(bytes);
    return continueReading();
  }

  /** A question was sent to another actor, which will answer. */
  Behavior<MemberMessage> questionForwarded() {
    credit.questionForwarded();
    return continueReading();
  }

  /**
   * Records the number of delivered texts and answered questions of the peer.
   *
   * @param answer whether its question is answered
   */
  Behavior<MemberMessage> messagesReturned(int count, boolean answer) {
    credit.messagesReturned(count, answer);
    return readOrStop();
  }

  /** Delivery in a room is suspended. */
  Behavior<MemberMessage> roomSuspended(RoomName room) {
    session().suspendedRooms().suspend(room).ifPresent(this::send);
    credit.setSuspended(true);
    return readOrStop();
  }

  /** A room delivers again. */
  Behavior<MemberMessage> roomResumed(RoomName room) {
    removeSuspended(room);
    return Behaviors.same();
  }

  private void removeSuspended(RoomName room) {
    SuspendedRooms suspended = session().suspendedRooms();
    suspended.resume(room).ifPresent(this::send);
    credit.setSuspended(!suspended.isEmpty());
  }

  private Behavior<MemberMessage> readOrStop() {
    if (phase instanceof Phase.Member) {
      return continueReading();
    }
    return phase instanceof Phase.Leaving leaving ? stopIfComplete(leaving) : Behaviors.same();
  }

  /** The peer has closed its side of the connection. */
  Behavior<MemberMessage> inputEnded() {
    if (phase instanceof Phase.Registering || phase instanceof Phase.AwaitingPassword) {
      return stop(ConnectionEnd.silent("end of input"));
    }
    if (phase instanceof Phase.Waiting waiting) {
      phase = waiting.withInputEnded();
    } else if (phase instanceof Phase.Member) {
      return leave(ConnectionEnd.silent("end of input"));
    }
    return Behaviors.same();
  }

  /**
   * The peer quits.
   *
   * @param reason for the members of its rooms
   */
  Behavior<MemberMessage> quit(Optional<Text> reason) {
    return isRegistered()
        ? leave(ConnectionEnd.quit(Optional.of(session().nickname())), reason)
        : stop(ConnectionEnd.quit(Optional.empty()));
  }

  /** Ends the connection of a member after its own texts are delivered, with this problem. */
  Behavior<MemberMessage> leave(Problem problem) {
    return leave(ConnectionEnd.problem(problem));
  }

  private Behavior<MemberMessage> leave(ConnectionEnd end) {
    return leave(end, Optional.empty());
  }

  /** A second end is ignored. The nickname stays assigned until this actor terminates. */
  private Behavior<MemberMessage> leave(ConnectionEnd end, Optional<Text> reason) {
    if (phase instanceof Phase.Leaving) {
      return Behaviors.same();
    }
    Session session = session();
    Phase.Leaving leaving = new Phase.Leaving(session, end);
    phase = leaving;
    timers.startSingleTimer(ConnectionActor.Timeout.LEAVING, settings.drain());
    session.rooms().all().forEach(room -> room.ref().tell(new ChatRoom.Quit(self(), reason)));
    return stopIfComplete(leaving);
  }

  /** A room has sent its last event. With a reason, it ends the connection. */
  Behavior<MemberMessage> roomCompleted(RoomName room, Optional<Problem> reason) {
    if (!isRegistered()) {
      return reason.map(this::disconnect).orElseGet(Behaviors::same);
    }
    session().rooms().remove(room);
    if (reason.isPresent() && !(phase instanceof Phase.Leaving)) {
      return leave(reason.get());
    }
    if (phase instanceof Phase.Leaving leaving) {
      Phase.Leaving updated = new Phase.Leaving(leaving.session(), leaving.end().orProblem(reason));
      phase = updated;
      return stopIfComplete(updated);
    }
    return Behaviors.same();
  }

  private Behavior<MemberMessage> stopIfComplete(Phase.Leaving leaving) {
    boolean complete =
        leaving.session().rooms().size() == 0
            && (credit.isNothingInFlight() || leaving.end().isProblem());
    return complete ? stop(leaving.end()) : Behaviors.same();
  }

  /** The server shuts down. Rooms notify their members; this notifies all other peers. */
  Behavior<MemberMessage> serverClosing(Problem reason) {
    closing = Optional.of(reason);
    if (phase instanceof Phase.Member member && member.session().rooms().size() == 0) {
      return leave(reason);
    }
    return phase instanceof Phase.Registering || phase instanceof Phase.AwaitingPassword
        ? disconnect(reason)
        : Behaviors.same();
  }

  /** The peer was idle for too long. It leaves by way of its rooms, as after a quit. */
  Behavior<MemberMessage> idle() {
    return leave(ConnectionProblems.idleTimeout(settings));
  }

  /** The stream has failed. A fault of the server is logged here and nowhere else. */
  Behavior<MemberMessage> connectionLost(Throwable cause) {
    if (isFault(cause)) {
      log.error("{}: its stream has failed; the connection ends.", peer, cause);
      return stop(ConnectionEnd.silent("server error"));
    }
    return stop(
        ConnectionEnd.silent(
            cause instanceof SSLException
                ? "connection lost (TLS: " + cause.getMessage() + ")"
                : "connection lost"));
  }

  private static boolean isFault(Throwable cause) {
    return cause instanceof RuntimeException
        && !(cause instanceof StreamTcpException)
        && !(cause instanceof AbruptStageTerminationException);
  }

  /** A handler has thrown. The fault is the server's, and only this connection ends. */
  Behavior<MemberMessage> failed(MemberMessage message, RuntimeException cause) {
    log.error(
        "{} has failed on {}; the connection ends.",
        peer,
        message.getClass().getSimpleName(),
        cause);
    return disconnect(ConnectionProblems.CONNECTION_FAILED);
  }

  /** Sends the problem and ends the connection at once. */
  Behavior<MemberMessage> disconnect(Problem problem) {
    return stop(ConnectionEnd.problem(problem));
  }

  /** Ends the connection at once. */
  Behavior<MemberMessage> stop(ConnectionEnd end) {
    end.lastMessage().ifPresent(message -> stream.offerFinal(Batch.of(message)));
    phase = new Phase.Stopped(nickname(), end);
    return Behaviors.stopped();
  }

  /** Closes the send queue, however the actor has stopped. */
  void close() {
    stream.close();
    credit.close();
    answers.close();
    String reason =
        phase instanceof Phase.Stopped stopped ? stopped.end().reason() : "server error";
    Optional<Nickname> nickname = nickname();
    if (nickname.isPresent()) {
      log.info("{} {} left: {}", peer, nickname.get(), reason);
    } else {
      boolean refused = phase instanceof Phase.Stopped stopped && stopped.end().isProblem();
      log.info("{} {}: {}", peer, refused ? "refused" : "left", reason);
    }
  }

  private Optional<Nickname> nickname() {
    if (phase instanceof Phase.Stopped stopped) {
      return stopped.nickname();
    }
    return isRegistered() ? Optional.of(session().nickname()) : Optional.empty();
  }
}
