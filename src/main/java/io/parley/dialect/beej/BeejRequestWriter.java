package io.parley.dialect.beej;

import static io.parley.dialect.beej.BeejPacketNames.ACCOUNT;
import static io.parley.dialect.beej.BeejPacketNames.ADD;
import static io.parley.dialect.beej.BeejPacketNames.ANNOUNCE;
import static io.parley.dialect.beej.BeejPacketNames.AUDIT;
import static io.parley.dialect.beej.BeejPacketNames.AWAY;
import static io.parley.dialect.beej.BeejPacketNames.BAN;
import static io.parley.dialect.beej.BeejPacketNames.BANS;
import static io.parley.dialect.beej.BeejPacketNames.BANS_SERVER;
import static io.parley.dialect.beej.BeejPacketNames.BAN_SERVER;
import static io.parley.dialect.beej.BeejPacketNames.BEFORE;
import static io.parley.dialect.beej.BeejPacketNames.CHAT;
import static io.parley.dialect.beej.BeejPacketNames.DELETE;
import static io.parley.dialect.beej.BeejPacketNames.EDIT;
import static io.parley.dialect.beej.BeejPacketNames.EMOJI;
import static io.parley.dialect.beej.BeejPacketNames.EMOTE;
import static io.parley.dialect.beej.BeejPacketNames.END;
import static io.parley.dialect.beej.BeejPacketNames.FOR;
import static io.parley.dialect.beej.BeejPacketNames.HISTORY;
import static io.parley.dialect.beej.BeejPacketNames.ID;
import static io.parley.dialect.beej.BeejPacketNames.INVITE;
import static io.parley.dialect.beej.BeejPacketNames.JOIN;
import static io.parley.dialect.beej.BeejPacketNames.KEY;
import static io.parley.dialect.beej.BeejPacketNames.KICK;
import static io.parley.dialect.beej.BeejPacketNames.KILL;
import static io.parley.dialect.beej.BeejPacketNames.LEAVE;
import static io.parley.dialect.beej.BeejPacketNames.LIMIT;
import static io.parley.dialect.beej.BeejPacketNames.LOGIN;
import static io.parley.dialect.beej.BeejPacketNames.LOGOUT;
import static io.parley.dialect.beej.BeejPacketNames.MESSAGE;
import static io.parley.dialect.beej.BeejPacketNames.MUTE;
import static io.parley.dialect.beej.BeejPacketNames.NEW;
import static io.parley.dialect.beej.BeejPacketNames.NICK;
import static io.parley.dialect.beej.BeejPacketNames.NICKS;
import static io.parley.dialect.beej.BeejPacketNames.OLD;
import static io.parley.dialect.beej.BeejPacketNames.PASSWORD;
import static io.parley.dialect.beej.BeejPacketNames.PURGE;
import static io.parley.dialect.beej.BeejPacketNames.REACT;
import static io.parley.dialect.beej.BeejPacketNames.READ;
import static io.parley.dialect.beej.BeejPacketNames.REASON;
import static io.parley.dialect.beej.BeejPacketNames.REGISTER;
import static io.parley.dialect.beej.BeejPacketNames.REMOVE;
import static io.parley.dialect.beej.BeejPacketNames.REPLY;
import static io.parley.dialect.beej.BeejPacketNames.ROLE;
import static io.parley.dialect.beej.BeejPacketNames.ROOM;
import static io.parley.dialect.beej.BeejPacketNames.ROOMS;
import static io.parley.dialect.beej.BeejPacketNames.SEARCH;
import static io.parley.dialect.beej.BeejPacketNames.SESSIONS;
import static io.parley.dialect.beej.BeejPacketNames.SETTING;
import static io.parley.dialect.beej.BeejPacketNames.TARGET;
import static io.parley.dialect.beej.BeejPacketNames.TOPIC;
import static io.parley.dialect.beej.BeejPacketNames.UNBAN;
import static io.parley.dialect.beej.BeejPacketNames.UNBAN_SERVER;
import static io.parley.dialect.beej.BeejPacketNames.UNMUTE;
import static io.parley.dialect.beej.BeejPacketNames.UNREAD;
import static io.parley.dialect.beej.BeejPacketNames.UNREGISTER;
import static io.parley.dialect.beej.BeejPacketNames.USERS;
import static io.parley.dialect.beej.BeejPacketNames.VALUE;
import static io.parley.dialect.beej.BeejPacketNames.WHOIS;
import static io.parley.dialect.beej.BeejPacketNames.WORDS;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.protocol.Request;
import io.parley.protocol.RestrictionKind;
import java.util.Optional;

