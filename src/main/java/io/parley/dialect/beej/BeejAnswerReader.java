package io.parley.dialect.beej;

import static io.parley.dialect.beej.BeejPacketNames.ACCOUNT;
import static io.parley.dialect.beej.BeejPacketNames.ACT;
import static io.parley.dialect.beej.BeejPacketNames.ADDRESS;
import static io.parley.dialect.beej.BeejPacketNames.AUDIT;
import static io.parley.dialect.beej.BeejPacketNames.AWAY;
import static io.parley.dialect.beej.BeejPacketNames.BANS;
import static io.parley.dialect.beej.BeejPacketNames.BY;
import static io.parley.dialect.beej.BeejPacketNames.COUNT;
import static io.parley.dialect.beej.BeejPacketNames.CURRENT;
import static io.parley.dialect.beej.BeejPacketNames.DETAIL;
import static io.parley.dialect.beej.BeejPacketNames.ID;
import static io.parley.dialect.beej.BeejPacketNames.KIND;
import static io.parley.dialect.beej.BeejPacketNames.MEMBERS;
import static io.parley.dialect.beej.BeejPacketNames.MESSAGE;
import static io.parley.dialect.beej.BeejPacketNames.MORE;
import static io.parley.dialect.beej.BeejPacketNames.NEWEST;
import static io.parley.dialect.beej.BeejPacketNames.NICK;
import static io.parley.dialect.beej.BeejPacketNames.NICKS;
import static io.parley.dialect.beej.BeejPacketNames.READ;
import static io.parley.dialect.beej.BeejPacketNames.REASON;
import static io.parley.dialect.beej.BeejPacketNames.RECALLED;
import static io.parley.dialect.beej.BeejPacketNames.ROLE;
import static io.parley.dialect.beej.BeejPacketNames.ROLES;
import static io.parley.dialect.beej.BeejPacketNames.ROOM;
import static io.parley.dialect.beej.BeejPacketNames.ROOMS;
import static io.parley.dialect.beej.BeejPacketNames.SEARCHED;
import static io.parley.dialect.beej.BeejPacketNames.SESSIONS;
import static io.parley.dialect.beej.BeejPacketNames.SETTINGS;
import static io.parley.dialect.beej.BeejPacketNames.SINCE;
import static io.parley.dialect.beej.BeejPacketNames.TARGET;
import static io.parley.dialect.beej.BeejPacketNames.TIME;
import static io.parley.dialect.beej.BeejPacketNames.TOPIC;
import static io.parley.dialect.beej.BeejPacketNames.TOTAL;
import static io.parley.dialect.beej.BeejPacketNames.UNTIL;
import static io.parley.dialect.beej.BeejPacketNames.USERS;
import static io.parley.dialect.beej.BeejPacketNames.WORDS;

import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.RejectedException;
import io.parley.protocol.RestrictionKind;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import io.parley.wire.json.JsonPacket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads answers for the client; the counterpart of {@link BeejAnswerWriter}. Each packet becomes
 * one answer, so that a long answer becomes several.
 */
final class BeejAnswerReader {
  private BeejAnswerReader() {}

  static ServerMessage users(JsonPacket packet) throws RejectedException {
    List<Nickname> nicknames = packet.strings(USERS).stream().map(Nickname::sanitize).toList();
    int total = packet.optionalCount(TOTAL).orElse(0); // only in a list of some members
    return new ServerMessage.MemberList(nicknames, room(packet), Math.max(total, nicknames.size()));
  }

