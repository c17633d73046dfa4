package io.parley.room;

import io.parley.dialect.Batch;
import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/** What two people say to each other, and not to the room. */
final class PrivateTalk {
  private final Roster<ActorRef<RoomEvent>> roster;

  PrivateTalk(Roster<ActorRef<RoomEvent>> roster) {
    this.roster = roster;
  }

  /** Both hear it after all that happened before; the sender hears it, too, as a receipt. */
  void tell(
      Member<ActorRef<RoomEvent>> sender,
      Nickname name,
      Text text,
      Happenings<ActorRef<RoomEvent>> happenings) {
    Optional<Member<ActorRef<RoomEvent>>> target = roster.find(name);
    if (target.isEmpty()) {
      aside(sender, new ServerMessage.Refused(RoomProblems.unknown(name)), 1, happenings);
      return;
    }
    Member<ActorRef<RoomEvent>> other = target.get();
    ServerMessage message =
        new ServerMessage.PrivateMessage(sender.nickname(), other.nickname(), text);
    aside(sender, message, 1, happenings);
    if (other != sender) {
      aside(other, message, 0, happenings);
    }
    other
        .away()
        .ifPresent(
            note ->
                aside(
                    sender,
                    notice(other.nickname() + " is away: " + note.oneLine()),
                    0,
                    happenings));
  }

  private static void aside(
      Member<ActorRef<RoomEvent>> member,
      ServerMessage message,
      int own,
      Happenings<ActorRef<RoomEvent>> happenings) {
    happenings.aside(member, new RoomEvent.Heard(Batch.of(message), own));
  }

  private static ServerMessage notice(String text) {
    return new ServerMessage.Notice(Text.clean(text));
  }
}
