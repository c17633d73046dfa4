package io.parley.wire.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes JSON packets. */
public final class JsonWriter {
  /** The maximum size of an encoded code point, in bytes. */
  static final int MAX_BYTES_PER_CHARACTER = 6;

  private static final String TYPE = "type";

  private final ObjectMapper json;

  public JsonWriter(ObjectMapper json) {
    this.json = json;
  }

  /** A new packet of a type. */
  public ObjectNode packet(String type) {
    return json.createObjectNode().put(TYPE, type);
  }

  /** The size of a code point inside a string, in bytes. */
  public static int encodedLength(int c) {
    return switch (c) {
      case '"', '\\', '\b', '\f', '\n', '\r', '\t' -> 2;
      default ->
          c < 0x20 ? MAX_BYTES_PER_CHARACTER : c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    };
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
