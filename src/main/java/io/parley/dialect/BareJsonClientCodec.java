package io.parley.dialect;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import io.parley.wire.WireContext;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.flow.PacedSegment;
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
 * The client side of a dialect of bare JSON. The original servers of these dialects show the name
 * that stands in each packet as its author, so that the client writes its own nickname there.
 */
public abstract class BareJsonClientCodec extends BareJsonCodec<ClientMessage, ServerMessage> {
  public BareJsonClientCodec(
      WireContext wire, BareJson json, Map<String, PacketTable.Reader<ServerMessage>> readers) {
    super(wire, json, readers);
  }

  /**
   * Writes the packets of a client.
   *
   * @param self its nickname; empty before it has sent one
   */
  protected abstract ClientMessage.Handler<List<ByteString>> writer(Optional<String> self);

  @Override
  final List<ByteString> segments(ClientMessage message) {
    return message.accept(writer(Optional.empty()));
  }

  @Override
  public final BidiFlow<
          Batch<ClientMessage>, ByteString, ByteString, DecodeResult<ServerMessage>, NotUsed>
      bidiFlow() {
    NamedEncoder encoder = new NamedEncoder();
    return BidiFlow.fromFlows(
        Flow.<Batch<ClientMessage>>create()
            .mapConcat(Batch::messages)
            .mapConcat(encoder::encode)
            .map(PacedSegment::required)
            .via(pacer(Optional.empty())),
        decoder());
  }

  /** Knows the nickname of one connection from the last hello that was sent. */
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
