package io.parley.room;

import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.wire.flow.Batch;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/** Adds private messages to the pending batch of the lobby. */
final class PrivateMessages {
  private final Roster<ActorRef<RoomEvent>> roster;

  PrivateMessages(Roster<ActorRef<RoomEvent>> roster) {
    this.roster = roster;
  }

  /** Both members get the message after all earlier events; the sender's copy is the receipt. */
  void send(Member<ActorRef<RoomEvent>> sender, Nickname target, Text text, PendingBatch batch) {
    Optional<Member<ActorRef<RoomEvent>>> found = roster.find(target);
    if (found.isEmpty()) {
      add(batch, sender, new ServerMessage.Refused(RoomProblems.recipientNotFound(target)), 1);
      return;
    }
    Member<ActorRef<RoomEvent>> recipient = found.get();
    ServerMessage message =
        new ServerMessage.PrivateMessage(sender.nickname(), recipient.nickname(), text);
    add(batch, sender, message, 1);
    if (recipient != sender) {
      add(batch, recipient, message, 0);
    }
    recipient.away().ifPresent(note -> add(batch, sender, awayNotice(recipient, note), 0));
  }

  private static void add(
      PendingBatch batch,
      Member<ActorRef<RoomEvent>> member,
      ServerMessage message,
      int ownMessages) {
    batch.addDirect(member, new RoomEvent.Delivered(Batch.of(message), ownMessages));
  }

  private static ServerMessage awayNotice(Member<ActorRef<RoomEvent>> member, Text note) {
    return new ServerMessage.Notice(
        Text.sanitize(member.nickname() + " is away: " + note.toSingleLine()));
  }
}
