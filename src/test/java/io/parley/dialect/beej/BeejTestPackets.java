package io.parley.dialect.beej;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.util.ByteString;

/** Packets written and read without the codecs. */
final class BeejTestPackets {
  private BeejTestPackets() {}

  /** The frame of a packet. Single quotes become double quotes. */
  static ByteString frame(String json) {
    byte[] payload = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    byte[] length = {(byte) (payload.length >> 8), (byte) payload.length};
    return ByteString.fromArray(length).concat(ByteString.fromArray(payload));
  }

  /** The packets of frames, in order. */
  static List<JsonNode> read(ObjectMapper json, ByteString frames) throws Exception {
    List<JsonNode> packets = new ArrayList<>();
    ByteString remaining = frames;
    while (remaining.nonEmpty()) {
      int end = 2 + ((remaining.apply(0) & 0xFF) << 8 | (remaining.apply(1) & 0xFF));
      packets.add(json.readTree(remaining.slice(2, end).toArray()));
      remaining = remaining.drop(end);
    }
    return packets;
  }
}
