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
import static io.parley.dialect.beej.BeejPacketNames.DONE;
import static io.parley.dialect.beej.BeejPacketNames.HISTORY;
import static io.parley.dialect.beej.BeejPacketNames.ID;
import static io.parley.dialect.beej.BeejPacketNames.KIND;
import static io.parley.dialect.beej.BeejPacketNames.MEMBERS;
import static io.parley.dialect.beej.BeejPacketNames.MESSAGE;
import static io.parley.dialect.beej.BeejPacketNames.MESSAGES;
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
import static io.parley.dialect.beej.BeejPacketNames.SEARCH;
import static io.parley.dialect.beej.BeejPacketNames.SEARCHED;
import static io.parley.dialect.beej.BeejPacketNames.SESSIONS;
import static io.parley.dialect.beej.BeejPacketNames.SETTINGS;
import static io.parley.dialect.beej.BeejPacketNames.SINCE;
import static io.parley.dialect.beej.BeejPacketNames.TARGET;
import static io.parley.dialect.beej.BeejPacketNames.TIME;
import static io.parley.dialect.beej.BeejPacketNames.TOPIC;
import static io.parley.dialect.beej.BeejPacketNames.UNREAD;
import static io.parley.dialect.beej.BeejPacketNames.UNTIL;
import static io.parley.dialect.beej.BeejPacketNames.WHOIS;
import static io.parley.dialect.beej.BeejPacketNames.WORDS;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.protocol.Answer;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.TextSize;
import io.parley.wire.json.PosixTime;
import java.util.List;
import org.apache.pekko.util.ByteString;

/** Writes answers for extended clients; a long one as several packets of one type. */
final class BeejAnswerWriter implements Answer.Handler<ByteString> {
  /**
   * The maximum size of a query that the answer repeats, in bytes, so that the longest message
   * still fits into the frame.
   */
  private static final int MAX_REPEATED_QUERY_BYTES = 2000;

  private final BeejFrameWriter frames;

  BeejAnswerWriter(BeejFrameWriter frames) {
    this.frames = frames;
  }

  @Override
  public ByteString onRoomList(Answer.RoomList rooms) {
    return frames.frameList(
        rooms.rooms(),
        part -> {
          ObjectNode packet = frames.packet(ROOMS);
          ArrayNode names = packet.putArray(ROOMS);
          ArrayNode members = packet.putArray(MEMBERS);
          part.forEach(
              room -> {
                names.add(room.name().value());
                members.add(room.members());
              });
          return packet;
        });
  }

  @Override
  public ByteString onHistory(Answer.History history) {
    return frames.frameList(history.messages(), part -> history(history.room(), part));
  }

  @Override
  public ByteString onConversation(Answer.Conversation past) {
    return frames.frameList(
        past.messages(),
        part -> {
          ObjectNode packet = frames.packet(HISTORY).put(NICK, past.nickname().value());
          BeejHistoryEntries.writePrivate(packet.putArray(MESSAGES), part);
          return packet;
        });
  }

  /** The messages of a backlog, as an answer with a mark. */
  ByteString backlog(ServerMessage.Backlog backlog) {
    return frames.frameList(
        backlog.messages(), part -> history(backlog.room(), part).put(RECALLED, true));
  }

  private ObjectNode history(RoomName room, List<ServerMessage.RoomText> part) {
    ObjectNode packet = frames.packet(HISTORY).put(ROOM, room.value());
    BeejHistoryEntries.write(packet.putArray(MESSAGES), part);
    return packet;
  }

  @Override
  public ByteString onSearchResults(Answer.SearchResults results) {
    int queryBytes = TextSize.jsonBytes(results.query());
    return frames.frameList(
        results.messages(),
        part -> {
          ObjectNode packet = frames.packet(SEARCH);
          if (queryBytes <= MAX_REPEATED_QUERY_BYTES) {
            packet.put(WORDS, results.query());
          }
          results.searched().ifPresent(count -> packet.put(SEARCHED, count));
          BeejHistoryEntries.writeWithRoom(packet.putArray(MESSAGES), part);
          return packet;
        });
  }

  @Override
  public ByteString onWhois(Answer.Whois whois) {
    return frames.frameList(
        whois.rooms(),
        part -> {
          ObjectNode packet = frames.packet(WHOIS).put(NICK, whois.nickname().value());
          ArrayNode rooms = packet.putArray(ROOMS);
          part.forEach(room -> rooms.add(room.value()));
          packet.putRawValue(SINCE, PosixTime.format(whois.since()));
          whois.away().ifPresent(note -> packet.put(AWAY, note.value()));
          return packet;
        });
  }

