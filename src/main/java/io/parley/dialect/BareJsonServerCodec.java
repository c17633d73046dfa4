package io.parley.dialect;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import io.parley.wire.WireContext;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.flow.EchoFilter;
import io.parley.wire.json.BareJson;
import io.parley.wire.json.PacketTable;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.util.ByteString;

/** The server side of a dialect of bare JSON. A client gets no echo of its own messages. */
public abstract class BareJsonServerCodec extends BareJsonCodec<ServerMessage, ClientMessage>
    implements NoticeFallback<List<ByteString>> {
  private final boolean replaysHistory;

  public BareJsonServerCodec(
      WireContext wire, BareJson json, Map<String, PacketTable.Reader<ClientMessage>> readers) {
    super(wire, json, readers);
    this.replaysHistory = wire.replayHistory();
  }

  @Override
  final List<ByteString> segments(ServerMessage message) {
    return message.accept(this);
  }

  @Override
  public final BidiFlow<
          Batch<ServerMessage>, ByteString, ByteString, DecodeResult<ClientMessage>, NotUsed>
      bidiFlow() {
    return BidiFlow.fromFlows(
        EchoFilter.create().mapConcat(batch -> batch.encodedWith(this).segments()).via(pacer()),
        decoder());
  }

  @Override
  public final List<ByteString> concat(Stream<List<ByteString>> outputs) {
    return outputs.flatMap(List::stream).toList();
  }

  @Override
  public final boolean replaysHistory() {
    return replaysHistory;
  }
}
