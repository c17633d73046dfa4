package io.parley.dialect;

import io.parley.wire.WireContext;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.flow.EncodedFrames;
import io.parley.wire.flow.LeftOutPolicy;
import io.parley.wire.flow.SegmentPacer;
import io.parley.wire.json.BareJson;
import io.parley.wire.json.PacketTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;

/**
 * One side of a dialect whose packets are JSON objects without frames. A message is any number of
 * packets, and each packet goes out in a write of its own.
 *
 * @param <O> the messages that this side sends
 * @param <I> the messages that this side receives
 */
abstract class BareJsonCodec<O, I> implements DialectCodec<O, I> {
  private final BareJson json;
  private final PacketTable<I> table;

  BareJsonCodec(WireContext wire, BareJson json, Map<String, PacketTable.Reader<I>> readers) {
    this.json = json;
    this.table = new PacketTable<>(wire.json(), readers, wire.decodeCacheSize());
  }

  /** The packets of one message; none if the dialect has no packet for it. */
  abstract List<ByteString> segments(O message);

  /**
   * Sends packets with the gaps that the peer needs.
   *
   * @param policy when messages are left out; empty for never
   */
  final SegmentPacer pacer(Optional<LeftOutPolicy> policy) {
    return json.pacer(policy);
  }

  final Flow<ByteString, DecodeResult<I>, NotUsed> decoder() {
    return json.decoder(table);
  }

  @Override
  public final EncodedFrames encodeAll(List<? extends O> messages) {
    return EncodedFrames.ofSegments(
        messages.stream().<List<ByteString>>map(this::segments).toList());
  }
}
