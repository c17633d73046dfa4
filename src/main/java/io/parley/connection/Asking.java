package io.parley.connection;

import io.parley.history.StoredMessage;
import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;
import io.parley.room.Historian;
import io.parley.room.RoomEvent;
import java.util.List;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** A connection, as what is asked over it needs it. */
final class Asking implements Requests.Asker {
  private final ActorContext<Object> context;
  private final Session session;

  Asking(ActorContext<Object> context, Session session) {
    this.context = context;
    this.session = session;
  }

  @Override
  public Places places() {
    return session.places();
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
  public ActorRef<Historian.Read> reader(Function<List<StoredMessage>, Answer> answer) {
    ActorRef<Object> connection = context.getSelf();
    return context.spawnAnonymous(
        Behaviors.receiveMessage(
            read -> {
              connection.tell(new ConnectionActor.FromHistorian(answer, read));
              return Behaviors.stopped();
            }));
  }

  @Override
  public Next passedOn() {
    session.credit().said();
    return session.next();
  }

  @Override
  public Next waitForRoom() {
    session.enter(Phase.ENTERING); // the stream waits for its acknowledgement until then
    return Next.STAY;
  }

  @Override
  public Next hear(ServerMessage message) {
    session.send(message);
    return session.next();
  }
}
