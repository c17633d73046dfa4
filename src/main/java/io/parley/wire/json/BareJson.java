package io.parley.wire.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.wire.WireContext;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.flow.LeftOutPolicy;
import io.parley.wire.flow.SegmentPacer;
import io.parley.wire.flow.TextSize;
import io.parley.wire.framing.JsonObjectFraming;
import io.parley.wire.text.TextChunker;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;

/**
 * Writes and reads JSON objects without frames. The original programs take all bytes of one read
 * for one object, so that a packet is never larger than their buffer: a longer text becomes several
 * packets.
 */
public final class BareJson {
  private final WireContext wire;
  private final JsonWriter json;
  private final int maxPacketBytes;

  /**
   * The JSON of one dialect.
   *
   * @param maxPacketBytes the maximum size of a packet to send, in bytes
   */
  public BareJson(WireContext wire, int maxPacketBytes) {
    this.wire = wire;
    this.json = new JsonWriter(wire.json());
    this.maxPacketBytes = maxPacketBytes;
  }

  /** A new packet of a type. */
  public ObjectNode packet(String type) {
    return json.packet(type);
  }

  /** One packet, which must be short enough. */
  public List<ByteString> single(ObjectNode packet) {
    return List.of(bytes(packet));
  }

  /**
   * The packets of a text, which is cut between code points if it is too long for one packet.
   *
   * @param packet creates the packet for a piece of the text
   */
  public List<ByteString> split(String text, Function<String, ObjectNode> packet) {
    ByteString whole = bytes(packet.apply(text));
    if (whole.size() <= maxPacketBytes) {
      return List.of(whole); // the common case
    }
    // A piece has at least one code point, even if the rest of the packet fills the buffer.
    int maxPieceBytes =
        Math.max(TextSize.MAX_JSON_BYTES, maxPacketBytes - bytes(packet.apply("")).size());
    return TextChunker.split(text, maxPieceBytes, TextSize::jsonBytes).stream()
        .map(piece -> bytes(packet.apply(piece)))
        .toList();
  }

  /** Decodes the bytes of one connection. */
  public <I> Flow<ByteString, DecodeResult<I>, NotUsed> decoder(PacketTable<I> table) {
    return Flow.<ByteString>create()
        .via(
            new JsonObjectFraming(
                wire.maxFrameBytes(), wire.settings().partialObjectTimeout(), wire.inputMemory()))
        .map(result -> DecodeResult.flatMap(result, table::read));
  }

  /**
   * Sends each packet in a segment of its own.
   *
   * @param policy when messages are left out; empty for never
   */
  public SegmentPacer pacer(Optional<LeftOutPolicy> policy) {
    return new SegmentPacer(
        wire.settings().segmentGap(), wire.settings().idleGap(), 0, () -> false, policy);
  }

  private ByteString bytes(ObjectNode packet) {
    return ByteString.fromArrayUnsafe(json.bytes(packet)); // no other reference exists
  }
}
