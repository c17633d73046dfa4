package io.parley.client.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import io.parley.protocol.Stamp;
import java.time.Instant;
import java.util.List;

/**
 * The fields that events share. They have the names of an exported history. An unknown value has no
 * field.
 */
final class JsonFields {
  private JsonFields() {}

  static ObjectNode of(String event) {
    return JsonNodeFactory.instance.objectNode().put("event", event);
  }

  /** An event with the room, the time and the id of a stamp. */
  static ObjectNode of(String event, Stamp stamp) {
    ObjectNode json = of(event);
    stamp.id().ifPresent(id -> json.put("id", id));
    json.put("room", stamp.room().value());
    return putTime(json, "time", stamp.time());
  }

  static ObjectNode problem(String event, Problem problem) {
    return of(event).put("code", problem.code().name()).put("text", problem.message());
  }

  /** Adds a time unless it is the epoch, which stands for an unknown time. */
  static ObjectNode putTime(ObjectNode json, String field, Instant time) {
    return time.equals(Instant.EPOCH) ? json : json.put(field, time.toString());
  }

  static ObjectNode putNicknames(ObjectNode json, List<Nickname> nicknames) {
    ArrayNode all = json.putArray("nicknames");
    nicknames.forEach(nickname -> all.add(nickname.value()));
    return json;
  }

  static ObjectNode putRooms(ObjectNode json, List<RoomName> rooms) {
    ArrayNode all = json.putArray("rooms");
    rooms.forEach(room -> all.add(room.value()));
    return json;
  }
}
