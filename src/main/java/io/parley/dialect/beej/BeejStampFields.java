package io.parley.dialect.beej;

import static io.parley.dialect.beej.BeejPacketNames.ID;
import static io.parley.dialect.beej.BeejPacketNames.ROOM;
import static io.parley.dialect.beej.BeejPacketNames.TIME;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.protocol.RoomName;
import io.parley.protocol.Stamp;
import io.parley.wire.json.JsonPacket;
import io.parley.wire.json.PosixTime;
import java.time.Instant;

/**
 * The fields of a packet for a {@link Stamp}: room, time and id. {@link Stamp#UNKNOWN} has no
 * fields, and a missing or invalid field is read as unknown.
 */
final class BeejStampFields {
  private BeejStampFields() {}

  /** Adds the room, the time and, if there is one, the id. */
  static ObjectNode write(ObjectNode packet, Stamp stamp) {
    if (!stamp.equals(Stamp.UNKNOWN)) {
      writeRoom(packet, stamp);
      writeTime(packet, stamp);
      writeId(packet, stamp);
    }
    return packet;
  }

  /** Adds the room. */
  static ObjectNode writeRoom(ObjectNode packet, Stamp stamp) {
    return stamp.equals(Stamp.UNKNOWN) ? packet : packet.put(ROOM, stamp.room().value());
  }

  /** Adds the time. */
  static void writeTime(ObjectNode packet, Stamp stamp) {
    if (!stamp.equals(Stamp.UNKNOWN)) {
      packet.putRawValue(TIME, PosixTime.format(stamp.time()));
    }
  }

  /** Adds the id, if there is one. */
  static void writeId(ObjectNode packet, Stamp stamp) {
    stamp.id().ifPresent(id -> packet.put(ID, id));
  }

  static Stamp read(JsonPacket packet) {
    return read(packet, Stamp.UNKNOWN.room());
  }

  /**
   * Reads a stamp.
   *
   * @param defaultRoom the room of a packet that does not name one
   */
  static Stamp read(JsonPacket packet, RoomName defaultRoom) {
    return new Stamp(
        packet.optionalString(ROOM).map(RoomName::sanitize).orElse(defaultRoom),
        packet.optionalTime(TIME).orElse(Instant.EPOCH),
        packet.optionalLong(ID));
  }
}
