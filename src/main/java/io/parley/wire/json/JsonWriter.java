package io.parley.wire.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes JSON packets. */
public final class JsonWriter {
  private static final String TYPE = "type";

  private final ObjectMapper json;

  public JsonWriter(ObjectMapper json) {
    this.json = json;
  }

  /** A new packet of a type. */
  public ObjectNode packet(String type) {
    return json.createObjectNode().put(TYPE, type);
  }

  /** The bytes of a packet, in UTF-8. */
  public byte[] bytes(ObjectNode packet) {
    try {
      return json.writeValueAsBytes(packet);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write a JSON object", e);
    }
  }
}
