package io.parley.connection;

import io.parley.people.NicknameEvent;
import io.parley.room.MemberMessage;
import org.apache.pekko.actor.typed.Behavior;

/** Handles the answers of the registry of nicknames. */
final class NicknameEventHandler implements NicknameEvent.Handler<Behavior<MemberMessage>> {
  private final ConnectionState state;

  NicknameEventHandler(ConnectionState state) {
    this.state = state;
  }

  @Override
  public Behavior<MemberMessage> onRegistered(NicknameEvent.Registered registered) {
    return state.nicknameAssigned(registered);
  }

  @Override
  public Behavior<MemberMessage> onNicknameRejected(NicknameEvent.Rejected rejected) {
    return state.nicknameRejected(rejected.problem());
  }

  @Override
  public Behavior<MemberMessage> onNicknameChanged(NicknameEvent.Renamed renamed) {
    return state.nicknameChanged(renamed);
  }

  @Override
  public Behavior<MemberMessage> onRoomMirrored(NicknameEvent.RoomMirrored mirrored) {
    return state.roomMirrored(mirrored.room(), mirrored.entered());
  }

  @Override
  public Behavior<MemberMessage> onSessionEnded(NicknameEvent.SessionEnded ended) {
    return state.sessionEnded(ended.problem());
  }
}
