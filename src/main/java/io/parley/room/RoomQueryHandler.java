package io.parley.room;

import io.parley.protocol.Answer;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What a room says to a member who asks.
 *
 * @param now where and when that is
 */
record RoomQueryHandler(
    Member<ActorRef<RoomEvent>> member,
    Roster<ActorRef<RoomEvent>> roster,
    Optional<Text> topic,
    Stamp now)
    implements RoomQuery.Handler<ServerMessage> {

  @Override
  public ServerMessage onListMembers(RoomQuery.ListMembers names) {
    return new ServerMessage.MemberList(roster.nicknames(), now.room());
  }

  @Override
  public ServerMessage onConfirmMembership(RoomQuery.ConfirmMembership entered) {
    return new ServerMessage.Joined(member.nickname(), now);
  }

  @Override
  public ServerMessage onTopic(RoomQuery.Topic asked) {
    return new ServerMessage.Answered(new Answer.Topic(now.room(), topic));
  }

  @Override
  public ServerMessage onWhois(RoomQuery.Whois whois) {
    return roster
        .find(whois.target())
        .<ServerMessage>map(
            other ->
                new ServerMessage.Answered(
                    new Answer.Whois(
                        other.nickname(), other.rooms(), other.joinedAt(), other.away())))
        .orElseGet(() -> new ServerMessage.Refused(RoomProblems.nicknameNotFound(whois.target())));
  }

  @Override
  public ServerMessage onAway(RoomQuery.Away away) {
    member.setAway(away.note());
    String told =
        away.note().map(note -> "You are away now: " + note.toSingleLine()).orElse("You are back.");
    return new ServerMessage.Notice(Text.sanitize(told));
  }
}
