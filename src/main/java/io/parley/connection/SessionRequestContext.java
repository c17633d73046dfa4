package io.parley.connection;

import io.parley.history.StoredMessage;
import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;
import io.parley.room.HistoryReader;
import io.parley.room.RoomEvent;
import java.util.List;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** A connection, as what is asked over it needs it. */
final class SessionRequestContext implements MemberRequestHandler.RequestContext {
  private final ActorContext<Object> context;
  private final Session session;

  SessionRequestContext(ActorContext<Object> context, Session session) {
    this.context = context;
    this.session = session;
  }

  @Override
  public JoinedRooms joinedRooms() {
    return session.joinedRooms();
  }

  @Override
  public Nickname nickname() {
    return session.nickname().orElseThrow();
  }

  @Override
  public ActorRef<RoomEvent> self() {
    return session.self();
  }

  @Override
  public ActorRef<HistoryReader.ReadResult> historyReplyTo(
      Function<List<StoredMessage>, Answer> answer) {
    ActorRef<Object> connection = context.getSelf();
    return context.spawnAnonymous(
        Behaviors.receiveMessage(
            read -> {
              connection.tell(new ConnectionActor.HistoryResult(answer, read));
              return Behaviors.stopped();
            }));
  }

  @Override
  public HandlerResult requestForwarded() {
    session.credit().messageForwarded();
    return session.continueReading();
  }

  @Override
  public HandlerResult awaitRoom() {
    session.setPhase(Phase.AWAITING_ROOM); // the stream waits for its acknowledgement until then
    return HandlerResult.CONTINUE;
  }

  @Override
  public HandlerResult reply(ServerMessage message) {
    session.send(message);
    return session.continueReading();
  }
}
