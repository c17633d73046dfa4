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
 * Where and when, in the fields of a packet. Of what is {@link Stamp#UNKNOWN} there are none, and
 * whatever is not there or not as it should be is read as that.
 */
final class BeejStampFields {
  private BeejStampFields() {}

  /** Adds room, time and, if there is one, id. */
  static ObjectNode write(ObjectNode packet, Stamp stamp) {
    if (!stamp.equals(Stamp.UNKNOWN)) {
      packet.put(ROOM, stamp.room().value());
      writeTime(packet, stamp);
      writeId(packet, stamp);
    }
    return packet;
  }

  /** Adds the time alone. */
  static void writeTime(ObjectNode packet, Stamp stamp) {
    if (!stamp.equals(Stamp.UNKNOWN)) {
      packet.putRawValue(TIME, PosixTime.format(stamp.time()));
    }
  }

  /** Adds the id alone, if there is one. */
  static void writeId(ObjectNode packet, Stamp stamp) {
    stamp.id().ifPresent(id -> packet.put(ID, id));
  }

  static Stamp read(JsonPacket packet) {
    return read(packet, Stamp.UNKNOWN.room());
  }

  /** The same where the packet may leave the room to what is around it. */
  static Stamp read(JsonPacket packet, RoomName around) {
    return new Stamp(
        packet.optionalString(ROOM).map(RoomName::sanitize).orElse(around),
        packet.optionalTime(TIME).orElse(Instant.EPOCH),
        packet.optionalLong(ID));
  }
}
