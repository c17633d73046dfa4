package io.parley.dialect.nickname;

import static io.parley.dialect.nickname.NicknamePacketNames.JOIN_ROOM;
import static io.parley.dialect.nickname.NicknamePacketNames.LEAVE_ROOM;
import static io.parley.dialect.nickname.NicknamePacketNames.REASON;
import static io.parley.dialect.nickname.NicknamePacketNames.ROOM;
import static io.parley.dialect.nickname.NicknamePacketNames.ROOMS;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.protocol.Request;
import io.parley.wire.json.JsonWriter;
import java.util.Optional;

/** Writes the requests that the dialect has packets for. */
final class NicknameRequestWriter {
  private final JsonWriter json;

  NicknameRequestWriter(JsonWriter json) {
    this.json = json;
  }

  /** The packet of a request; empty if the dialect has none. */
  Optional<ObjectNode> write(Request request) {
    if (request instanceof Request.Join join && join.key().isEmpty()) { // no field for a key
      return Optional.of(json.packet(JOIN_ROOM).put(ROOM, join.room()));
    }
    if (request instanceof Request.Part part) {
      ObjectNode packet = json.packet(LEAVE_ROOM);
      part.room().ifPresent(room -> packet.put(ROOM, room));
      part.reason().ifPresent(reason -> packet.put(REASON, reason));
      return Optional.of(packet);
    }
    return request instanceof Request.ListRooms
        ? Optional.of(json.packet(ROOMS))
        : Optional.empty();
  }
}
