package io.parley.room;

import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.Batch;
import java.util.List;

/**
 * The list of the members of a room, as one batch for all who ask before it changes. So the list of
 * a large room is encoded once after each change, and not for each question. The actor of the room
 * owns it.
 */
final class MemberListAnswer {
  private final RoomName room;
  private List<Nickname> nicknames = List.of();
  private Batch<ServerMessage> batch;

  MemberListAnswer(RoomName room) {
    this.room = room;
    this.batch = create();
  }

  /**
   * The list as a batch.
   *
   * @param current the nicknames of all members; the same object as long as they are the same
   */
  Batch<ServerMessage> get(List<Nickname> current) {
    if (current != nicknames) {
      nicknames = current;
      batch = create();
    }
    return batch;
  }

  private Batch<ServerMessage> create() {
    return Batch.of(new ServerMessage.MemberList(nicknames, room));
  }
}
