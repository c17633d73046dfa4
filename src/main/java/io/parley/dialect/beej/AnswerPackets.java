package io.parley.dialect.beej;

import static io.parley.dialect.beej.BeejPackets.AWAY;
import static io.parley.dialect.beej.BeejPackets.HISTORY;
import static io.parley.dialect.beej.BeejPackets.MEMBERS;
import static io.parley.dialect.beej.BeejPackets.MESSAGES;
import static io.parley.dialect.beej.BeejPackets.NICK;
import static io.parley.dialect.beej.BeejPackets.RECALLED;
import static io.parley.dialect.beej.BeejPackets.ROOM;
import static io.parley.dialect.beej.BeejPackets.ROOMS;
import static io.parley.dialect.beej.BeejPackets.SEARCH;
import static io.parley.dialect.beej.BeejPackets.SINCE;
import static io.parley.dialect.beej.BeejPackets.TOPIC;
import static io.parley.dialect.beej.BeejPackets.WHOIS;
import static io.parley.dialect.beej.BeejPackets.WORDS;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.dialect.JsonWriter;
import io.parley.dialect.PosixTime;
import io.parley.protocol.Answer;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import java.util.List;
import org.apache.pekko.util.ByteString;

/** Answers, written for extended clients: the long ones as several packets of one type. */
final class AnswerPackets implements Answer.Handler<ByteString> {
  /** The most bytes of the words of a search: beside them the longest message fits into a frame. */
  private static final int LONGEST_WORDS = 2000;

  private final BeejFrames frames;

  AnswerPackets(BeejFrames frames) {
    this.frames = frames;
  }

  @Override
  public ByteString onRooms(Answer.Rooms rooms) {
    return frames.list(
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
  public ByteString onPast(Answer.Past past) {
    return frames.list(past.messages(), part -> history(past.room(), part));
  }

  /** The past that a newcomer is told. */
  ByteString recalled(ServerMessage.Recalled recalled) {
    return frames.list(
        recalled.messages(), part -> history(recalled.room(), part).put(RECALLED, true));
  }

  private ObjectNode history(RoomName room, List<ServerMessage> part) {
    ObjectNode packet = frames.packet(HISTORY).put(ROOM, room.value());
    KeptMessages.write(packet.putArray(MESSAGES), part);
    return packet;
  }

  @Override
  public ByteString onFound(Answer.Found found) {
    boolean repeated = found.words().codePoints().map(JsonWriter::cost).sum() <= LONGEST_WORDS;
    return frames.list(
        found.messages(),
        part -> {
          ObjectNode packet = frames.packet(SEARCH);
          if (repeated) {
            packet.put(WORDS, found.words());
          }
          KeptMessages.writeWithRooms(packet.putArray(MESSAGES), part);
          return packet;
        });
  }

  @Override
  public ByteString onWhois(Answer.Whois whois) {
    return frames.list(
        whois.rooms(),
        part -> {
          ObjectNode packet = frames.packet(WHOIS).put(NICK, whois.nickname().value());
          ArrayNode rooms = packet.putArray(ROOMS);
          part.forEach(room -> rooms.add(room.value()));
          packet.putRawValue(SINCE, PosixTime.of(whois.since()));
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
