package io.parley.room;

import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.Batch;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * The stored texts of a room that failed before it delivered them to all members.
 *
 * @param texts in the order of their ids
 */
record MissedTexts(List<ServerMessage.RoomText> texts) {

  /** The id of the last text; 0 if there is none. */
  long lastId() {
    return texts.isEmpty() ? 0 : id(texts.size() - 1);
  }

  /** Sends each member that has received the backlog the texts that it has not received. */
  void deliver(Iterable<Member<ActorRef<RoomEvent>>> members) {
    Batch<ServerMessage> batch = Batch.copyOf(texts);
    for (Member<ActorRef<RoomEvent>> member : members) {
      int from = firstAfter(member.lastSeenId());
      if (member.isShown() && from < texts.size()) {
        member.reference().tell(new RoomEvent.Delivered(batch.startingAt(from), 0));
      }
    }
  }

  private int firstAfter(long lastSeenId) {
    int index = 0;
    while (index < texts.size() && id(index) <= lastSeenId) {
      index++;
    }
    return index;
  }

  private long id(int index) {
    return texts.get(index).stamp().id().orElse(0);
  }
}
