package io.parley.dialect;

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

  /** A packet of a type, to be filled. */
  public ObjectNode packet(String type) {
    return json.createObjectNode().put(TYPE, type);
  }

  /** Its bytes, without ASCII escapes. */
  public byte[] bytes(ObjectNode packet) {
    try {
      return json.writeValueAsBytes(packet);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an object of strings could not be written", e);
    }
  }
}
