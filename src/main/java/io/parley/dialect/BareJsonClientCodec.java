package io.parley.dialect;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import io.parley.wire.WireContext;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.json.BareJson;
import io.parley.wire.json.PacketTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;

/**
 * What the client writes and reads in a dialect of bare JSON objects. The servers that its authors
 * wrote pass on the name that stands in each packet, so that it is written there, once it is known.
 */
public abstract class BareJsonClientCodec extends BareJsonCodec<ClientMessage, ServerMessage> {
  public BareJsonClientCodec(
      WireContext wire, BareJson json, Map<String, PacketTable.Reader<ServerMessage>> readers) {
    super(wire, json, readers);
  }

  /** Writes what is said under this name; empty as long as there is none. */
  protected abstract ClientMessage.Handler<List<ByteString>> writer(Optional<String> self);

  @Override
  final List<ByteString> segments(ClientMessage message) {
    return message.accept(writer(Optional.empty()));
  }

  @Override
  public final BidiFlow<
          Batch<ClientMessage>, ByteString, ByteString, DecodeResult<ServerMessage>, NotUsed>
      bidiFlow() {
    NamedEncoder speaker = new NamedEncoder();
    Flow<Batch<ClientMessage>, ByteString, NotUsed> encoder =
        Flow.<Batch<ClientMessage>>create()
            .mapConcat(Batch::messages)
            .mapConcat(speaker::encode)
            .via(pacer());
    return BidiFlow.fromFlows(encoder, decoder());
  }

  /** Who speaks on one connection: whoever said hello last. */
  private final class NamedEncoder {
    private Optional<String> self = Optional.empty();

    List<ByteString> encode(ClientMessage message) {
      if (message instanceof ClientMessage.Hello hello) {
        self = Optional.of(hello.nickname());
      }
      return message.accept(writer(self));
    }
  }
}
