package io.parley.dialect;

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
abstract class BareJsonSide<O, I> implements Side<O, I> {
  private final BareJson json;
  private final PacketTable<I> table;

  BareJsonSide(Wire wire, BareJson json, Map<String, PacketTable.Reader<I>> readers) {
    this.json = json;
    this.table = new PacketTable<>(wire.json(), readers, wire.remembered());
  }

  /** The packets of one message; none if this dialect has no way to say it. */
  abstract List<ByteString> segments(O message);

  /** The packets of a batch to bytes, with the gaps that the peer needs. */
  final Flow<ByteString, ByteString, NotUsed> paced() {
    return Flow.<ByteString>create().via(json.pacing());
  }

  @Override
  public final ByteString encode(O message) {
    return Writes.of(segments(message)).whole();
  }

  @Override
  public final Writes encodeAll(List<O> messages) {
    return Writes.of(messages.stream().flatMap(message -> segments(message).stream()).toList());
  }

  @Override
  public final Flow<ByteString, Received<I>, NotUsed> decoder() {
    return json.decoder(table);
  }
}
