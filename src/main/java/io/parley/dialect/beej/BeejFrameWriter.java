package io.parley.dialect.beej;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.wire.flow.TextSize;
import io.parley.wire.framing.LengthFraming;
import io.parley.wire.json.JsonWriter;
import io.parley.wire.text.TextChunker;
import java.util.List;
import java.util.function.Function;
import org.apache.pekko.util.ByteString;

/** Writes packets in frames. Content that is too long for a frame becomes several packets. */
final class BeejFrameWriter {
  private final JsonWriter json;
  private final LengthFraming framing;

  BeejFrameWriter(ObjectMapper json, LengthFraming framing) {
    this.json = new JsonWriter(json);
    this.framing = framing;
  }

  /** A new packet of a type. */
  ObjectNode packet(String type) {
    return json.packet(type);
  }

  /** The frame of a packet, which must fit into one. */
  ByteString frame(ObjectNode packet) {
    return framing.frame(json.bytes(packet));
  }

  /** Whether a packet fits into a frame. */
  boolean fits(ObjectNode packet) {
    return framing.isValidSize(json.bytes(packet).length);
  }

  /**
   * The packets of a list, in order; at least one, even if the list is empty.
   *
   * @param packet creates the packet for a part of the list; one entry always fits into a frame
   */
  <E> ByteString frameList(List<E> entries, Function<List<E>, ObjectNode> packet) {
    byte[] payload = json.bytes(packet.apply(entries));
    if (framing.isValidSize(payload.length) || entries.size() < 2) {
      return framing.frame(payload); // the common case
    }
    int parts = payload.length / framing.maxPayloadBytes() + 1;
    int step = (entries.size() + parts - 1) / parts;
    ByteString frames = ByteString.emptyByteString();
    for (int i = 0; i < entries.size(); i += step) {
      List<E> part = entries.subList(i, Math.min(i + step, entries.size()));
      frames = frames.concat(frameList(part, packet)); // its entries may be longer than average
    }
    return frames;
  }

  /**
   * The packets of a text, cut between code points.
   *
   * @param packet creates the packet for a piece of the text
   */
  ByteString frameText(String text, Function<String, ObjectNode> packet) {
    byte[] payload = json.bytes(packet.apply(text));
    if (framing.isValidSize(payload.length)) {
      return framing.frame(payload); // the common case
    }
    int maxPiece = framing.maxPayloadBytes() - json.bytes(packet.apply("")).length;
    return TextChunker.split(text, maxPiece, TextSize::jsonBytes).stream()
        .map(piece -> frame(packet.apply(piece)))
        .reduce(ByteString.emptyByteString(), ByteString::concat);
  }
}
