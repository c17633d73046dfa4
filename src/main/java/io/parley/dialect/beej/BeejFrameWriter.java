package io.parley.dialect.beej;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.wire.framing.LengthFraming;
import io.parley.wire.json.JsonWriter;
import io.parley.wire.text.TextChunker;
import java.util.List;
import java.util.function.Function;
import org.apache.pekko.util.ByteString;

/** Writes packets into frames; what is longer than one frame into several packets. */
final class BeejFrameWriter {
  private final JsonWriter json;
  private final LengthFraming framing;

  BeejFrameWriter(ObjectMapper json, LengthFraming framing) {
    this.json = new JsonWriter(json);
    this.framing = framing;
  }

  /** A packet of a type, to be filled. */
  ObjectNode packet(String type) {
    return json.packet(type);
  }

  /** A packet that is never too long for a frame. */
  ByteString frame(ObjectNode packet) {
    return framing.frame(json.bytes(packet));
  }

  /** Whether a packet fits into one frame. */
  boolean fits(ObjectNode packet) {
    return framing.isValidSize(json.bytes(packet).length);
  }

  /**
   * As many packets as a list takes, in its order, each cut between entries; one if it is empty.
   *
   * @param packet makes the packet of a part of the list; one entry always fits into a frame
   */
  <E> ByteString frameList(List<E> entries, Function<List<E>, ObjectNode> packet) {
    byte[] payload = json.bytes(packet.apply(entries));
    if (framing.isValidSize(payload.length) || entries.size() < 2) {
      return framing.frame(payload); // nearly always
    }
    int parts = payload.length / framing.maxPayloadBytes() + 1;
    int step = (entries.size() + parts - 1) / parts;
    ByteString frames = ByteString.emptyByteString();
    for (int i = 0; i < entries.size(); i += step) {
      List<E> part = entries.subList(i, Math.min(i + step, entries.size()));
      frames = frames.concat(frameList(part, packet)); // its entries may be longer than most
    }
    return frames;
  }

  /**
   * As many packets as a text takes, each cut between characters.
   *
   * @param packet makes the packet of a piece of the text
   */
  ByteString frameText(String text, Function<String, ObjectNode> packet) {
    byte[] payload = json.bytes(packet.apply(text));
    if (framing.isValidSize(payload.length)) {
      return framing.frame(payload); // nearly always
    }
    int room = framing.maxPayloadBytes() - json.bytes(packet.apply("")).length;
    return TextChunker.split(text, room, JsonWriter::encodedLength).stream()
        .map(piece -> frame(packet.apply(piece)))
        .reduce(ByteString.emptyByteString(), ByteString::concat);
  }
}
