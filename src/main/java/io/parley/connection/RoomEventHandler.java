package io.parley.connection;

import io.parley.protocol.ServerMessage;
import io.parley.room.RoomEvent;
import io.parley.wire.flow.Batch;
import java.util.List;

/** What rooms tell, and what becomes of it. */
final class RoomEventHandler implements RoomEvent.Handler<HandlerResult> {
  private final Session session;
  private final InboundActions actions;

  RoomEventHandler(Session session, InboundActions conversation) {
    this.session = session;
    this.actions = conversation;
  }

  @Override
  public HandlerResult onAdmitted(RoomEvent.Admitted welcomed) {
    session.joinedRooms().setCurrent(welcomed.room());
    if (session.nickname().isPresent()) {
      return onFurtherRoomJoined(welcomed);
    }
    session.onRegistered(welcomed.nickname());
    session.send(
        Batch.copyOf(
            List.of(
                new ServerMessage.Welcomed(welcomed.nickname()),
                new ServerMessage.MemberList(welcomed.members()))));
    return session.continueUnlessInputEnded();
  }

  private HandlerResult onFurtherRoomJoined(RoomEvent.Admitted welcomed) {
    session.send(new ServerMessage.MemberList(welcomed.members(), welcomed.room().name()));
    return session.onRoomChanged();
  }

  @Override
  public HandlerResult onRejected(RoomEvent.Rejected turnedAway) {
    if (session.nickname().isEmpty()) {
      return actions.rejectRegistration(turnedAway.problem());
    }
    session.send(new ServerMessage.Refused(turnedAway.problem()));
    return session.onRoomChanged();
  }

  @Override
  public HandlerResult onDelivered(RoomEvent.Delivered heard) {
    session.send(heard.batch());
    session.credit().messagesReturned(heard.ownMessages());
    return session.onMessagesReturned();
  }

  @Override
  public HandlerResult onSuspended(RoomEvent.Suspended halted) {
    session.suspendedRooms().suspend(halted.room()).ifPresent(session::send);
    return HandlerResult.CONTINUE;
  }

  @Override
  public HandlerResult onResumed(RoomEvent.Resumed resumed) {
    session.suspendedRooms().resume(resumed.room()).ifPresent(session::send);
    return HandlerResult.CONTINUE;
  }

  @Override
  public HandlerResult onParted(RoomEvent.Parted exited) {
    session.joinedRooms().remove(exited.room());
    session.suspendedRooms().resume(exited.room()).ifPresent(session::send);
    return session.onRoomChanged();
  }

  @Override
  public HandlerResult onCompleted(RoomEvent.Completed farewell) {
    return session.onRoomCompleted(farewell.reason());
  }
}
