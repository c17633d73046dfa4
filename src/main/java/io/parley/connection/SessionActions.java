package io.parley.connection;

import io.parley.dialect.RegistrationStyle;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.Request;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.room.ChatRoom;
import io.parley.room.RoomActors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The conversation of one client with the rooms of a server. */
final class SessionActions implements InboundActions {
  private static final Logger log = LoggerFactory.getLogger(SessionActions.class);

  private final Session session;
  private final RegistrationStyle registration;
  private final RoomActors roomActors;
  private final MemberRequestHandler requestHandler;

  SessionActions(
      Session session,
      RegistrationStyle registration,
      RoomActors venue,
      MemberRequestHandler requests) {
    this.session = session;
    this.registration = registration;
    this.roomActors = venue;
    this.requestHandler = requests;
  }

  /** The client has connected: what its dialect begins with. */
  void start() {
    if (registration.initiator() == RegistrationStyle.Initiator.NONE) {
      session.setPhase(Phase.JOINING_LOBBY);
      roomActors.lobby().tell(new ChatRoom.JoinAsGuest(session.self()));
    } else {
      requestNickname();
    }
  }

  @Override
  public HandlerResult join(Nickname asked) {
    session.setPhase(
        Phase.JOINING_LOBBY); // the stream waits for its acknowledgement until the answer
    roomActors.lobby().tell(new ChatRoom.Join(asked, session.self()));
    return HandlerResult.CONTINUE;
  }

  @Override
  public HandlerResult say(Text text) {
    session.credit().messageForwarded();
    ChatRoom.Say say = new ChatRoom.Say(text, session.self());
    session.joinedRooms().current().ifPresent(place -> place.ref().tell(say));
    return session.continueReading();
  }

  @Override
  public HandlerResult sendPrivate(Nickname target, Text text) {
    session.credit().messageForwarded();
    roomActors.lobby().tell(new ChatRoom.SendPrivate(target, text, session.self()));
    return session.continueReading();
  }

  @Override
  public HandlerResult request(Request request) {
    return request.accept(requestHandler);
  }

  @Override
  public HandlerResult pong() {
    session.send(new ServerMessage.Pong());
    return session.continueReading();
  }

  @Override
  public HandlerResult quit() {
    return session.quit();
  }

  @Override
  public HandlerResult rejectRegistration(Problem reason) {
    if (!registration.mayRetry()
        || session.hasInputEnded()
        || reason.code() == Problem.Code.SERVER_CLOSING) {
      return disconnect(reason);
    }
    log.debug("{} turned away {}", session.peer(), reason.code());
    session.setPhase(Phase.REGISTERING);
    session.send(new ServerMessage.Refused(reason));
    requestNickname();
    return session.continueReading();
  }

  @Override
  public HandlerResult replyProblem(Problem problem) {
    log.debug("{} answered {}", session.peer(), problem.code());
    session.send(new ServerMessage.Refused(problem));
    return session.continueReading();
  }

  @Override
  public HandlerResult disconnect(Problem reason) {
    return session.disconnect(reason);
  }

  private void requestNickname() {
    if (registration.initiator() == RegistrationStyle.Initiator.SERVER) {
      session.send(new ServerMessage.NicknameRequested());
    }
  }
}