  @Override
  public ByteString onTopic(Answer.Topic topic) {
    ObjectNode packet = frames.packet(TOPIC).put(ROOM, topic.room().value());
    topic.topic().ifPresent(text -> packet.put(TOPIC, text.value()));
    return frames.frame(packet);
  }

  @Override
  public ByteString onAccountStatus(Answer.AccountStatus status) {
    ObjectNode packet = frames.packet(ACCOUNT);
    status.account().ifPresent(account -> packet.put(ACCOUNT, account.value()));
    return frames.frame(packet.put(MESSAGE, status.text().value()));
  }

  @Override
  public ByteString onSessions(Answer.Sessions sessions) {
    return frames.frameList(
        sessions.sessions(),
        part -> {
          ObjectNode packet = frames.packet(SESSIONS);
          ArrayNode all = packet.putArray(SESSIONS);
          part.forEach(
              session -> {
                ObjectNode entry =
                    all.addObject().put(ID, session.id()).put(ADDRESS, session.address());
                entry.putRawValue(SINCE, PosixTime.format(session.since()));
                entry.put(CURRENT, session.current());
              });
          return packet;
        });
  }

  @Override
  public ByteString onUnread(Answer.Unread unread) {
    return frames.frameList(
        unread.rooms(),
        part -> {
          ObjectNode packet = frames.packet(UNREAD);
          ArrayNode all = packet.putArray(ROOMS);
          part.forEach(
              room -> {
                ObjectNode entry =
                    all.addObject()
                        .put(ROOM, room.room().value())
                        .put(READ, room.read())
                        .put(NEWEST, room.newest())
                        .put(COUNT, room.count());
                if (room.more()) {
                  entry.put(MORE, true);
                }
              });
          return packet;
        });
  }

  @Override
  public ByteString onNicknames(Answer.Nicknames nicknames) {
    ObjectNode packet = frames.packet(NICKS);
    ArrayNode all = packet.putArray(NICKS);
    nicknames.nicknames().forEach(nickname -> all.add(nickname.value()));
    return frames.frame(packet);
  }

  @Override
  public ByteString onRoomStatus(Answer.RoomStatus status) {
    return frames.frameList(
        status.roles(),
        part -> {
          ObjectNode packet = frames.packet(ROOM).put(ROOM, status.room().value());
          status.own().ifPresent(role -> packet.put(ROLE, role));
          ObjectNode settings = packet.putObject(SETTINGS);
          status.settings().forEach(settings::put);
          ArrayNode roles = packet.putArray(ROLES);
          part.forEach(
              holder ->
                  roles.addObject().put(NICK, holder.nickname().value()).put(ROLE, holder.role()));
          return packet;
        });
  }

  @Override
  public ByteString onRestrictions(Answer.Restrictions restrictions) {
    return frames.frameList(
        restrictions.entries(),
        part -> {
          ObjectNode packet = frames.packet(BANS);
          restrictions.room().ifPresent(room -> packet.put(ROOM, room.value()));
          ArrayNode all = packet.putArray(BANS);
          part.forEach(
              each -> {
                ObjectNode entry =
                    all.addObject()
                        .put(KIND, each.kind().label())
                        .put(TARGET, each.target())
                        .put(BY, each.by().value());
                entry.putRawValue(SINCE, PosixTime.format(each.since()));
                each.until().ifPresent(until -> entry.putRawValue(UNTIL, PosixTime.format(until)));
                each.reason().ifPresent(reason -> entry.put(REASON, reason.value()));
              });
          return packet;
        });
  }

  @Override
  public ByteString onAudit(Answer.Audit audit) {
    return frames.frameList(
        audit.entries(),
        part -> {
          ObjectNode packet = frames.packet(AUDIT);
          audit.room().ifPresent(room -> packet.put(ROOM, room.value()));
          ArrayNode all = packet.putArray(AUDIT);
          part.forEach(
              each -> {
                ObjectNode entry = all.addObject();
                entry.putRawValue(TIME, PosixTime.format(each.time()));
                entry.put(BY, each.by().value()).put(ACT, each.act());
                each.room().ifPresent(room -> entry.put(ROOM, room.value()));
                each.target().ifPresent(target -> entry.put(TARGET, target));
                each.detail().ifPresent(detail -> entry.put(DETAIL, detail));
              });
          return packet;
        });
  }

  @Override
  public ByteString onDone(Answer.Done done) {
    ObjectNode packet = frames.packet(DONE);
    done.room().ifPresent(room -> packet.put(ROOM, room.value()));
    return frames.frame(packet.put(MESSAGE, done.text().value()));
  }
}
