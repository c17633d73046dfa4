package io.parley.connection;

import io.parley.address.Network;
import io.parley.dialect.RegistrationStyle;
import io.parley.people.NicknameEvent;
import io.parley.people.NicknameRegistry;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import io.parley.room.AnswerTransit;
import io.parley.room.ChatRoom;
import io.parley.room.MemberMessage;
import io.parley.room.RoomEvent;
import io.parley.room.RoomRef;
import io.parley.room.RoomRegistry;
import io.parley.wire.flow.Batch;
import java.util.List;
import java.util.Optional;
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
  private final ServerActors actors;
  private final ConnectionSettings settings;
  private final PeerStream stream;
  private final InputCredit credit;
  private final AnswersInTransit answers;
  private Phase phase = Phase.Registering.INSTANCE;
  private boolean once;

  /** Why the server shuts down; empty while it does not. */
  private Optional<Problem> closing = Optional.empty();

  ConnectionState(
      ActorRef<MemberMessage> connection,
      TimerScheduler<MemberMessage> timers,
      Peer peer,
      RegistrationStyle registration,
      ServerActors actors,
      ConnectionSettings settings,
      PeerStream stream,
      InputCredit credit,
      AnswersInTransit answers) {
    this.connection = connection;
    this.timers = timers;
    this.peer = peer;
    this.registration = registration;
    this.actors = actors;
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

  /** Starts the registration as the dialect demands. */
  void start() {
    timers.startSingleTimer(ConnectionActor.Timeout.REGISTRATION, settings.registration());
    log.info("{} connected", peer);
    if (registration.initiator() == RegistrationStyle.Initiator.NONE) {
      phase = new Phase.AwaitingNickname(false);
      actors.nicknames().tell(new NicknameRegistry.RegisterGuest(connection));
    } else {
      requestNickname();
    }
  }

  /**
   * Asks for a nickname. The connection reads no input until the reply.
   *
   * @param isOnce whether the peer leaves after one message
   */
  Behavior<MemberMessage> claim(Nickname nickname, boolean isOnce) {
    phase = new Phase.AwaitingNickname(false);
    once = isOnce;
    actors.nicknames().tell(new NicknameRegistry.Register(nickname, connection));
    return Behaviors.same();
  }

  /** Whether the peer leaves after one message. */
  boolean isOnce() {
    return once;
  }

  /** Sends the problem; the connection stays if the dialect allows another attempt. */
  Behavior<MemberMessage> rejectRegistration(Problem problem) {
    boolean inputEnded = phase instanceof Phase.Waiting waiting && waiting.inputEnded();
    if (!registration.mayRetry() || inputEnded || problem.code() == Problem.Code.SERVER_CLOSING) {
      return disconnect(problem);
    }
    log.debug("{} registration rejected: {}", peer, problem.code());
    phase = Phase.Registering.INSTANCE;
    send(new ServerMessage.Refused(problem));
    requestNickname();
    return continueReading();
  }

  private void requestNickname() {
    if (registration.initiator() == RegistrationStyle.Initiator.SERVER) {
      send(new ServerMessage.NicknameRequested());
    }
  }

  /** The nickname belongs to the peer, which enters its first room. */
  Behavior<MemberMessage> nicknameAssigned(Nickname nickname) {
    boolean inputEnded = phase instanceof Phase.Waiting waiting && waiting.inputEnded();
    if (settings.autoJoin().isEmpty()) {
      Session session = Session.create(nickname);
      send(new ServerMessage.Welcomed(nickname, false));
      register(session);
      return becomeMember(session, inputEnded);
    }
    phase = new Phase.EnteringFirstRoom(nickname, inputEnded);
    joinRoom(settings.autoJoin().get(0), nickname);
    return Behaviors.same();
  }

  /** A room has admitted the peer. */
  Behavior<MemberMessage> roomAdmitted(RoomEvent.Admitted admitted) {
    if (phase instanceof Phase.EnteringFirstRoom entering) {
      Session session = Session.create(entering.nickname());
      session.rooms().setCurrent(admitted.room());
      send(
          Batch.copyOf(
              List.of(new ServerMessage.Welcomed(entering.nickname()), admitted.members())));
      register(session);
      updateRooms(session);
      List<RoomName> autoJoin = settings.autoJoin();
      return autoJoin(session, autoJoin.subList(1, autoJoin.size()), entering.inputEnded());
    }
    return roomJoined(admitted);
  }

  private void register(Session session) {
    log.info("{} registered as {}", peer, session.nickname());
    peer.slot().registered();
    timers.cancel(ConnectionActor.Timeout.REGISTRATION);
    timers.startTimerWithFixedDelay(ConnectionActor.Timeout.IDLE, settings.idle());
  }

  private void joinRoom(RoomName room, Nickname nickname) {
    actors.rooms().tell(new RoomRegistry.Join(room, nickname, self(), address(), once));
  }

  /** Enters the rooms of a newcomer, one after the other. */
  private Behavior<MemberMessage> autoJoin(
      Session session, List<RoomName> rooms, boolean inputEnded) {
    if (rooms.isEmpty() || inputEnded) {
      session.rooms().find(settings.autoJoin().get(0)).ifPresent(session.rooms()::setCurrent);
      return becomeMember(session, inputEnded);
    }
    phase = new Phase.AutoJoining(session, rooms.subList(1, rooms.size()), false);
    joinRoom(rooms.get(0), session.nickname());
    return Behaviors.same();
  }

  /** What the peer has waited for is done. */
  private Behavior<MemberMessage> becomeMember(Session session, boolean inputEnded) {
    phase = new Phase.Member(session);
    if (inputEnded) {
      return leave(ConnectionEnd.silent("end of input"));
    }
    return closing.isPresent() && session.rooms().size() == 0
        ? leave(closing.get()) // no room ends the connection
        : continueReading();
  }

  /** A room refuses the peer. */
  Behavior<MemberMessage> roomRejected(Problem problem) {
    if (isRegistered()) {
      send(new ServerMessage.Refused(problem));
      return roomAnswered();
    }
    actors.nicknames().tell(new NicknameRegistry.Cancel(connection));
    return rejectRegistration(problem);
  }

  /** Asks for another nickname. The connection reads no input until all rooms know it. */
  Behavior<MemberMessage> rename(Nickname nickname) {
    phase = new Phase.AwaitingRename(session(), 0, false);
    actors.nicknames().tell(new NicknameRegistry.Rename(nickname, connection));
    return Behaviors.same();
  }

  /** The new nickname belongs to the peer: tells the rooms. */
  Behavior<MemberMessage> nicknameChanged(NicknameEvent.Renamed renamed) {
    if (!(phase instanceof Phase.AwaitingRename waiting)) {
      return Behaviors.same(); // the connection ends, and with it both nicknames
    }
    log.info("{} {} is now known as {}", peer, renamed.previous(), renamed.nickname());
    Session session = waiting.session().withNickname(renamed.nickname());
    List<RoomRef> rooms = session.rooms().all();
    rooms.forEach(room -> room.ref().tell(new ChatRoom.Rename(renamed.nickname(), self())));
    phase = new Phase.AwaitingRename(session, rooms.size(), waiting.inputEnded());
    if (rooms.isEmpty()) {
      send(new ServerMessage.Renamed(renamed.previous(), renamed.nickname(), Stamp.UNKNOWN));
      return renameCompleted(session, waiting.inputEnded());
    }
    return Behaviors.same();
  }

  /** A room knows the new nickname. */
  Behavior<MemberMessage> roomRenamed() {
    if (!(phase instanceof Phase.AwaitingRename waiting)) {
      return Behaviors.same();
    }
    int left = waiting.roomsLeft() - 1;
    phase = new Phase.AwaitingRename(waiting.session(), left, waiting.inputEnded());
    return left == 0 ? renameCompleted(waiting.session(), waiting.inputEnded()) : Behaviors.same();
  }

  private Behavior<MemberMessage> renameCompleted(Session session, boolean inputEnded) {
    actors.nicknames().tell(new NicknameRegistry.ReleasePrevious(connection));
    return becomeMember(session, inputEnded);
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

  /** A join or a part was sent. The connection reads no input until the room replies. */
  Behavior<MemberMessage> awaitRoom() {
    if (phase instanceof Phase.Member member) {
      phase = new Phase.AwaitingRoom(member.session(), false);
    }
    return Behaviors.same();
  }

  private Behavior<MemberMessage> roomJoined(RoomEvent.Admitted admitted) {
    session().rooms().setCurrent(admitted.room());
    send(admitted.members());
    if (phase instanceof Phase.Leaving) {
      admitted.room().ref().tell(new ChatRoom.Quit(self()));
    }
    return roomAnswered();
  }

  /** The peer has left a room. */
  Behavior<MemberMessage> roomParted(RoomName room) {
    session().rooms().remove(room);
    removeSuspended(room);
    return roomAnswered();
  }

  /** A room has answered a join or a part. */
  private Behavior<MemberMessage> roomAnswered() {
    updateRooms(session());
    if (phase instanceof Phase.AutoJoining joining) {
      return autoJoin(joining.session(), joining.remaining(), joining.inputEnded());
    }
    if (phase instanceof Phase.AwaitingRoom awaiting) {
      return becomeMember(awaiting.session(), awaiting.inputEnded());
    }
    return readOrStop();
  }

  private void updateRooms(Session session) {
    actors.nicknames().tell(new NicknameRegistry.UpdateRooms(session.rooms().names(), connection));
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
    if (phase instanceof Phase.Registering) {
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
    return phase instanceof Phase.Registering ? disconnect(reason) : Behaviors.same();
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
