package io.parley.dialect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.protocol.Problem;
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
  private final Wire wire;
  private final JsonWriter json;
  private final int buffer;

  /**
   * Makes it for one dialect.
   *
   * @param buffer the most bytes of one packet that goes out
   */
  public BareJson(Wire wire, int buffer) {
    this.wire = wire;
    this.json = new JsonWriter(wire.json());
    this.buffer = buffer;
  }

  /** A packet of a type, to be filled. */
  public ObjectNode packet(String type) {
    return json.packet(type);
  }

  /** A packet that is always short. */
  public List<ByteString> whole(ObjectNode packet) {
    return List.of(bytes(packet));
  }

  /**
   * As many packets as a text takes, each cut between characters.
   *
   * @param packet makes the packet of a piece of the text
   */
  public List<ByteString> pieces(String text, Function<String, ObjectNode> packet) {
    ByteString whole = bytes(packet.apply(text));
    if (whole.size() <= buffer) {
      return List.of(whole); // nearly always
    }
    // No character is cut, however little room there is.
    int room = Math.max(JsonWriter.WIDEST, buffer - bytes(packet.apply("")).size());
    return Pieces.split(text, room, JsonWriter::cost).stream()
        .map(piece -> bytes(packet.apply(piece)))
        .toList();
  }

  <I> Flow<ByteString, Received<I>, NotUsed> decoder(PacketTable<I> table) {
    return Flow.<ByteString>create()
        .via(new JsonObjects(wire.maxFrame(), wire.timing().unfinished()))
        .map(received -> received.accept(new Reading<>(table)));
  }

  /** Segments, each in a read of its own if the network is kind. */
  Pacing pacing() {
    // Two objects are never one.
    return new Pacing(wire.timing().gap(), wire.timing().calmGap(), 0, () -> false);
  }

  private ByteString bytes(ObjectNode packet) {
    return ByteString.fromArrayUnsafe(json.bytes(packet)); // nobody else holds the array
  }

  private record Reading<I>(PacketTable<I> table)
      implements Received.Handler<ByteString, Received<I>> {
    @Override
    public Received<I> onMessage(ByteString payload) {
      return table.read(payload);
    }

    @Override
    public Received<I> onMalformed(Problem problem) {
      return new Received.Malformed<>(problem);
    }

    @Override
    public Received<I> onBroken(Problem problem) {
      return new Received.Broken<>(problem);
    }
  }
}
