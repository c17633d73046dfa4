package io.parley.dialect.beej;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.dialect.JsonWriter;
import io.parley.dialect.LengthFraming;
import org.apache.pekko.util.ByteString;

/** Writes packets into frames, and has the names that both sides must agree on. */
final class BeejPackets {
  static final String HELLO = "hello";
  static final String CHAT = "chat";
  static final String JOIN = "join";
  static final String LEAVE = "leave";
  static final String NICK = "nick";
  static final String MESSAGE = "message";

  /** Whom the server's own words come from: no person can have this name. */
  static final String SERVER_NICK = "***";

  /** Whose the emotes are: the text begins with the name. No person can have this name, either. */
  static final String EMOTE_NICK = "*";

  /** Between the sender and the target of a private message, where the nick stands. */
  static final String ARROW = " -> ";

  private final JsonWriter json;
  private final LengthFraming framing;

  BeejPackets(ObjectMapper json, LengthFraming framing) {
    this.json = new JsonWriter(json);
    this.framing = framing;
  }

  ObjectNode packet(String type) {
    return json.packet(type);
  }

  ByteString frame(ObjectNode packet) {
    return framing.frame(json.bytes(packet));
  }
}
