package io.parley.dialect.beej;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.dialect.LengthFraming;
import org.apache.pekko.util.ByteString;

/** Writes packets into frames, and has the names that both sides must agree on. */
final class BeejPackets {
  static final String TYPE = "type";
  static final String HELLO = "hello";
  static final String CHAT = "chat";
  static final String JOIN = "join";
  static final String LEAVE = "leave";
  static final String NICK = "nick";
  static final String MESSAGE = "message";

  /** Whom the server's own words come from: no person can have this name. */
  static final String SERVER_NICK = "***";

  private final ObjectMapper json;
  private final LengthFraming framing;

  BeejPackets(ObjectMapper json, LengthFraming framing) {
    this.json = json;
    this.framing = framing;
  }

  ObjectNode packet(String type) {
    return json.createObjectNode().put(TYPE, type);
  }

  ByteString frame(ObjectNode packet) {
    try {
      return framing.frame(json.writeValueAsBytes(packet));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an object of strings could not be written", e);
    }
  }
}
