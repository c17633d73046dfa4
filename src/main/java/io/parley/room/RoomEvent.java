package io.parley.room;

import io.parley.dialect.Batch;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import java.util.List;
import java.util.Optional;

/** What a room tells a member, or somebody who wants to be one. */
public sealed interface RoomEvent {

  <R> R accept(Handler<R> handler);

  /**
   * The nickname is yours, and you are in.
   *
   * @param present who is in now, the newcomer too
   * @param place where you are
   */
  record Welcomed(Nickname nickname, List<Nickname> present, Place place) implements RoomEvent {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onWelcomed(this);
    }
  }

  /** You are not let in. */
  record TurnedAway(Problem problem) implements RoomEvent {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onTurnedAway(this);
    }
  }

  /**
   * This happened.
   *
   * @param batch what happened, shared by all who hear it
   * @param own for how many things that this member said it is the answer: so much has gone out
   */
  record Heard(Batch<ServerMessage> batch, int own) implements RoomEvent {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onHeard(this);
    }
  }

  /** What is said in this room cannot be kept now, and is not shown before it is. */
  record Halted(RoomName room) implements RoomEvent {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onHalted(this);
    }
  }

  /** What is said in this room is kept and shown again. */
  record Resumed(RoomName room) implements RoomEvent {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onResumed(this);
    }
  }

  /** You are not in this room any more, and have heard all that you will hear of it. */
  record Exited(RoomName room) implements RoomEvent {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onExited(this);
    }
  }

  /** You have heard all that you will hear; end now, and say the reason if there is one. */
  record Farewell(Optional<Problem> reason) implements RoomEvent {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onFarewell(this);
    }
  }

  /** One method for each event, none with a default. */
  interface Handler<R> {
    R onWelcomed(Welcomed welcomed);

    R onTurnedAway(TurnedAway turnedAway);

    R onHeard(Heard heard);

    R onHalted(Halted halted);

    R onResumed(Resumed resumed);

    R onExited(Exited exited);

    R onFarewell(Farewell farewell);
  }
}
