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
import static io.parley.dialect.beej.BeejPacketNames.EXTENSIONS;
import static io.parley.dialect.beej.BeejPacketNames.FOR;
import static io.parley.dialect.beej.BeejPacketNames.HELLO;
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
import static io.parley.dialect.beej.BeejPacketNames.ONCE;
import static io.parley.dialect.beej.BeejPacketNames.PASSWORD;
import static io.parley.dialect.beej.BeejPacketNames.PING;
import static io.parley.dialect.beej.BeejPacketNames.PM;
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
import static io.parley.dialect.beej.BeejPacketNames.TO;
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

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Password;
import io.parley.protocol.RejectedException;
import io.parley.protocol.Request;
import io.parley.protocol.RestrictionKind;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.framing.LengthFraming;
import io.parley.wire.json.JsonPacket;
import io.parley.wire.json.PacketTable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.pekko.util.ByteString;

/** Reads the packets of clients: the basic packets and the extension packets. */
final class BeejClientPacketReader {
  private static final Map<String, PacketTable.Reader<ClientMessage>> BASIC =
      Map.of(HELLO, BeejClientPacketReader::hello, CHAT, BeejClientPacketReader::chat);

  private static final Map<String, PacketTable.Reader<ClientMessage>> EXTENSION =
      Map.ofEntries(
          Map.entry(PM, BeejClientPacketReader::pm),
          Map.entry(PING, packet -> new ClientMessage.Ping()),
          Map.entry(LEAVE, BeejClientPacketReader::leave),
          requestEntry(EMOTE, packet -> new Request.Emote(packet.string(MESSAGE), room(packet))),
          requestEntry(
              JOIN, packet -> new Request.Join(packet.string(ROOM), packet.stringIfPresent(KEY))),
          requestEntry(NICK, packet -> new Request.ChangeNickname(packet.string(NEW))),
          requestEntry(
              REGISTER,
              packet ->
                  new Request.Register(packet.stringIfPresent(NICK), password(packet, PASSWORD))),
          requestEntry(
              LOGIN,
              packet ->
                  new Request.LogIn(packet.stringIfPresent(ACCOUNT), password(packet, PASSWORD))),
          requestEntry(LOGOUT, packet -> new Request.LogOut()),
          requestEntry(
              PASSWORD,
              packet -> new Request.ChangePassword(password(packet, OLD), password(packet, NEW))),
          requestEntry(UNREGISTER, packet -> new Request.Unregister(password(packet, PASSWORD))),
          requestEntry(SESSIONS, BeejClientPacketReader::sessions),
          requestEntry(NICKS, BeejClientPacketReader::nicks),
          requestEntry(READ, packet -> new Request.MarkRead(room(packet), packet.number(ID))),
          requestEntry(UNREAD, packet -> new Request.ListUnread()),
          requestEntry(INVITE, packet -> new Request.Invite(packet.string(NICK), room(packet))),
          requestEntry(
              KICK,
              packet ->
                  new Request.Kick(
                      packet.string(NICK), packet.stringIfPresent(REASON), room(packet))),
          requestEntry(BAN, packet -> restrict(RestrictionKind.BAN, packet)),
          requestEntry(UNBAN, packet -> lift(RestrictionKind.BAN, packet)),
          requestEntry(MUTE, packet -> restrict(RestrictionKind.MUTE, packet)),
          requestEntry(UNMUTE, packet -> lift(RestrictionKind.MUTE, packet)),
          requestEntry(BANS, packet -> new Request.ListRestrictions(room(packet))),
          requestEntry(
              ROLE,
              packet ->
                  new Request.SetRole(
                      packet.string(NICK),
                      packet.string(ROLE),
                      room(packet),
                      packet.stringIfPresent(OLD))),
          requestEntry(ROOM, BeejClientPacketReader::roomStatus),
          requestEntry(
              EDIT,
              packet -> new Request.Edit(packet.number(ID), packet.string(MESSAGE), room(packet))),
          requestEntry(DELETE, packet -> new Request.Delete(packet.number(ID), room(packet))),
          requestEntry(
              PURGE,
              packet ->
                  new Request.Purge(
                      packet.string(NICK), packet.stringIfPresent(FOR), room(packet))),
          requestEntry(
              REACT,
              packet ->
                  new Request.React(
                      packet.number(ID), packet.string(EMOJI), !packet.flag(REMOVE), room(packet))),
          requestEntry(
              KILL,
              packet -> new Request.Kill(packet.string(NICK), packet.stringIfPresent(REASON))),
          requestEntry(
              BAN_SERVER,
              packet ->
                  new Request.BanFromServer(
                      packet.string(TARGET),
                      packet.stringIfPresent(FOR),
                      packet.stringIfPresent(REASON))),
          requestEntry(UNBAN_SERVER, packet -> new Request.LiftServerBan(packet.string(TARGET))),
          requestEntry(BANS_SERVER, packet -> new Request.ListServerBans()),
          requestEntry(ANNOUNCE, packet -> new Request.Announce(packet.string(MESSAGE))),
          requestEntry(
              AUDIT, packet -> new Request.ShowAudit(room(packet), packet.intIfPresent(LIMIT))),
          requestEntry(USERS, packet -> new Request.ListMembers(packet.stringIfPresent(ROOM))),
          requestEntry(ROOMS, packet -> new Request.ListRooms()),
          requestEntry(
              TOPIC, packet -> new Request.Topic(packet.stringIfPresent(TOPIC), room(packet))),
          requestEntry(AWAY, packet -> new Request.Away(packet.stringIfPresent(MESSAGE))),
          requestEntry(WHOIS, packet -> new Request.Whois(packet.string(NICK))),
          requestEntry(HISTORY, BeejClientPacketReader::history),
          requestEntry(
              SEARCH,
              packet -> new Request.Search(packet.string(WORDS), packet.intIfPresent(LIMIT))));

