package io.parley.dialect;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import io.parley.wire.WireContext;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.flow.LeftOutPolicy;
import io.parley.wire.flow.PacedBatches;
import io.parley.wire.framing.TlsHello;
import io.parley.wire.json.BareJson;
import io.parley.wire.json.PacketTable;
import io.parley.wire.text.LeftOutText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.util.ByteString;

/** The server side of a dialect of bare JSON. A client gets no echo of its own messages. */
public abstract class BareJsonServerCodec extends BareJsonCodec<ServerMessage, ClientMessage>
    implements NoticeFallback<List<ByteString>> {
  private final boolean replaysHistory;
  private final Duration maxDelay;

  public BareJsonServerCodec(
      WireContext wire, BareJson json, Map<String, PacketTable.Reader<ClientMessage>> readers) {
    super(wire, json, readers);
    this.replaysHistory = wire.replayHistory();
    this.maxDelay = wire.settings().maxDelay();
  }

  @Override
  final List<ByteString> segments(ServerMessage message) {
    return message instanceof ServerMessage.Refused refused
            && refused.problem().equals(TlsHello.PROBLEM)
        ? List.of(ByteString.fromString(TlsHello.ALERT))
        : message.accept(this);
  }

  @Override
  public final BidiFlow<
          Batch<ServerMessage>, ByteString, ByteString, DecodeResult<ClientMessage>, NotUsed>
      bidiFlow() {
    LeftOutPolicy policy = LeftOutPolicy.create(maxDelay, this, this::leftOutText);
    return BidiFlow.fromFlows(PacedBatches.create(this).via(pacer(Optional.of(policy))), decoder());
  }

  /** The notice that stands for a number of messages. */
  protected String leftOutText(int count) {
    return LeftOutText.english(count);
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
