package io.parley.room;

import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.wire.flow.Batch;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/** What two people say to each other, and not to the room. */
final class PrivateMessages {
  private final Roster<ActorRef<RoomEvent>> roster;

  PrivateMessages(Roster<ActorRef<RoomEvent>> roster) {
    this.roster = roster;
  }

  /** Both hear it after all that happened before; the sender hears it, too, as a receipt. */
  void send(
      Member<ActorRef<RoomEvent>> sender,
      Nickname name,
      Text text,
      PendingBatch<ActorRef<RoomEvent>> happenings) {
    Optional<Member<ActorRef<RoomEvent>>> target = roster.find(name);
    if (target.isEmpty()) {
      addDirect(
          sender, new ServerMessage.Refused(RoomProblems.recipientNotFound(name)), 1, happenings);
      return;
    }
    Member<ActorRef<RoomEvent>> other = target.get();
    ServerMessage message =
        new ServerMessage.PrivateMessage(sender.nickname(), other.nickname(), text);
    addDirect(sender, message, 1, happenings);
    if (other != sender) {
      addDirect(other, message, 0, happenings);
    }
    other
        .away()
        .ifPresent(
            note ->
                addDirect(
                    sender,
                    notice(other.nickname() + " is away: " + note.toSingleLine()),
                    0,
                    happenings));
  }

  private static void addDirect(
      Member<ActorRef<RoomEvent>> member,
      ServerMessage message,
      int own,
      PendingBatch<ActorRef<RoomEvent>> happenings) {
    happenings.addDirect(member, new RoomEvent.Delivered(Batch.of(message), own));
  }

  private static ServerMessage notice(String text) {
    return new ServerMessage.Notice(Text.sanitize(text));
  }
}
