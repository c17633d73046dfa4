package io.parley.room;

import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.Batch;
import java.util.Optional;

/** An event that a room sends to a member, or to an actor that asks to become a member. */
public sealed interface RoomEvent extends MemberMessage {

  <R> R accept(Handler<R> handler);

  /** How many texts and requests of the member are delivered or answered by this event. */
  default int ownMessages() {
    return 0;
  }

  /** Whether this is the last event of its room for the member. */
  default boolean isLast() {
    return false;
  }

  /**
   * The actor is a member now.
   *
   * @param nickname the one with which it has joined
   * @param members the members of the room, the new one included; in a large room only some
   */
  record Admitted(Nickname nickname, ServerMessage.MemberList members, RoomRef room)
      implements RoomEvent {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onAdmitted(this);
    }
  }

  /** The room does not admit the actor. */
  record Rejected(RoomName room, Problem problem) implements RoomEvent {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onRejected(this);
    }
  }

  /**
   * Messages for the member.
   *
   * @param batch shared by all members that get the same messages, so that it is encoded once
   * @param ownMessages how many texts and requests of this member are delivered or answered by it
   * @param isAnswer whether a request is among them
   */
  record Delivered(Batch<ServerMessage> batch, int ownMessages, boolean isAnswer)
      implements RoomEvent {

    /** Messages that answer no request. */
    public Delivered(Batch<ServerMessage> batch, int ownMessages) {
      this(batch, ownMessages, false);
    }

    /** The answer to one request of the member. */
    public static Delivered answer(Batch<ServerMessage> batch) {
      return new Delivered(batch, 1, true);
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onDelivered(this);
    }
  }

  /** Delivery is suspended, because the history cannot be written. */
  record Suspended(RoomName room) implements RoomEvent {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onSuspended(this);
    }
  }

  /** The room delivers messages again. */
  record Resumed(RoomName room) implements RoomEvent {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onResumed(this);
    }
  }

  /** The room knows the member by its new nickname. */
  record Renamed(RoomName room) implements RoomEvent {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onRenamed(this);
    }
  }

  /**
   * The reply to {@link ChatRoom.LocateRead}.
   *
   * @param id the newest message that the member has seen, of those that it got; 0 if none
   */
  record Seen(RoomName room, long id) implements RoomEvent {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onSeen(this);
    }
  }

  /**
   * Somebody has put the member out of the room. It gets no further events of this room.
   *
   * @param problem what the peer of a dialect without rooms is told
   */
  record Kicked(RoomName room, Problem problem) implements RoomEvent {
    @Override
    public boolean isLast() {
      return true;
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onKicked(this);
    }
  }

  /** The actor is no longer a member. It gets no further events of this room. */
  record Parted(RoomName room) implements RoomEvent {
    @Override
    public boolean isLast() {
      return true;
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onParted(this);
    }
  }

  /**
   * The last event of this room for the member, whose connection ends now. The nickname is taken
   * until the actor terminates.
   *
   * @param reason why the room ends the connection; empty if the member quits
   */
  record Completed(RoomName room, Optional<Problem> reason) implements RoomEvent {
    @Override
    public boolean isLast() {
      return true;
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onCompleted(this);
    }
  }

  /** One method for each event, none with a default. */
  interface Handler<R> {
    R onAdmitted(Admitted admitted);

    R onRejected(Rejected rejected);

    R onDelivered(Delivered delivered);

    R onSuspended(Suspended suspended);

    R onResumed(Resumed resumed);

    R onRenamed(Renamed renamed);

    R onSeen(Seen seen);

    R onKicked(Kicked kicked);

    R onParted(Parted parted);

    R onCompleted(Completed completed);
  }
}
