package io.parley.connection;

import io.parley.protocol.ServerMessage;
import io.parley.room.MemberMessage;
import io.parley.room.RoomEvent;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Handles the events of rooms. */
final class RoomEventHandler implements RoomEvent.Handler<Behavior<MemberMessage>> {
  private final ConnectionState state;

  RoomEventHandler(ConnectionState state) {
    this.state = state;
  }

  @Override
  public Behavior<MemberMessage> onAdmitted(RoomEvent.Admitted admitted) {
    return state.isRegistered() ? state.roomJoined(admitted) : state.register(admitted);
  }

  @Override
  public Behavior<MemberMessage> onRejected(RoomEvent.Rejected rejected) {
    if (!state.isRegistered()) {
      return state.rejectRegistration(rejected.problem());
    }
    state.send(new ServerMessage.Refused(rejected.problem()));
    return state.roomAnswered();
  }

  @Override
  public Behavior<MemberMessage> onDelivered(RoomEvent.Delivered delivered) {
    state.send(delivered.batch());
    return state.messagesReturned(delivered.ownMessages());
  }

  @Override
  public Behavior<MemberMessage> onSuspended(RoomEvent.Suspended suspended) {
    state.session().suspendedRooms().suspend(suspended.room()).ifPresent(state::send);
    return Behaviors.same();
  }

  @Override
  public Behavior<MemberMessage> onResumed(RoomEvent.Resumed resumed) {
    state.session().suspendedRooms().resume(resumed.room()).ifPresent(state::send);
    return Behaviors.same();
  }

  @Override
  public Behavior<MemberMessage> onParted(RoomEvent.Parted parted) {
    state.session().rooms().remove(parted.room());
    state.session().suspendedRooms().resume(parted.room()).ifPresent(state::send);
    return state.roomAnswered();
  }

  @Override
  public Behavior<MemberMessage> onCompleted(RoomEvent.Completed completed) {
    return state.roomCompleted(completed.room(), completed.reason());
  }
}