/** Writes requests for the client. An argument that is not given has no field. */
final class BeejRequestWriter
    implements Request.Handler<ObjectNode>,
        Request.ModerationHandler<ObjectNode>,
        Request.MessageHandler<ObjectNode>,
        Request.ServerHandler<ObjectNode>,
        Request.AccountHandler<ObjectNode> {
  private final BeejFrameWriter frames;

  BeejRequestWriter(BeejFrameWriter frames) {
    this.frames = frames;
  }

  @Override
  public ObjectNode onEmote(Request.Emote emote) {
    return withOptional(frames.packet(EMOTE).put(MESSAGE, emote.text()), ROOM, emote.room());
  }

  @Override
  public ObjectNode onJoin(Request.Join join) {
    return withOptional(frames.packet(JOIN).put(ROOM, join.room()), KEY, join.key());
  }

  /** A packet without a room would mean quit, so that the current room is an empty name. */
  @Override
  public ObjectNode onPart(Request.Part part) {
    return withOptional(
        frames.packet(LEAVE).put(ROOM, part.room().orElse("")), REASON, part.reason());
  }

  @Override
  public ObjectNode onChangeNickname(Request.ChangeNickname change) {
    return frames.packet(NICK).put(NEW, change.nickname());
  }

  @Override
  public ObjectNode onListMembers(Request.ListMembers list) {
    return withOptional(frames.packet(USERS), ROOM, list.room());
  }

  @Override
  public ObjectNode onListRooms(Request.ListRooms rooms) {
    return frames.packet(ROOMS);
  }

  @Override
  public ObjectNode onTopic(Request.Topic topic) {
    return withOptional(
        withOptional(frames.packet(TOPIC), TOPIC, topic.text()), ROOM, topic.room());
  }

  @Override
  public ObjectNode onAway(Request.Away away) {
    return withOptional(frames.packet(AWAY), MESSAGE, away.note());
  }

  @Override
  public ObjectNode onWhois(Request.Whois whois) {
    return frames.packet(WHOIS).put(NICK, whois.nickname());
  }

  @Override
  public ObjectNode onHistory(Request.History history) {
    ObjectNode packet = withOptional(frames.packet(HISTORY), ROOM, history.room());
    history.limit().ifPresent(limit -> packet.put(LIMIT, limit));
    history.before().ifPresent(before -> packet.put(BEFORE, before));
    return packet;
  }

  @Override
  public ObjectNode onSearch(Request.Search search) {
    ObjectNode packet = frames.packet(SEARCH).put(WORDS, search.query());
    search.limit().ifPresent(limit -> packet.put(LIMIT, limit));
    return packet;
  }

  @Override
  public ObjectNode onMessageRequest(Request.MessageRequest request) {
    return withOptional(
        request.accept((Request.MessageHandler<ObjectNode>) this), ROOM, request.room());
  }

  @Override
  public ObjectNode onEdit(Request.Edit edit) {
    return frames.packet(EDIT).put(ID, edit.id()).put(MESSAGE, edit.text());
  }

  @Override
  public ObjectNode onDelete(Request.Delete delete) {
    return frames.packet(DELETE).put(ID, delete.id());
  }

  @Override
  public ObjectNode onPurge(Request.Purge purge) {
    return withOptional(frames.packet(PURGE).put(NICK, purge.nickname()), FOR, purge.duration());
  }

  @Override
  public ObjectNode onReact(Request.React react) {
    ObjectNode packet = frames.packet(REACT).put(ID, react.id()).put(EMOJI, react.emoji());
    return react.added() ? packet : packet.put(REMOVE, true);
  }

  @Override
  public ObjectNode onReply(Request.Reply reply) {
    return frames.packet(CHAT).put(MESSAGE, reply.text()).put(REPLY, reply.id());
  }

  @Override
  public ObjectNode onModeration(Request.Moderation moderation) {
    return withOptional(
        moderation.accept((Request.ModerationHandler<ObjectNode>) this), ROOM, moderation.room());
  }

  @Override
  public ObjectNode onInvite(Request.Invite invite) {
    return frames.packet(INVITE).put(NICK, invite.nickname());
  }

  @Override
  public ObjectNode onKick(Request.Kick kick) {
    return withOptional(frames.packet(KICK).put(NICK, kick.nickname()), REASON, kick.reason());
  }

  @Override
  public ObjectNode onRestrict(Request.Restrict restrict) {
    ObjectNode packet =
        frames
            .packet(restrict.kind() == RestrictionKind.BAN ? BAN : MUTE)
            .put(TARGET, restrict.target());
    return withOptional(withOptional(packet, FOR, restrict.duration()), REASON, restrict.reason());
  }

  @Override
  public ObjectNode onLift(Request.Lift lift) {
    return frames
        .packet(lift.kind() == RestrictionKind.BAN ? UNBAN : UNMUTE)
        .put(TARGET, lift.target());
  }

  @Override
  public ObjectNode onListRestrictions(Request.ListRestrictions list) {
    return frames.packet(BANS);
  }

  @Override
  public ObjectNode onSetRole(Request.SetRole set) {
    return withOptional(
        frames.packet(ROLE).put(NICK, set.nickname()).put(ROLE, set.role()), OLD, set.current());
  }

  @Override
  public ObjectNode onShowRoom(Request.ShowRoom show) {
    return frames.packet(ROOM);
  }

  @Override
  public ObjectNode onChangeSetting(Request.ChangeSetting change) {
    return frames.packet(ROOM).put(SETTING, change.setting()).put(VALUE, change.value());
  }

  @Override
  public ObjectNode onServerRequest(Request.ServerRequest request) {
    return request.accept((Request.ServerHandler<ObjectNode>) this);
  }

  @Override
  public ObjectNode onKill(Request.Kill kill) {
    return withOptional(frames.packet(KILL).put(NICK, kill.nickname()), REASON, kill.reason());
  }

  @Override
  public ObjectNode onBanFromServer(Request.BanFromServer ban) {
    ObjectNode packet = frames.packet(BAN_SERVER).put(TARGET, ban.target());
    return withOptional(withOptional(packet, FOR, ban.duration()), REASON, ban.reason());
  }

  @Override
  public ObjectNode onLiftServerBan(Request.LiftServerBan lift) {
    return frames.packet(UNBAN_SERVER).put(TARGET, lift.target());
  }

  @Override
  public ObjectNode onListServerBans(Request.ListServerBans list) {
    return frames.packet(BANS_SERVER);
  }

  @Override
  public ObjectNode onAnnounce(Request.Announce announce) {
    return frames.packet(ANNOUNCE).put(MESSAGE, announce.text());
  }

  @Override
  public ObjectNode onShowAudit(Request.ShowAudit show) {
    ObjectNode packet = withOptional(frames.packet(AUDIT), ROOM, show.room());
    show.limit().ifPresent(limit -> packet.put(LIMIT, limit));
    return packet;
  }

  @Override
  public ObjectNode onAccountRequest(Request.AccountRequest request) {
    return request.accept((Request.AccountHandler<ObjectNode>) this);
  }

  @Override
  public ObjectNode onRegister(Request.Register register) {
    return withOptional(frames.packet(REGISTER), NICK, register.nickname())
        .put(PASSWORD, register.password().reveal());
  }

  @Override
  public ObjectNode onLogIn(Request.LogIn logIn) {
    return withOptional(frames.packet(LOGIN), ACCOUNT, logIn.account())
        .put(PASSWORD, logIn.password().reveal());
  }

  @Override
  public ObjectNode onLogOut(Request.LogOut logOut) {
    return frames.packet(LOGOUT);
  }

  @Override
  public ObjectNode onChangePassword(Request.ChangePassword change) {
    return frames
        .packet(PASSWORD)
        .put(OLD, change.current().reveal())
        .put(NEW, change.next().reveal());
  }

  @Override
  public ObjectNode onUnregister(Request.Unregister unregister) {
    return frames.packet(UNREGISTER).put(PASSWORD, unregister.password().reveal());
  }

  @Override
  public ObjectNode onListSessions(Request.ListSessions sessions) {
    return frames.packet(SESSIONS);
  }

  @Override
  public ObjectNode onEndSession(Request.EndSession end) {
    return frames.packet(SESSIONS).put(END, end.id());
  }

  @Override
  public ObjectNode onListNicknames(Request.ListNicknames nicknames) {
    return frames.packet(NICKS);
  }

  @Override
  public ObjectNode onAddNickname(Request.AddNickname add) {
    return frames.packet(NICKS).put(ADD, add.nickname());
  }

  @Override
  public ObjectNode onRemoveNickname(Request.RemoveNickname remove) {
    return frames.packet(NICKS).put(REMOVE, remove.nickname());
  }

  @Override
  public ObjectNode onMarkRead(Request.MarkRead read) {
    return withOptional(frames.packet(READ), ROOM, read.room()).put(ID, read.id());
  }

  @Override
  public ObjectNode onListUnread(Request.ListUnread unread) {
    return frames.packet(UNREAD);
  }

  @Override
  public ObjectNode onConversation(Request.Conversation conversation) {
    ObjectNode packet = frames.packet(HISTORY).put(NICK, conversation.nickname());
    conversation.limit().ifPresent(limit -> packet.put(LIMIT, limit));
    conversation.before().ifPresent(before -> packet.put(BEFORE, before));
    return packet;
  }

  private static ObjectNode withOptional(ObjectNode packet, String field, Optional<String> value) {
    value.ifPresent(text -> packet.put(field, text));
    return packet;
  }
}
