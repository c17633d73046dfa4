package io.parley.dialect;

import io.parley.wire.WireContext;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.flow.EncodedFrames;
import io.parley.wire.json.BareJson;
import io.parley.wire.json.PacketTable;
import java.util.List;
import java.util.Map;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;

/**
 * One side of a dialect whose packets are bare JSON objects. A message is any number of them, and
 * each goes out in a write of its own.
 *
 * @param <O> what this side says
 * @param <I> what this side hears
 */
abstract class BareJsonCodec<O, I> implements DialectCodec<O, I> {
  private final BareJson json;
  private final PacketTable<I> table;

  BareJsonCodec(WireContext wire, BareJson json, Map<String, PacketTable.Reader<I>> readers) {
    this.json = json;
    this.table = new PacketTable<>(wire.json(), readers, wire.decodeCacheSize());
  }

  /** The packets of one message; none if this dialect has no way to say it. */
  abstract List<ByteString> segments(O message);

  /** The packets of a batch to bytes, with the gaps that the peer needs. */
  final Flow<ByteString, ByteString, NotUsed> pacer() {
    return Flow.<ByteString>create().via(json.pacer());
  }

  @Override
  public final ByteString encode(O message) {
    return EncodedFrames.of(segments(message)).bytes();
  }

  @Override
  public final EncodedFrames encodeAll(List<? extends O> messages) {
    return EncodedFrames.of(
        messages.stream().flatMap(message -> segments(message).stream()).toList());
  }

  @Override
  public final Flow<ByteString, DecodeResult<I>, NotUsed> decoder() {
    return json.decoder(table);
  }
}
