package io.parley.protocol;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A request of a client, for the dialects that have a packet for it. Names and texts are as the
 * client sent them; the receiver parses them.
 */
public sealed interface Request {

  <R> R accept(Handler<R> handler);

  /** The password of the own account after the success of this request; empty for others. */
  default Optional<Password> newPassword() {
    return Optional.empty();
  }

  /** A request that one room answers, to the requesting member only. */
  sealed interface RoomRequest extends Request {

    <R> R accept(RoomHandler<R> handler);

    @Override
    default <R> R accept(Handler<R> handler) {
      return accept((RoomHandler<R>) handler);
    }
  }

  /**
   * Sends an emote to a room.
   *
   * @param room a room that the sender is in; empty for the current one
   */
  record Emote(String text, Optional<String> room) implements Request {
    /** An emote to the current room. */
    public Emote(String text) {
      this(text, Optional.empty());
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onEmote(this);
    }
  }

  /**
   * Joins a room, which is created if it does not exist, and makes it the current room. A member of
   * the room gets its own {@link ServerMessage.Joined} again.
   *
   * @param key the word with which the room is entered; empty if none is given
   */
  record Join(String room, Optional<String> key) implements RoomRequest {
    /** Without a key. */
    public Join(String room) {
      this(room, Optional.empty());
    }

    @Override
    public <R> R accept(RoomHandler<R> handler) {
      return handler.onJoin(this);
    }

    /** Without the key, which is a secret. */
    @Override
    public String toString() {
      return "Join[room=" + room + ", key=" + key.map(word -> "...").orElse("none") + "]";
    }
  }

  /**
   * Leaves a room.
   *
   * @param room the current room if empty
   * @param reason shown to the members of the room; empty if none is given
   */
  record Part(Optional<String> room, Optional<String> reason) implements Request {
    /** Without a reason. */
    public Part(Optional<String> room) {
      this(room, Optional.empty());
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onPart(this);
    }
  }

