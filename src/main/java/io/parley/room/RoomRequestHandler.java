package io.parley.room;

import io.parley.protocol.Answer;
import io.parley.protocol.Request;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import io.parley.wire.flow.Batch;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Answers a member's request to a room.
 *
 * @param memberList the answer with all members
 * @param topic the topic of the room
 * @param now the room and the current time
 */
record RoomRequestHandler(
    Member<ActorRef<RoomEvent>> member,
    Roster<ActorRef<RoomEvent>> roster,
    MemberListAnswer memberList,
    Optional<Text> topic,
    Stamp now)
    implements Request.RoomHandler<Batch<ServerMessage>> {

  @Override
  public Batch<ServerMessage> onJoin(Request.Join join) {
    return Batch.of(member.joined(now));
  }

  @Override
  public Batch<ServerMessage> onListMembers(Request.ListMembers listMembers) {
    return memberList.get(roster.nicknames());
  }

  @Override
  public Batch<ServerMessage> onTopic(Request.Topic request) {
    return Batch.of(new ServerMessage.Answered(new Answer.Topic(now.room(), topic)));
  }
}
