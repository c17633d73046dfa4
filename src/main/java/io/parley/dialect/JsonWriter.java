package io.parley.dialect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes JSON packets. */
public final class JsonWriter {
  /** The most bytes that one character takes. */
  static final int WIDEST = 6;

  private static final String TYPE = "type";

  private final ObjectMapper json;

  public JsonWriter(ObjectMapper json) {
    this.json = json;
  }

  /** A packet of a type, to be filled. */
  public ObjectNode packet(String type) {
    return json.createObjectNode().put(TYPE, type);
  }

  /** How many bytes it makes of a code point inside a string. */
  public static int cost(int c) {
    return switch (c) {
      case '"', '\\', '\b', '\f', '\n', '\r', '\t' -> 2;
      default -> c < 0x20 ? WIDEST : c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    };
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
