package io.parley.dialect.beej;

import static io.parley.dialect.beej.BeejPacketNames.EMOTE;
import static io.parley.dialect.beej.BeejPacketNames.MESSAGE;
import static io.parley.dialect.beej.BeejPacketNames.MESSAGES;
import static io.parley.dialect.beej.BeejPacketNames.NICK;
import static io.parley.dialect.beej.BeejPacketNames.ROOM;
import static io.parley.dialect.beej.BeejPacketNames.TOPIC;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.protocol.Nickname;
import io.parley.protocol.RejectedException;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import io.parley.wire.json.JsonPacket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was said once, as the entries of a packet: chats, and with a mark each, {@code true}, emotes
 * and topics.
 */
final class BeejHistoryEntries {
  private BeejHistoryEntries() {}

  /** Adds entries that are in the room of their packet. */
  static void write(ArrayNode entries, List<ServerMessage> messages) {
    messages.forEach(message -> write(entries.addObject(), Entry.of(message)));
  }

  /** Adds entries that each say which room it was. */
  static void writeWithRoom(ArrayNode entries, List<ServerMessage> messages) {
    for (ServerMessage message : messages) {
      Entry kept = Entry.of(message);
      write(entries.addObject().put(ROOM, kept.stamp().room().value()), kept);
    }
  }

  /** All entries of a packet, in its order. */
  static List<ServerMessage> readAll(JsonPacket packet, RoomName around) throws RejectedException {
    List<ServerMessage> messages = new ArrayList<>();
    for (JsonPacket entry : packet.packets(MESSAGES)) {
      messages.add(read(entry, BeejStampFields.read(entry, around)));
    }
    return messages;
  }

  private static ServerMessage read(JsonPacket entry, Stamp stamp) throws RejectedException {
    Nickname nickname = Nickname.sanitize(entry.string(NICK));
    Text text = Text.sanitize(entry.string(MESSAGE));
    if (entry.flag(TOPIC)) {
      return new ServerMessage.TopicChanged(nickname, text, stamp);
    }
    return entry.flag(EMOTE)
        ? new ServerMessage.Emoted(nickname, text, stamp)
        : new ServerMessage.Chatted(nickname, text, stamp);
  }

  private static void write(ObjectNode entry, Entry kept) {
    BeejStampFields.writeId(entry, kept.stamp());
    entry.put(NICK, kept.nickname().value()).put(MESSAGE, kept.text().value());
    BeejStampFields.writeTime(entry, kept.stamp());
    kept.mark().ifPresent(mark -> entry.put(mark, true));
  }

  /**
   * What all that is kept has in common.
   *
   * @param mark what tells it from a chat
   */
  private record Entry(Nickname nickname, Text text, Stamp stamp, Optional<String> mark) {
    static Entry of(ServerMessage message) {
      if (message instanceof ServerMessage.Chatted chatted) {
        return new Entry(chatted.nickname(), chatted.text(), chatted.stamp(), Optional.empty());
      }
      if (message instanceof ServerMessage.Emoted emoted) {
        return new Entry(emoted.nickname(), emoted.text(), emoted.stamp(), Optional.of(EMOTE));
      }
      if (message instanceof ServerMessage.TopicChanged topic) {
        return new Entry(topic.nickname(), topic.topic(), topic.stamp(), Optional.of(TOPIC));
      }
      throw new IllegalArgumentException("this is not kept: " + message.getClass());
    }
  }
}