  /** A room without a count of members, as some servers send it, has 0. */
  static ServerMessage rooms(JsonPacket packet) throws RejectedException {
    List<String> names = packet.strings(ROOMS);
    List<Integer> members = packet.optionalCounts(MEMBERS);
    List<Answer.RoomList.Room> rooms = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      rooms.add(
          new Answer.RoomList.Room(
              RoomName.sanitize(names.get(i)), i < members.size() ? members.get(i) : 0));
    }
    return answered(new Answer.RoomList(rooms));
  }

  static ServerMessage history(JsonPacket packet) throws RejectedException {
    Optional<String> nickname = packet.optionalString(NICK);
    if (nickname.isPresent()) {
      return answered(
          new Answer.Conversation(
              Nickname.sanitize(nickname.get()), BeejHistoryEntries.readPrivate(packet)));
    }
    RoomName room = room(packet);
    List<ServerMessage.RoomText> messages = BeejHistoryEntries.readAll(packet, room);
    return packet.flag(RECALLED)
        ? new ServerMessage.Backlog(room, Optional.empty(), messages)
        : answered(new Answer.History(room, messages));
  }

  static ServerMessage searchResult(JsonPacket packet) throws RejectedException {
    String words = packet.stringIfPresent(WORDS).orElse("");
    return answered(
        new Answer.SearchResults(
            Text.sanitize(words).value(),
            BeejHistoryEntries.readAll(packet, Stamp.UNKNOWN.room()),
            packet.optionalLong(SEARCHED)));
  }

  static ServerMessage whois(JsonPacket packet) throws RejectedException {
    return answered(
        new Answer.Whois(
            Nickname.sanitize(packet.string(NICK)),
            packet.strings(ROOMS).stream().map(RoomName::sanitize).toList(),
            packet.optionalTime(SINCE).orElse(Instant.EPOCH),
            packet.optionalString(AWAY).map(Text::sanitize)));
  }

  static ServerMessage topic(JsonPacket packet) {
    return answered(
        new Answer.Topic(room(packet), packet.optionalString(TOPIC).map(Text::sanitize)));
  }

  static ServerMessage account(JsonPacket packet) throws RejectedException {
    return answered(
        new Answer.AccountStatus(
            packet.optionalString(ACCOUNT).map(Nickname::sanitize),
            Text.sanitize(packet.string(MESSAGE))));
  }

  static ServerMessage sessions(JsonPacket packet) throws RejectedException {
    List<Answer.Sessions.Session> sessions = new ArrayList<>();
    for (JsonPacket entry : packet.packets(SESSIONS)) {
      sessions.add(
          new Answer.Sessions.Session(
              entry.longIfPresent(ID).orElse(0),
              Text.sanitize(entry.optionalString(ADDRESS).orElse("")).toSingleLine(),
              entry.optionalTime(SINCE).orElse(Instant.EPOCH),
              entry.flag(CURRENT)));
    }
    return answered(new Answer.Sessions(sessions));
  }

  static ServerMessage nicknames(JsonPacket packet) throws RejectedException {
    return answered(
        new Answer.Nicknames(packet.strings(NICKS).stream().map(Nickname::sanitize).toList()));
  }

  static ServerMessage unread(JsonPacket packet) throws RejectedException {
    List<Answer.Unread.UnreadRoom> rooms = new ArrayList<>();
    for (JsonPacket entry : packet.packets(ROOMS)) {
      rooms.add(
          new Answer.Unread.UnreadRoom(
              room(entry),
              entry.longIfPresent(READ).orElse(0),
              entry.longIfPresent(NEWEST).orElse(0),
              entry.optionalCount(COUNT).orElse(0),
              entry.flag(MORE)));
    }
    return answered(new Answer.Unread(rooms));
  }

  /** A role or a setting that this client does not know is a word as any other. */
  static ServerMessage roomStatus(JsonPacket packet) throws RejectedException {
    Map<String, String> settings = new TreeMap<>();
    packet
        .optionalStrings(SETTINGS)
        .forEach((name, value) -> settings.put(safe(name), safe(value)));
    List<Answer.RoomStatus.RoleHolder> roles = new ArrayList<>();
    for (JsonPacket entry : packet.packets(ROLES)) {
      roles.add(
          new Answer.RoomStatus.RoleHolder(
              Nickname.sanitize(entry.string(NICK)), safe(entry.string(ROLE))));
    }
    return answered(
        new Answer.RoomStatus(
            room(packet),
            packet.optionalString(ROLE).map(BeejAnswerReader::safe),
            settings,
            roles));
  }

  /** A kind of restriction that this client does not know is left out. */
  static ServerMessage restrictions(JsonPacket packet) throws RejectedException {
    List<Answer.Restrictions.Entry> entries = new ArrayList<>();
    for (JsonPacket entry : packet.packets(BANS)) {
      Optional<RestrictionKind> kind = RestrictionKind.find(entry.string(KIND));
      if (kind.isPresent()) {
        entries.add(
            new Answer.Restrictions.Entry(
                kind.get(),
                safe(entry.string(TARGET)),
                Nickname.sanitize(entry.optionalString(BY).orElse("")),
                entry.optionalTime(SINCE).orElse(Instant.EPOCH),
                entry.optionalTime(UNTIL),
                entry.optionalString(REASON).map(Text::sanitize)));
      }
    }
    return answered(new Answer.Restrictions(optionalRoom(packet), entries));
  }

  static ServerMessage done(JsonPacket packet) throws RejectedException {
    return answered(new Answer.Done(optionalRoom(packet), Text.sanitize(packet.string(MESSAGE))));
  }

  static ServerMessage audit(JsonPacket packet) throws RejectedException {
    List<Answer.Audit.Row> entries = new ArrayList<>();
    for (JsonPacket entry : packet.packets(AUDIT)) {
      entries.add(
          new Answer.Audit.Row(
              entry.optionalTime(TIME).orElse(Instant.EPOCH),
              Nickname.sanitize(entry.optionalString(BY).orElse("")),
              safe(entry.string(ACT)),
              optionalRoom(entry),
              entry.optionalString(TARGET).map(BeejAnswerReader::safe),
              entry.optionalString(DETAIL).map(BeejAnswerReader::safe)));
    }
    return answered(new Answer.Audit(optionalRoom(packet), entries));
  }

  private static String safe(String raw) {
    return Text.sanitize(raw).toSingleLine();
  }

  private static Optional<RoomName> optionalRoom(JsonPacket packet) {
    return packet.optionalString(ROOM).map(RoomName::sanitize);
  }

  private static RoomName room(JsonPacket packet) {
    return optionalRoom(packet).orElse(Stamp.UNKNOWN.room());
  }

  private static ServerMessage answered(Answer answer) {
    return new ServerMessage.Answered(answer);
  }
}
