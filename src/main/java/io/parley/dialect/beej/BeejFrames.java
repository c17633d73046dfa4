package io.parley.dialect.beej;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.dialect.JsonWriter;
import io.parley.dialect.LengthFraming;
import io.parley.dialect.Pieces;
import java.util.List;
import java.util.function.Function;
import org.apache.pekko.util.ByteString;

/** Writes packets into frames; what is longer than one frame into several packets. */
final class BeejFrames {
  private final JsonWriter json;
  private final LengthFraming framing;

  BeejFrames(ObjectMapper json, LengthFraming framing) {
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
    return framing.fits(json.bytes(packet).length);
  }

  /**
   * As many packets as a list takes, in its order, each cut between entries; one if it is empty.
   *
   * @param packet makes the packet of a part of the list; one entry always fits into a frame
   */
  <E> ByteString list(List<E> entries, Function<List<E>, ObjectNode> packet) {
    byte[] payload = json.bytes(packet.apply(entries));
    if (framing.fits(payload.length) || entries.size() < 2) {
      return framing.frame(payload); // nearly always
    }
    int parts = payload.length / framing.maxPayload() + 1;
    int step = (entries.size() + parts - 1) / parts;
    ByteString frames = ByteString.emptyByteString();
    for (int i = 0; i < entries.size(); i += step) {
      List<E> part = entries.subList(i, Math.min(i + step, entries.size()));
      frames = frames.concat(list(part, packet)); // its entries may be longer than most
    }
    return frames;
  }

  /**
   * As many packets as a text takes, each cut between characters.
   *
   * @param packet makes the packet of a piece of the text
   */
  ByteString text(String text, Function<String, ObjectNode> packet) {
    byte[] payload = json.bytes(packet.apply(text));
    if (framing.fits(payload.length)) {
      return framing.frame(payload); // nearly always
    }
    int room = framing.maxPayload() - json.bytes(packet.apply("")).length;
    return Pieces.split(text, room, JsonWriter::cost).stream()
        .map(piece -> frame(packet.apply(piece)))
        .reduce(ByteString.emptyByteString(), ByteString::concat);
  }
}
