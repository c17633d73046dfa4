package io.parley.client;

import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.Request;
import io.parley.protocol.ServerMessage;

/**
 * Whether a message is what a request of each kind is answered by, when all goes well.
 *
 * @param self who asks
 */
record AnswerTo(ServerMessage message, Nickname self) implements Request.Handler<Boolean> {

  @Override
  public Boolean onEmote(Request.Emote emote) {
    return message instanceof ServerMessage.Emoted emoted && emoted.nickname().isSame(self);
  }

  @Override
  public Boolean onEnter(Request.Enter enter) {
    return message instanceof ServerMessage.Joined joined && joined.nickname().isSame(self);
  }

  @Override
  public Boolean onExit(Request.Exit exit) {
    return message instanceof ServerMessage.Left left && left.nickname().isSame(self);
  }

  @Override
  public Boolean onNames(Request.Names names) {
    return message instanceof ServerMessage.Present;
  }

  @Override
  public Boolean onRooms(Request.Rooms rooms) {
    return isAnswered(Answer.Rooms.class);
  }

  @Override
  public Boolean onTopic(Request.Topic topic) {
    return isAnswered(Answer.Topic.class)
        || (message instanceof ServerMessage.TopicSet set && set.nickname().isSame(self));
  }

  @Override
  public Boolean onAway(Request.Away away) {
    return isAnswered(Answer.Whois.class);
  }

  @Override
  public Boolean onWhois(Request.Whois whois) {
    return isAnswered(Answer.Whois.class);
  }

  @Override
  public Boolean onPast(Request.Past past) {
    return isAnswered(Answer.Past.class);
  }

  @Override
  public Boolean onSearch(Request.Search search) {
    return isAnswered(Answer.Found.class);
  }

  private boolean isAnswered(Class<? extends Answer> kind) {
    return message instanceof ServerMessage.Answered answered && kind.isInstance(answered.answer());
  }
}
