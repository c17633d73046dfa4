package io.parley.wire.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.protocol.Problem;
import io.parley.wire.WireContext;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.flow.SegmentPacer;
import io.parley.wire.framing.JsonObjectFraming;
import io.parley.wire.text.TextChunker;
import java.util.List;
import java.util.function.Function;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;

/**
 * Writes and reads JSON objects that stand for themselves, without a frame. Who gets them takes
 * what one read brings for one object, so that none may be longer than its buffer: a longer text
 * goes as several packets.
 */
public final class BareJson {
  private final WireContext wire;
  private final JsonWriter json;
  private final int maxPacketBytes;

  /**
   * Makes it for one dialect.
   *
   * @param buffer the most bytes of one packet that goes out
   */
  public BareJson(WireContext wire, int buffer) {
    this.wire = wire;
    this.json = new JsonWriter(wire.json());
    this.maxPacketBytes = buffer;
  }

  /** A packet of a type, to be filled. */
  public ObjectNode packet(String type) {
    return json.packet(type);
  }

  /** A packet that is always short. */
  public List<ByteString> single(ObjectNode packet) {
    return List.of(bytes(packet));
  }

  /**
   * As many packets as a text takes, each cut between characters.
   *
   * @param packet makes the packet of a piece of the text
   */
  public List<ByteString> split(String text, Function<String, ObjectNode> packet) {
    ByteString whole = bytes(packet.apply(text));
    if (whole.size() <= maxPacketBytes) {
      return List.of(whole); // nearly always
    }
    // No character is cut, however little room there is.
    int room =
        Math.max(
            JsonWriter.MAX_BYTES_PER_CHARACTER, maxPacketBytes - bytes(packet.apply("")).size());
    return TextChunker.split(text, room, JsonWriter::encodedLength).stream()
        .map(piece -> bytes(packet.apply(piece)))
        .toList();
  }

  public <I> Flow<ByteString, DecodeResult<I>, NotUsed> decoder(PacketTable<I> table) {
    return Flow.<ByteString>create()
        .via(new JsonObjectFraming(wire.maxFrameBytes(), wire.settings().partialObjectTimeout()))
        .map(received -> received.accept(new PacketHandler<>(table)));
  }

  /** Segments, each in a read of its own if the network is kind. */
  public SegmentPacer pacer() {
    // Two objects are never one.
    return new SegmentPacer(
        wire.settings().segmentGap(), wire.settings().idleGap(), 0, () -> false);
  }

  private ByteString bytes(ObjectNode packet) {
    return ByteString.fromArrayUnsafe(json.bytes(packet)); // nobody else holds the array
  }

  private record PacketHandler<I>(PacketTable<I> table)
      implements DecodeResult.Handler<ByteString, DecodeResult<I>> {
    @Override
    public DecodeResult<I> onMessage(ByteString payload) {
      return table.read(payload);
    }

    @Override
    public DecodeResult<I> onMalformed(Problem problem) {
      return new DecodeResult.Malformed<>(problem);
    }

    @Override
    public DecodeResult<I> onUnrecoverable(Problem problem) {
      return new DecodeResult.Unrecoverable<>(problem);
    }
  }
}
