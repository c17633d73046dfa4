package io.parley.dialect.beej;

import static io.parley.dialect.beej.BeejPackets.AWAY;
import static io.parley.dialect.beej.BeejPackets.MEMBERS;
import static io.parley.dialect.beej.BeejPackets.NICK;
import static io.parley.dialect.beej.BeejPackets.RECALLED;
import static io.parley.dialect.beej.BeejPackets.ROOM;
import static io.parley.dialect.beej.BeejPackets.ROOMS;
import static io.parley.dialect.beej.BeejPackets.SINCE;
import static io.parley.dialect.beej.BeejPackets.TOPIC;
import static io.parley.dialect.beej.BeejPackets.USERS;
import static io.parley.dialect.beej.BeejPackets.WORDS;

import io.parley.dialect.JsonPacket;
import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.RejectedException;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Answers, read by the client: the mirror image of {@link AnswerPackets}. An answer that came as
 * several packets is several here.
 */
final class AnswerReaders {
  private AnswerReaders() {}

  static ServerMessage users(JsonPacket packet) throws RejectedException {
    return new ServerMessage.Present(
        packet.strings(USERS).stream().map(Nickname::foreign).toList(), room(packet));
  }

  /** Not every server counts who is in its rooms: then it is nobody. */
  static ServerMessage rooms(JsonPacket packet) throws RejectedException {
    List<String> names = packet.strings(ROOMS);
    List<Integer> members = packet.optionalCounts(MEMBERS);
    List<Answer.Rooms.Room> rooms = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      rooms.add(
          new Answer.Rooms.Room(
              RoomName.foreign(names.get(i)), i < members.size() ? members.get(i) : 0));
    }
    return answered(new Answer.Rooms(rooms));
  }

  static ServerMessage past(JsonPacket packet) throws RejectedException {
    RoomName room = room(packet);
    List<ServerMessage> messages = KeptMessages.readAll(packet, room);
    return packet.flag(RECALLED)
        ? new ServerMessage.Recalled(room, Optional.empty(), messages)
        : answered(new Answer.Past(room, messages));
  }

  static ServerMessage found(JsonPacket packet) throws RejectedException {
    String words = packet.stringIfThere(WORDS).orElse("");
    return answered(
        new Answer.Found(
            Text.clean(words).value(), KeptMessages.readAll(packet, Stamp.UNKNOWN.room())));
  }

  static ServerMessage whois(JsonPacket packet) throws RejectedException {
    return answered(
        new Answer.Whois(
            Nickname.foreign(packet.string(NICK)),
            packet.strings(ROOMS).stream().map(RoomName::foreign).toList(),
            packet.optionalTime(SINCE).orElse(Instant.EPOCH),
            packet.optionalString(AWAY).map(Text::clean)));
  }

  static ServerMessage topic(JsonPacket packet) {
    return answered(new Answer.Topic(room(packet), packet.optionalString(TOPIC).map(Text::clean)));
  }

  private static RoomName room(JsonPacket packet) {
    return packet.optionalString(ROOM).map(RoomName::foreign).orElse(Stamp.UNKNOWN.room());
  }

  private static ServerMessage answered(Answer answer) {
    return new ServerMessage.Answered(answer);
  }
}
