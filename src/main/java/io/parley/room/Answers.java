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
record Answers(
    Member<ActorRef<RoomEvent>> member,
    Roster<ActorRef<RoomEvent>> roster,
    Optional<Text> topic,
    Stamp now)
    implements Question.Handler<ServerMessage> {

  @Override
  public ServerMessage onNames(Question.Names names) {
    return new ServerMessage.Present(roster.nicknames(), now.room());
  }

  @Override
  public ServerMessage onEntered(Question.Entered entered) {
    return new ServerMessage.Joined(member.nickname(), now);
  }

  @Override
  public ServerMessage onTopic(Question.Topic asked) {
    return new ServerMessage.Answered(new Answer.Topic(now.room(), topic));
  }

  @Override
  public ServerMessage onWhois(Question.Whois whois) {
    return roster
        .find(whois.target())
        .<ServerMessage>map(
            other ->
                new ServerMessage.Answered(
                    new Answer.Whois(other.nickname(), other.rooms(), other.since(), other.away())))
        .orElseGet(() -> new ServerMessage.Refused(RoomProblems.nobody(whois.target())));
  }

  @Override
  public ServerMessage onAway(Question.Away away) {
    member.isAway(away.note());
    String told =
        away.note().map(note -> "You are away now: " + note.oneLine()).orElse("You are back.");
    return new ServerMessage.Notice(Text.clean(told));
  }
}
