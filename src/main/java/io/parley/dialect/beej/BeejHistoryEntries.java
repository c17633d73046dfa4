package io.parley.dialect.beej;

import static io.parley.dialect.beej.BeejPacketNames.EMOTE;
import static io.parley.dialect.beej.BeejPacketNames.ID;
import static io.parley.dialect.beej.BeejPacketNames.MESSAGE;
import static io.parley.dialect.beej.BeejPacketNames.MESSAGES;
import static io.parley.dialect.beej.BeejPacketNames.NICK;
import static io.parley.dialect.beej.BeejPacketNames.ROOM;
import static io.parley.dialect.beej.BeejPacketNames.TIME;
import static io.parley.dialect.beej.BeejPacketNames.TO;
import static io.parley.dialect.beej.BeejPacketNames.TOPIC;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.protocol.Annotations;
import io.parley.protocol.Nickname;
import io.parley.protocol.RejectedException;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.ServerMessage.PrivateMessage.Delivery;
import io.parley.protocol.ServerMessage.PrivateMessage.Kept;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import io.parley.wire.json.JsonPacket;
import io.parley.wire.json.PosixTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Stored messages as the entries of a packet. An emote has {@code "emote": true}, a topic {@code
 * "topic": true}.
 */
final class BeejHistoryEntries {
  private BeejHistoryEntries() {}

  /** Adds entries whose room is in a field of the packet. */
  static void write(ArrayNode entries, List<ServerMessage.RoomText> messages) {
    messages.forEach(message -> write(entries.addObject(), message));
  }

  /** Adds entries with a room each. */
  static void writeWithRoom(ArrayNode entries, List<ServerMessage.RoomText> messages) {
    messages.forEach(
        message -> write(entries.addObject().put(ROOM, message.stamp().room().value()), message));
  }

  /** Adds private messages. */
  static void writePrivate(ArrayNode entries, List<ServerMessage.PrivateMessage> messages) {
    for (ServerMessage.PrivateMessage message : messages) {
      ObjectNode entry = entries.addObject();
      message.kept().ifPresent(kept -> entry.put(ID, kept.id()));
      entry
          .put(NICK, message.from().value())
          .put(TO, message.to().value())
          .put(MESSAGE, message.text().value());
      message.kept().ifPresent(kept -> entry.putRawValue(TIME, PosixTime.format(kept.time())));
    }
  }

  /** The private messages of a packet, in order. */
  static List<ServerMessage.PrivateMessage> readPrivate(JsonPacket packet)
      throws RejectedException {
    List<ServerMessage.PrivateMessage> messages = new ArrayList<>();
    for (JsonPacket entry : packet.packets(MESSAGES)) {
      messages.add(
          new ServerMessage.PrivateMessage(
              Nickname.sanitize(entry.string(NICK)),
              Nickname.sanitize(entry.string(TO)),
              Text.sanitize(entry.string(MESSAGE)),
              false,
              readKept(entry, Delivery.PAST)));
    }
    return messages;
  }

  /** The id and the time of a private message; empty if the server does not keep it. */
  static Optional<Kept> readKept(JsonPacket packet, Delivery delivery) {
    OptionalLong id = packet.optionalLong(ID);
    return id.isPresent()
        ? Optional.of(
            new Kept(id.getAsLong(), packet.optionalTime(TIME).orElse(Instant.EPOCH), delivery))
        : Optional.empty();
  }

  /**
   * The entries of a packet, in order.
   *
   * @param defaultRoom the room of entries that do not name one
   */
  static List<ServerMessage.RoomText> readAll(JsonPacket packet, RoomName defaultRoom)
      throws RejectedException {
    List<ServerMessage.RoomText> messages = new ArrayList<>();
    for (JsonPacket entry : packet.packets(MESSAGES)) {
      messages.add(read(entry, BeejStampFields.read(entry, defaultRoom)));
    }
    return messages;
  }

  private static ServerMessage.RoomText read(JsonPacket entry, Stamp stamp)
      throws RejectedException {
    Nickname nickname = Nickname.sanitize(entry.string(NICK));
    Text text = Text.sanitize(entry.string(MESSAGE));
    if (entry.flag(TOPIC)) {
      return new ServerMessage.TopicChanged(nickname, text, stamp);
    }
    Annotations annotations = BeejAnnotations.read(entry);
    if (annotations.deletedBy().isPresent()) {
      text = Text.sanitize(""); // the packet has a note for clients that do not know the field
    }
    return entry.flag(EMOTE)
        ? new ServerMessage.Emoted(nickname, text, stamp, annotations)
        : new ServerMessage.Chatted(nickname, text, stamp, annotations);
  }

  private static void write(ObjectNode entry, ServerMessage.RoomText message) {
    BeejStampFields.writeId(entry, message.stamp());
    Annotations annotations = message.annotations();
    Text text = annotations.deletedBy().isPresent() ? annotations.deletionNote() : message.text();
    entry.put(NICK, message.nickname().value()).put(MESSAGE, text.value());
    BeejAnnotations.write(entry, annotations);
    BeejStampFields.writeTime(entry, message.stamp());
    if (message instanceof ServerMessage.Emoted) {
      entry.put(EMOTE, true);
    } else if (message instanceof ServerMessage.TopicChanged) {
      entry.put(TOPIC, true);
    }
  }
}
