package io.parley.room;

import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.Batch;
import java.util.List;
import java.util.Optional;

/** What a room tells a member, or somebody who wants to be one. */
public sealed interface RoomEvent {

  <R> R accept(Handler<R> handler);

  /**
   * The nickname is yours, and you are in.
   *
   * @param members who is in now, the newcomer too
   * @param room where you are
   */
  record Admitted(Nickname nickname, List<Nickname> members, RoomRef room) implements RoomEvent {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onAdmitted(this);
    }
  }

  /** You are not let in. */
  record Rejected(Problem problem) implements RoomEvent {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onRejected(this);
    }
  }

  /**
   * This happened.
   *
   * @param batch what happened, shared by all who hear it
   * @param ownMessages for how many things that this member said it is the answer: so much has gone
   *     out
   */
  record Delivered(Batch<ServerMessage> batch, int ownMessages) implements RoomEvent {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onDelivered(this);
    }
  }

  /** What is said in this room cannot be kept now, and is not shown before it is. */
  record Suspended(RoomName room) implements RoomEvent {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onSuspended(this);
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
  record Parted(RoomName room) implements RoomEvent {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onParted(this);
    }
  }

  /** You have heard all that you will hear; end now, and say the reason if there is one. */
  record Completed(Optional<Problem> reason) implements RoomEvent {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onCompleted(this);
    }
  }

  /** One method for each event, none with a default. */
  interface Handler<R> {
    R onAdmitted(Admitted welcomed);

    R onRejected(Rejected turnedAway);

    R onDelivered(Delivered heard);

    R onSuspended(Suspended halted);

    R onResumed(Resumed resumed);

    R onParted(Parted exited);

    R onCompleted(Completed farewell);
  }
}
