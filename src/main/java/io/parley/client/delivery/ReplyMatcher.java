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
    return isEventOfSelf(ServerMessage.Emoted.class);
  }

  @Override
  public Boolean onJoin(Request.Join enter) {
    return isEventOfSelf(ServerMessage.Joined.class);
  }

  @Override
  public Boolean onPart(Request.Part exit) {
    return isEventOfSelf(ServerMessage.Left.class);
  }

  /** Each room tells the rename. What tells it first changes the own nickname before. */
  @Override
  public Boolean onChangeNickname(Request.ChangeNickname change) {
    return message instanceof ServerMessage.Renamed renamed
        && (renamed.previous().isSame(self) || renamed.nickname().isSame(self));
  }

  @Override
  public Boolean onListMembers(Request.ListMembers names) {
    return message instanceof ServerMessage.MemberList list && list.isComplete();
  }

  @Override
  public Boolean onListRooms(Request.ListRooms rooms) {
    return hasAnswer(Answer.RoomList.class);
  }

  @Override
  public Boolean onTopic(Request.Topic topic) {
    return hasAnswer(Answer.Topic.class) || isEventOfSelf(ServerMessage.TopicChanged.class);
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

  @Override
  public Boolean onMessageRequest(Request.MessageRequest request) {
    if (request instanceof Request.Reply) {
      return isEventOfSelf(ServerMessage.Chatted.class);
    }
    if (request instanceof Request.Purge && hasAnswer(Answer.Done.class)) {
      return true; // there was nothing to delete
    }
    return isEventOfSelf(ServerMessage.Revised.class);
  }

  @Override
  public Boolean onModeration(Request.Moderation moderation) {
    if (moderation instanceof Request.ShowRoom) {
      return hasAnswer(Answer.RoomStatus.class);
    }
    return hasAnswer(
        moderation instanceof Request.ListRestrictions
            ? Answer.Restrictions.class
            : Answer.Done.class);
  }

  @Override
  public Boolean onServerRequest(Request.ServerRequest request) {
    if (request instanceof Request.ShowAudit) {
      return hasAnswer(Answer.Audit.class);
    }
    return hasAnswer(
        request instanceof Request.ListServerBans ? Answer.Restrictions.class : Answer.Done.class);
  }

  @Override
  public Boolean onAccountRequest(Request.AccountRequest request) {
    if (request instanceof Request.ListSessions) {
      return hasAnswer(Answer.Sessions.class);
    }
    if (request instanceof Request.ListUnread) {
      return hasAnswer(Answer.Unread.class);
    }
    if (request instanceof Request.Conversation) {
      return hasAnswer(Answer.Conversation.class);
    }
    if (request instanceof Request.MarkRead) {
      return message instanceof ServerMessage.MarkedRead;
    }
    boolean nicknames =
        request instanceof Request.ListNicknames
            || request instanceof Request.AddNickname
            || request instanceof Request.RemoveNickname;
    return hasAnswer(nicknames ? Answer.Nicknames.class : Answer.AccountStatus.class);
  }

  private boolean isEventOfSelf(Class<? extends ServerMessage.RoomMessage> kind) {
    return kind.isInstance(message) && kind.cast(message).nickname().isSame(self);
  }

  private boolean hasAnswer(Class<? extends Answer> kind) {
    return message.answer(kind).isPresent();
  }
}