  /** Takes another nickname, in all rooms. */
  record ChangeNickname(String nickname) implements Request {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onChangeNickname(this);
    }
  }

  /**
   * Asks for the members of a room.
   *
   * @param room the current room if empty
   */
  record ListMembers(Optional<String> room) implements RoomRequest {
    @Override
    public <R> R accept(RoomHandler<R> handler) {
      return handler.onListMembers(this);
    }
  }

  /** Asks for all rooms. */
  record ListRooms() implements Request {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onListRooms(this);
    }
  }

  /**
   * Sets the topic of a room, or asks for it.
   *
   * @param text the new topic; empty to ask for the topic
   * @param room a room that the sender is in; empty for the current one
   */
  record Topic(Optional<String> text, Optional<String> room) implements RoomRequest {
    /** The topic of the current room. */
    public Topic(Optional<String> text) {
      this(text, Optional.empty());
    }

    @Override
    public <R> R accept(RoomHandler<R> handler) {
      return handler.onTopic(this);
    }
  }

  /**
   * Marks the member as away, or as back.
   *
   * @param note shown to people who send it a private message; empty if the member is back
   */
  record Away(Optional<String> note) implements Request {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onAway(this);
    }
  }

  /** Asks for the rooms and the status of a member. */
  record Whois(String nickname) implements Request {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onWhois(this);
    }
  }

  /**
   * Asks for earlier messages of a room.
   *
   * @param room the current room if empty
   * @param limit the maximum number of messages
   * @param before only messages with a smaller id
   */
  record History(Optional<String> room, OptionalInt limit, OptionalLong before) implements Request {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onHistory(this);
    }
  }

  /**
   * Searches the history of the member's rooms.
   *
   * @param limit the maximum number of messages
   */
  record Search(String query, OptionalInt limit) implements Request {
    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onSearch(this);
    }
  }

  /**
   * A request of somebody who may have a role in a room, about the room or its people. It is done
   * by people with a role only, but anybody may ask.
   */
  sealed interface Moderation extends Request {

    /** A room that the sender is in; empty for the current one. */
    Optional<String> room();

    <R> R accept(ModerationHandler<R> handler);

    @Override
    default <R> R accept(Handler<R> handler) {
      return handler.onModeration(this);
    }
  }

  /** Invites somebody to a room. */
  record Invite(String nickname, Optional<String> room) implements Moderation {
    @Override
    public <R> R accept(ModerationHandler<R> handler) {
      return handler.onInvite(this);
    }
  }

  /**
   * Puts somebody out of a room.
   *
   * @param reason for the members of the room; empty if none is given
   */
  record Kick(String nickname, Optional<String> reason, Optional<String> room)
      implements Moderation {
    @Override
    public <R> R accept(ModerationHandler<R> handler) {
      return handler.onKick(this);
    }
  }

  /**
   * Keeps somebody out of a room, or from speaking in it.
   *
   * @param target a nickname; for a ban also a pattern of nicknames or an address
   * @param duration a number and a unit, such as {@code 2h}; empty for as long as nobody lifts it
   */
  record Restrict(
      RestrictionKind kind,
      String target,
      Optional<String> duration,
      Optional<String> reason,
      Optional<String> room)
      implements Moderation {
    @Override
    public <R> R accept(ModerationHandler<R> handler) {
      return handler.onRestrict(this);
    }
  }

  /**
   * Lifts a ban or a mute.
   *
   * @param target the name under which it is listed
   */
  record Lift(RestrictionKind kind, String target, Optional<String> room) implements Moderation {
    @Override
    public <R> R accept(ModerationHandler<R> handler) {
      return handler.onLift(this);
    }
  }

  /** Asks for the bans and mutes of a room. */
  record ListRestrictions(Optional<String> room) implements Moderation {
    @Override
    public <R> R accept(ModerationHandler<R> handler) {
      return handler.onListRestrictions(this);
    }
  }

  /**
   * Gives somebody a role, or takes it.
   *
   * @param role {@code owner}, {@code operator}, {@code voice}, {@code member} or {@code none}
   * @param current the role that the person must have for it; empty for any
   */
  record SetRole(String nickname, String role, Optional<String> room, Optional<String> current)
      implements Moderation {
    /** Whatever role the person has. */
    public SetRole(String nickname, String role, Optional<String> room) {
      this(nickname, role, room, Optional.empty());
    }

    @Override
    public <R> R accept(ModerationHandler<R> handler) {
      return handler.onSetRole(this);
    }
  }

  /** Asks for the settings and roles of a room. */
  record ShowRoom(Optional<String> room) implements Moderation {
    @Override
    public <R> R accept(ModerationHandler<R> handler) {
      return handler.onShowRoom(this);
    }
  }

  /** Changes a setting of a room. */
  record ChangeSetting(String setting, String value, Optional<String> room) implements Moderation {
    @Override
    public <R> R accept(ModerationHandler<R> handler) {
      return handler.onChangeSetting(this);
    }

    /** Without the word of a key, which is a secret. */
    @Override
    public String toString() {
      String shown = setting.equalsIgnoreCase("key") ? "..." : value;
      return "ChangeSetting[setting=" + setting + ", value=" + shown + ", room=" + room + "]";
    }
  }

  /** One method for each request of {@link Moderation}, none with a default. */
  interface ModerationHandler<R> {
    R onInvite(Invite invite);

    R onKick(Kick kick);

    R onRestrict(Restrict restrict);

    R onLift(Lift lift);

    R onListRestrictions(ListRestrictions list);

    R onSetRole(SetRole set);

    R onShowRoom(ShowRoom show);

    R onChangeSetting(ChangeSetting change);
  }

  /** A request about messages of a room that were said before. */
  sealed interface MessageRequest extends Request {

    /** A room that the sender is in; empty for the current one. */
    Optional<String> room();

    <R> R accept(MessageHandler<R> handler);

    @Override
    default <R> R accept(Handler<R> handler) {
      return handler.onMessageRequest(this);
    }
  }

  /**
   * Changes the words of a message of one's own.
   *
   * @param id the message, by its id in the history
   */
  record Edit(long id, String text, Optional<String> room) implements MessageRequest {
    @Override
    public <R> R accept(MessageHandler<R> handler) {
      return handler.onEdit(this);
    }
  }

  /** Deletes a message: one of one's own, or any for operators. */
  record Delete(long id, Optional<String> room) implements MessageRequest {
    @Override
    public <R> R accept(MessageHandler<R> handler) {
      return handler.onDelete(this);
    }
  }

  /**
   * Deletes the messages of somebody, which is for operators.
   *
   * @param duration a number and a unit, such as {@code 1h}: how old they may be; empty for all
   */
  record Purge(String nickname, Optional<String> duration, Optional<String> room)
      implements MessageRequest {
    @Override
    public <R> R accept(MessageHandler<R> handler) {
      return handler.onPurge(this);
    }
  }

  /**
   * Reacts to a message.
   *
   * @param added whether the reaction is added, or taken back
   */
  record React(long id, String emoji, boolean added, Optional<String> room)
      implements MessageRequest {
    @Override
    public <R> R accept(MessageHandler<R> handler) {
      return handler.onReact(this);
    }
  }

  /**
   * Sends a text that answers a message.
   *
   * @param id the message that it answers
   */
  record Reply(long id, String text, Optional<String> room) implements MessageRequest {
    @Override
    public <R> R accept(MessageHandler<R> handler) {
      return handler.onReply(this);
    }
  }

  /** One method for each request about messages, none with a default. */
  interface MessageHandler<R> {
    R onEdit(Edit edit);

    R onDelete(Delete delete);

    R onPurge(Purge purge);

    R onReact(React react);

    R onReply(Reply reply);
  }

  /** A request about the whole server, most of them of its operators. Anybody may ask. */
  sealed interface ServerRequest extends Request {

    <R> R accept(ServerHandler<R> handler);

    @Override
    default <R> R accept(Handler<R> handler) {
      return handler.onServerRequest(this);
    }
  }

  /**
   * Ends all connections of somebody.
   *
   * @param reason empty if none is given
   */
  record Kill(String nickname, Optional<String> reason) implements ServerRequest {
    @Override
    public <R> R accept(ServerHandler<R> handler) {
      return handler.onKill(this);
    }
  }

  /**
   * Keeps somebody out of the server.
   *
   * @param target a nickname, a pattern of nicknames or an address
   * @param duration a number and a unit, such as {@code 2h}; empty for as long as nobody lifts it
   */
  record BanFromServer(String target, Optional<String> duration, Optional<String> reason)
      implements ServerRequest {
    @Override
    public <R> R accept(ServerHandler<R> handler) {
      return handler.onBanFromServer(this);
    }
  }

  /**
   * Lifts a ban of the server.
   *
   * @param target the name under which it is listed
   */
  record LiftServerBan(String target) implements ServerRequest {
    @Override
    public <R> R accept(ServerHandler<R> handler) {
      return handler.onLiftServerBan(this);
    }
  }

  /** Asks for the bans of the server. */
  record ListServerBans() implements ServerRequest {
    @Override
    public <R> R accept(ServerHandler<R> handler) {
      return handler.onListServerBans(this);
    }
  }

  /** Tells everybody on the server something. */
  record Announce(String text) implements ServerRequest {
    @Override
    public <R> R accept(ServerHandler<R> handler) {
      return handler.onAnnounce(this);
    }
  }

  /**
   * Asks what people with a role have done.
   *
   * @param room only that of a room; empty for all, which is for operators of the server
   * @param limit the maximum number of entries
   */
  record ShowAudit(Optional<String> room, OptionalInt limit) implements ServerRequest {
    @Override
    public <R> R accept(ServerHandler<R> handler) {
      return handler.onShowAudit(this);
    }
  }

  /** One method for each request about the server, none with a default. */
  interface ServerHandler<R> {
    R onKill(Kill kill);

    R onBanFromServer(BanFromServer ban);

    R onLiftServerBan(LiftServerBan lift);

    R onListServerBans(ListServerBans list);

    R onAnnounce(Announce announce);

    R onShowAudit(ShowAudit show);
  }

  /** A request about the account of the connection. */
  sealed interface AccountRequest extends Request {

    <R> R accept(AccountHandler<R> handler);

    @Override
    default <R> R accept(Handler<R> handler) {
      return handler.onAccountRequest(this);
    }
  }

  /**
   * Registers an account.
   *
   * @param nickname the nickname that it owns, for somebody else, which is for operators; that of
   *     the connection if empty
   */
  record Register(Optional<String> nickname, Password password) implements AccountRequest {
    /** An account for the nickname of the connection. */
    public Register(Password password) {
      this(Optional.empty(), password);
    }

    @Override
    public <R> R accept(AccountHandler<R> handler) {
      return handler.onRegister(this);
    }

    /** The account of somebody else has another password. */
    @Override
    public Optional<Password> newPassword() {
      return nickname.isEmpty() ? Optional.of(password) : Optional.empty();
    }
  }

  /**
   * Logs in to an account, and takes its nickname.
   *
   * @param account any nickname of the account; that of the connection if empty
   */
  record LogIn(Optional<String> account, Password password) implements AccountRequest {
    @Override
    public <R> R accept(AccountHandler<R> handler) {
      return handler.onLogIn(this);
    }

    @Override
    public Optional<Password> newPassword() {
      return Optional.of(password);
    }
  }

  /** Logs out, which ends the connection. */
  record LogOut() implements AccountRequest {
    @Override
    public <R> R accept(AccountHandler<R> handler) {
      return handler.onLogOut(this);
    }
  }

  /** Changes the password of the account. Its other connections end. */
  record ChangePassword(Password current, Password next) implements AccountRequest {
    @Override
    public <R> R accept(AccountHandler<R> handler) {
      return handler.onChangePassword(this);
    }

    @Override
    public Optional<Password> newPassword() {
      return Optional.of(next);
    }
  }

  /** Removes the account of the connection. */
  record Unregister(Password password) implements AccountRequest {
    @Override
    public <R> R accept(AccountHandler<R> handler) {
      return handler.onUnregister(this);
    }
  }

  /** Asks for the connections of the account. */
  record ListSessions() implements AccountRequest {
    @Override
    public <R> R accept(AccountHandler<R> handler) {
      return handler.onListSessions(this);
    }
  }

  /**
   * Ends a connection of the account.
   *
   * @param id as the list of connections has it
   */
  record EndSession(long id) implements AccountRequest {
    @Override
    public <R> R accept(AccountHandler<R> handler) {
      return handler.onEndSession(this);
    }
  }

  /** Asks for the nicknames that the account owns. */
  record ListNicknames() implements AccountRequest {
    @Override
    public <R> R accept(AccountHandler<R> handler) {
      return handler.onListNicknames(this);
    }
  }

  /** Lets the account own a further nickname. */
  record AddNickname(String nickname) implements AccountRequest {
    @Override
    public <R> R accept(AccountHandler<R> handler) {
      return handler.onAddNickname(this);
    }
  }

  /** Gives up a further nickname of the account. */
  record RemoveNickname(String nickname) implements AccountRequest {
    @Override
    public <R> R accept(AccountHandler<R> handler) {
      return handler.onRemoveNickname(this);
    }
  }

  /**
   * Tells that the person has seen the messages of a room up to an id.
   *
   * @param room a room that the sender is in; empty for the current one
   */
  record MarkRead(Optional<String> room, long id) implements AccountRequest {
    @Override
    public <R> R accept(AccountHandler<R> handler) {
      return handler.onMarkRead(this);
    }
  }

  /** Asks how many messages of each room the person has not seen. */
  record ListUnread() implements AccountRequest {
    @Override
    public <R> R accept(AccountHandler<R> handler) {
      return handler.onListUnread(this);
    }
  }

  /**
   * Asks for earlier private messages with another person.
   *
   * @param nickname of the other person
   * @param limit the maximum number of messages
   * @param before only messages with a smaller id
   */
  record Conversation(String nickname, OptionalInt limit, OptionalLong before)
      implements AccountRequest {
    @Override
    public <R> R accept(AccountHandler<R> handler) {
      return handler.onConversation(this);
    }
  }

  /** One method for each request about an account, none with a default. */
  interface AccountHandler<R> {
    R onRegister(Register request);

    R onLogIn(LogIn request);

    R onLogOut(LogOut request);

    R onChangePassword(ChangePassword request);

    R onUnregister(Unregister request);

    R onListSessions(ListSessions request);

    R onEndSession(EndSession request);

    R onListNicknames(ListNicknames request);

    R onAddNickname(AddNickname request);

    R onRemoveNickname(RemoveNickname request);

    R onMarkRead(MarkRead request);

    R onListUnread(ListUnread request);

    R onConversation(Conversation request);
  }

  /** One method for each request that a room answers, none with a default. */
  interface RoomHandler<R> {
    R onJoin(Join join);

    R onListMembers(ListMembers listMembers);

    R onTopic(Topic topic);
  }

  /** One method for each request, none with a default. */
  interface Handler<R> extends RoomHandler<R> {
    R onEmote(Emote emote);

    R onPart(Part part);

    R onChangeNickname(ChangeNickname change);

    R onListRooms(ListRooms listRooms);

    R onHistory(History history);

    R onSearch(Search search);

    R onAway(Away away);

    R onWhois(Whois whois);

    R onModeration(Moderation moderation);

    R onMessageRequest(MessageRequest request);

    R onServerRequest(ServerRequest request);

    R onAccountRequest(AccountRequest request);
  }
}
