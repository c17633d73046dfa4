package io.parley.dialect.beej;

import static io.parley.dialect.beej.BeejPacketNames.AWAY;
import static io.parley.dialect.beej.BeejPacketNames.HISTORY;
import static io.parley.dialect.beej.BeejPacketNames.MEMBERS;
import static io.parley.dialect.beej.BeejPacketNames.MESSAGES;
import static io.parley.dialect.beej.BeejPacketNames.NICK;
import static io.parley.dialect.beej.BeejPacketNames.RECALLED;
import static io.parley.dialect.beej.BeejPacketNames.ROOM;
import static io.parley.dialect.beej.BeejPacketNames.ROOMS;
import static io.parley.dialect.beej.BeejPacketNames.SEARCH;
import static io.parley.dialect.beej.BeejPacketNames.SINCE;
import static io.parley.dialect.beej.BeejPacketNames.TOPIC;
import static io.parley.dialect.beej.BeejPacketNames.WHOIS;
import static io.parley.dialect.beej.BeejPacketNames.WORDS;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.protocol.Answer;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.wire.json.JsonWriter;
import io.parley.wire.json.PosixTime;
import java.util.List;
import org.apache.pekko.util.ByteString;

/** Answers, written for extended clients: the long ones as several packets of one type. */
final class BeejAnswerWriter implements Answer.Handler<ByteString> {
  /** The most bytes of the words of a search: beside them the longest message fits into a frame. */
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
  public ByteString onHistory(Answer.History past) {
    return frames.frameList(past.messages(), part -> history(past.room(), part));
  }

  /** The past that a newcomer is told. */
  ByteString recalled(ServerMessage.Backlog recalled) {
    return frames.frameList(
        recalled.messages(), part -> history(recalled.room(), part).put(RECALLED, true));
  }

  private ObjectNode history(RoomName room, List<ServerMessage.RoomText> part) {
    ObjectNode packet = frames.packet(HISTORY).put(ROOM, room.value());
    BeejHistoryEntries.write(packet.putArray(MESSAGES), part);
    return packet;
  }

  @Override
  public ByteString onSearchResults(Answer.SearchResults found) {
    boolean repeated =
        found.query().codePoints().map(JsonWriter::encodedLength).sum() <= MAX_REPEATED_QUERY_BYTES;
    return frames.frameList(
        found.messages(),
        part -> {
          ObjectNode packet = frames.packet(SEARCH);
          if (repeated) {
            packet.put(WORDS, found.query());
          }
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
}
