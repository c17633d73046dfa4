package io.parley.dialect;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.PlainTextFormatter;
import io.parley.protocol.ServerMessage;
import io.parley.wire.WireContext;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.flow.EchoFilter;
import io.parley.wire.json.BareJson;
import io.parley.wire.json.PacketTable;
import java.util.List;
import java.util.Map;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;

/** What the server writes and reads in a dialect of bare JSON objects. Nobody gets an echo. */
public abstract class BareJsonServerCodec extends BareJsonCodec<ServerMessage, ClientMessage>
    implements ServerMessage.Handler<List<ByteString>> {
  private final WireContext wire;

  public BareJsonServerCodec(
      WireContext wire, BareJson json, Map<String, PacketTable.Reader<ClientMessage>> readers) {
    super(wire, json, readers);
    this.wire = wire;
  }

  @Override
  final List<ByteString> segments(ServerMessage message) {
    return message.accept(this);
  }

  @Override
  public final BidiFlow<
          Batch<ServerMessage>, ByteString, ByteString, DecodeResult<ClientMessage>, NotUsed>
      bidiFlow() {
    Flow<Batch<ServerMessage>, ByteString, NotUsed> encoder =
        EchoFilter.create().mapConcat(batch -> batch.encodedWith(this).segments()).via(pacer());
    return BidiFlow.fromFlows(encoder, decoder());
  }

  @Override
  public List<ByteString> onTopicChanged(ServerMessage.TopicChanged topic) {
    return onNotice(new ServerMessage.Notice(PlainTextFormatter.format(topic)));
  }

  @Override
  public List<ByteString> onAnswered(ServerMessage.Answered answered) {
    return answered.answer().toPlainText().stream()
        .flatMap(words -> onNotice(new ServerMessage.Notice(words)).stream())
        .toList();
  }

  @Override
  public List<ByteString> onBacklog(ServerMessage.Backlog recalled) {
    return wire.messagesToReplay(recalled).stream()
        .flatMap(past -> segments(past).stream())
        .toList();
  }
}
