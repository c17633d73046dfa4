package io.parley.connection;

import io.parley.dialect.RegistrationStyle;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.Request;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.room.ChatRoom;
import io.parley.room.Venue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The conversation of one client with the rooms of a server. */
final class Talk implements Conversation {
  private static final Logger log = LoggerFactory.getLogger(Talk.class);

  private final Session session;
  private final RegistrationStyle registration;
  private final Venue venue;
  private final Requests requests;

  Talk(Session session, RegistrationStyle registration, Venue venue, Requests requests) {
    this.session = session;
    this.registration = registration;
    this.venue = venue;
    this.requests = requests;
  }

  /** The client has connected: what its dialect begins with. */
  void begin() {
    if (registration.initiator() == RegistrationStyle.Initiator.NONE) {
      session.enter(Phase.JOINING);
      venue.lobby().tell(new ChatRoom.JoinAsGuest(session.self()));
    } else {
      askForNickname();
    }
  }

  @Override
  public Next join(Nickname asked) {
    session.enter(Phase.JOINING); // the stream waits for its acknowledgement until the answer
    venue.lobby().tell(new ChatRoom.Join(asked, session.self()));
    return Next.STAY;
  }

  @Override
  public Next say(Text text) {
    session.credit().said();
    ChatRoom.Say say = new ChatRoom.Say(text, session.self());
    session.places().current().ifPresent(place -> place.room().tell(say));
    return session.next();
  }

  @Override
  public Next tell(Nickname target, Text text) {
    session.credit().said();
    venue.lobby().tell(new ChatRoom.Tell(target, text, session.self()));
    return session.next();
  }

  @Override
  public Next ask(Request request) {
    return request.accept(requests);
  }

  @Override
  public Next pong() {
    session.send(new ServerMessage.Pong());
    return session.next();
  }

  @Override
  public Next quit() {
    return session.quit();
  }

  @Override
  public Next turnAway(Problem reason) {
    if (!registration.mayRetry()
        || session.hasInputEnded()
        || reason.code() == Problem.Code.SERVER_CLOSING) {
      return dismiss(reason);
    }
    log.debug("{} turned away {}", session.peer(), reason.code());
    session.enter(Phase.REGISTERING);
    session.send(new ServerMessage.Refused(reason));
    askForNickname();
    return session.next();
  }

  @Override
  public Next answer(Problem problem) {
    log.debug("{} answered {}", session.peer(), problem.code());
    session.send(new ServerMessage.Refused(problem));
    return session.next();
  }

  @Override
  public Next dismiss(Problem reason) {
    return session.dismiss(reason);
  }

  private void askForNickname() {
    if (registration.initiator() == RegistrationStyle.Initiator.SERVER) {
      session.send(new ServerMessage.NicknameRequested());
    }
  }
}
