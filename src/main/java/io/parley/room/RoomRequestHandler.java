package io.parley.room;

import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.Request;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Answers a member's request to a room.
 *
 * @param topic the topic of the room
 * @param now the room and the current time
 */
record RoomRequestHandler(
    Member<ActorRef<RoomEvent>> member,
    Roster<ActorRef<RoomEvent>> roster,
    Optional<Text> topic,
    Stamp now)
    implements Request.RoomHandler<ServerMessage> {

  @Override
  public ServerMessage onJoin(Request.Join join) {
    return new ServerMessage.Joined(member.nickname(), now);
  }

  @Override
  public ServerMessage onListMembers(Request.ListMembers listMembers) {
    return new ServerMessage.MemberList(roster.nicknames(), now.room());
  }

  @Override
  public ServerMessage onTopic(Request.Topic request) {
    return new ServerMessage.Answered(new Answer.Topic(now.room(), topic));
  }

  @Override
  public ServerMessage onAway(Request.Away away) {
    Optional<Text> note = away.note().map(Text::sanitize).filter(text -> !text.value().isEmpty());
    member.setAway(note);
    return new ServerMessage.Notice(
        Text.sanitize(
            note.map(text -> "You are away now: " + text.toSingleLine()).orElse("You are back.")));
  }

  @Override
  public ServerMessage onWhois(Request.Whois whois) {
    Nickname nickname = Nickname.sanitize(whois.nickname());
    return roster
        .find(nickname)
        .<ServerMessage>map(
            other ->
                new ServerMessage.Answered(
                    new Answer.Whois(
                        other.nickname(), other.rooms(), other.joinedAt(), other.away())))
        .orElseGet(() -> new ServerMessage.Refused(RoomProblems.nicknameNotFound(nickname)));
  }
}
