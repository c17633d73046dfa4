package io.parley.client.delivery;

import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.Request;
import io.parley.protocol.ServerMessage;

/**
 * Decides whether a message is the successful answer to a request.
 *
 * @param self the nickname of this client
 */
record ReplyMatcher(ServerMessage message, Nickname self) implements Request.Handler<Boolean> {

  @Override
  public Boolean onEmote(Request.Emote emote) {
    return message instanceof ServerMessage.Emoted emoted && emoted.nickname().isSame(self);
  }

  @Override
  public Boolean onJoin(Request.Join enter) {
    return message instanceof ServerMessage.Joined joined && joined.nickname().isSame(self);
  }

  @Override
  public Boolean onPart(Request.Part exit) {
    return message instanceof ServerMessage.Left left && left.nickname().isSame(self);
  }

  @Override
  public Boolean onListMembers(Request.ListMembers names) {
    return message instanceof ServerMessage.MemberList;
  }

  @Override
  public Boolean onListRooms(Request.ListRooms rooms) {
    return hasAnswer(Answer.RoomList.class);
  }

  @Override
  public Boolean onTopic(Request.Topic topic) {
    return hasAnswer(Answer.Topic.class)
        || (message instanceof ServerMessage.TopicChanged set && set.nickname().isSame(self));
  }

  @Override
  public Boolean onAway(Request.Away away) {
    return hasAnswer(Answer.Whois.class);
  }

  @Override
  public Boolean onWhois(Request.Whois whois) {
    return hasAnswer(Answer.Whois.class);
  }

  @Override
  public Boolean onHistory(Request.History past) {
    return hasAnswer(Answer.History.class);
  }

  @Override
  public Boolean onSearch(Request.Search search) {
    return hasAnswer(Answer.SearchResults.class);
  }

  private boolean hasAnswer(Class<? extends Answer> kind) {
    return message instanceof ServerMessage.Answered answered && kind.isInstance(answered.answer());
  }
}