  private final LengthFraming framing;
  private final PacketTable<ClientMessage> table;

  BeejClientPacketReader(ObjectMapper json, LengthFraming framing) {
    Map<String, PacketTable.Reader<ClientMessage>> all = new HashMap<>(BASIC);
    all.putAll(EXTENSION);
    this.framing = framing;
    this.table = new PacketTable<>(json, all);
  }

  LengthFraming framing() {
    return framing;
  }

  /**
   * Reads a packet.
   *
   * @param onExtension runs if the packet shows that the client is extended, even if one of its
   *     fields is invalid
   */
  DecodeResult<ClientMessage> read(ByteString payload, Runnable onExtension) {
    return table.read(
        payload,
        (type, packet) -> {
          if (EXTENSION.containsKey(type) || (type.equals(HELLO) && packet.flag(EXTENSIONS))) {
            onExtension.run();
          }
        });
  }

  /** The room that a packet names. An empty name, which no room can have, is none. */
  private static Optional<String> room(JsonPacket packet) throws RejectedException {
    return packet.stringIfPresent(ROOM).filter(name -> !name.isEmpty());
  }

  private static ClientMessage hello(JsonPacket packet) throws RejectedException {
    return new ClientMessage.Hello(
        packet.string(NICK),
        packet.flag(ONCE),
        packet.stringIfPresent(PASSWORD).map(Password::of),
        !packet.flag(EXTENSIONS));
  }

  private static ClientMessage chat(JsonPacket packet) throws RejectedException {
    OptionalLong answered = packet.longIfPresent(REPLY);
    String text = packet.string(MESSAGE);
    return answered.isPresent()
        ? new ClientMessage.RequestMessage(
            new Request.Reply(answered.getAsLong(), text, room(packet)))
        : new ClientMessage.Chat(text, room(packet));
  }

  private static Password password(JsonPacket packet, String field) throws RejectedException {
    return Password.of(packet.string(field));
  }

  private static Request sessions(JsonPacket packet) throws RejectedException {
    OptionalLong end = packet.longIfPresent(END);
    return end.isPresent() ? new Request.EndSession(end.getAsLong()) : new Request.ListSessions();
  }

  private static Request nicks(JsonPacket packet) throws RejectedException {
    Optional<String> add = packet.stringIfPresent(ADD);
    Optional<String> remove = packet.stringIfPresent(REMOVE);
    return add.<Request>map(Request.AddNickname::new)
        .or(() -> remove.map(Request.RemoveNickname::new))
        .orElseGet(Request.ListNicknames::new);
  }

  private static Request restrict(RestrictionKind kind, JsonPacket packet)
      throws RejectedException {
    return new Request.Restrict(
        kind,
        packet.string(TARGET),
        packet.stringIfPresent(FOR),
        packet.stringIfPresent(REASON),
        room(packet));
  }

  private static Request lift(RestrictionKind kind, JsonPacket packet) throws RejectedException {
    return new Request.Lift(kind, packet.string(TARGET), room(packet));
  }

  private static Request roomStatus(JsonPacket packet) throws RejectedException {
    Optional<String> setting = packet.stringIfPresent(SETTING);
    return setting.isPresent()
        ? new Request.ChangeSetting(setting.get(), packet.string(VALUE), room(packet))
        : new Request.ShowRoom(room(packet));
  }

  private static ClientMessage pm(JsonPacket packet) throws RejectedException {
    return new ClientMessage.PrivateMessage(packet.string(TO), packet.string(MESSAGE));
  }

  /**
   * Without a room: quit. With an empty name, which no room can have: part from the current room.
   */
  private static ClientMessage leave(JsonPacket packet) throws RejectedException {
    Optional<String> room = packet.stringIfPresent(ROOM);
    Optional<String> reason = packet.stringIfPresent(REASON);
    return room.isEmpty()
        ? new ClientMessage.Quit(reason)
        : new ClientMessage.RequestMessage(
            new Request.Part(room.filter(name -> !name.isEmpty()), reason));
  }

  private static Request history(JsonPacket packet) throws RejectedException {
    Optional<String> nickname = packet.stringIfPresent(NICK);
    if (nickname.isPresent() && room(packet).isEmpty()) {
      return new Request.Conversation(
          nickname.get(), packet.intIfPresent(LIMIT), packet.longIfPresent(BEFORE));
    }
    return new Request.History(
        packet.stringIfPresent(ROOM), packet.intIfPresent(LIMIT), packet.longIfPresent(BEFORE));
  }

  private static Map.Entry<String, PacketTable.Reader<ClientMessage>> requestEntry(
      String type, PacketTable.Reader<Request> reader) {
    return Map.entry(type, packet -> new ClientMessage.RequestMessage(reader.read(packet)));
  }
}
