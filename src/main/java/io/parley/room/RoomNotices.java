package io.parley.room;

import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;

/** The notices that rooms send to members. */
final class RoomNotices {
  private RoomNotices() {}

  static ServerMessage restarted(RoomName room) {
    return new ServerMessage.Notice(
        Text.sanitize(
            "The room "
                + room
                + " was restarted after an internal error. Messages sent just before may be lost."));
  }
}
