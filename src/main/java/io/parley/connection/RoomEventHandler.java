package io.parley.connection;

import io.parley.room.MemberMessage;
import io.parley.room.RoomEvent;
import org.apache.pekko.actor.typed.Behavior;

/** Handles the events of rooms. */
final class RoomEventHandler implements RoomEvent.Handler<Behavior<MemberMessage>> {
  private final ConnectionState state;

  RoomEventHandler(ConnectionState state) {
    this.state = state;
  }

  @Override
  public Behavior<MemberMessage> onAdmitted(RoomEvent.Admitted admitted) {
    return state.roomAdmitted(admitted);
  }

  @Override
  public Behavior<MemberMessage> onRejected(RoomEvent.Rejected rejected) {
    return state.roomRejected(rejected);
  }

  @Override
  public Behavior<MemberMessage> onDelivered(RoomEvent.Delivered delivered) {
    if (delivered.isAnswer()) {
      state.sendAnswer(delivered.batch());
    } else {
      state.send(delivered.batch());
    }
    return state.messagesReturned(delivered.ownMessages(), delivered.isAnswer());
  }

  @Override
  public Behavior<MemberMessage> onSuspended(RoomEvent.Suspended suspended) {
    return state.roomSuspended(suspended.room());
  }

  @Override
  public Behavior<MemberMessage> onResumed(RoomEvent.Resumed resumed) {
    return state.roomResumed(resumed.room());
  }

  @Override
  public Behavior<MemberMessage> onRenamed(RoomEvent.Renamed renamed) {
    return state.roomRenamed(renamed.room());
  }

  @Override
  public Behavior<MemberMessage> onSeen(RoomEvent.Seen seen) {
    return state.messagesSeen(seen.room(), seen.id());
  }

  @Override
  public Behavior<MemberMessage> onKicked(RoomEvent.Kicked kicked) {
    return state.kicked(kicked.room(), kicked.problem());
  }

  @Override
  public Behavior<MemberMessage> onParted(RoomEvent.Parted parted) {
    return state.roomParted(parted.room());
  }

  @Override
  public Behavior<MemberMessage> onCompleted(RoomEvent.Completed completed) {
    return state.roomCompleted(completed.room(), completed.reason());
  }
}
