package io.parley.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.wire.WireContext;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.pekko.util.ByteString;

/**
 * One direction of a dialect with length-prefixed JSON.
 *
 * @param lengthBytes the size of the length, in bytes
 * @param validMessage a valid message
 */
record FramedJsonDirection<M>(
    ObjectMapper json, int lengthBytes, DialectDirection<M> direction, M validMessage) {

  /** The dialects with length-prefixed JSON and the size of their length, in bytes. */
  static final Map<String, Integer> LENGTH_BYTES =
      Map.of("beej", 2, DialectVariants.EXTENDED, 2, "nickname", 4);

  static Stream<FramedJsonDirection<?>> all(WireContext wire) {
    return DialectVariants.all(wire).stream()
        .filter(dialect -> LENGTH_BYTES.containsKey(dialect.name()))
        .flatMap(dialect -> both(wire.json(), dialect));
  }

  private static Stream<FramedJsonDirection<?>> both(ObjectMapper json, Dialect dialect) {
    int lengthBytes = LENGTH_BYTES.get(dialect.name());
    return Stream.of(
        new FramedJsonDirection<ClientMessage>(
            json,
            lengthBytes,
            DialectDirection.toServer(dialect),
            new ClientMessage.Chat("still here")),
        new FramedJsonDirection<ServerMessage>(
            json,
            lengthBytes,
            DialectDirection.toClient(dialect),
            new ServerMessage.Chatted(new Nickname("pat"), Text.sanitize("still here"))));
  }

  ByteString validFrame() {
    return direction.writer().encode(validMessage);
  }

  /** The JSON of the valid message. */
  String validJson() {
    return validFrame().drop(lengthBytes).utf8String();
  }

  /** The valid packet, to be damaged. */
  ObjectNode packet() {
    try {
      return (ObjectNode) json.readTree(validJson());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** The required fields of the packet: all strings. */
  Set<String> fields() {
    Set<String> names = new TreeSet<>();
    for (Map.Entry<String, JsonNode> field : packet().properties()) {
      if (field.getValue().isTextual()) {
        names.add(field.getKey());
      }
    }
    return names;
  }

  ByteString frame(String payload) {
    return frame(payload.getBytes(StandardCharsets.UTF_8));
  }

  ByteString frame(JsonNode payload) {
    return frame(payload.toString());
  }

  ByteString frame(byte[] payload) {
    return length(payload.length).concat(ByteString.fromArray(payload));
  }

  /** The bytes of a length. */
  ByteString length(long length) {
    byte[] bytes = new byte[lengthBytes];
    for (int i = 0; i < lengthBytes; i++) {
      bytes[i] = (byte) (length >> (8 * (lengthBytes - 1 - i)));
    }
    return ByteString.fromArray(bytes);
  }

  @Override
  public String toString() {
    return direction.toString();
  }
}
