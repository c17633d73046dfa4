package io.parley.dialect;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import io.parley.wire.WireContext;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.flow.EncodedFrames;
import io.parley.wire.flow.SegmentPacer;
import io.parley.wire.framing.TextFraming;
import io.parley.wire.text.TextSegments;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;

/** The client's side of a dialect of raw text. It sends no newlines: original servers keep them. */
public abstract class TextClientCodec
    implements DialectCodec<ClientMessage, ServerMessage>, ClientMessage.Handler<List<String>> {
  private final WireContext wire;

  public TextClientCodec(WireContext wire) {
    this.wire = wire;
  }

  /** What a text means that came in. */
  protected abstract ServerMessage read(String text);

  @Override
  public final ByteString encode(ClientMessage message) {
    return encodeAll(List.of(message)).bytes();
  }

  @Override
  public final EncodedFrames encodeAll(List<? extends ClientMessage> messages) {
    return TextSegments.encode(messages.stream().flatMap(m -> m.accept(this).stream()));
  }

  /** Segments come with a gap between them, so that half a gap of silence ends a text. */
  @Override
  public final Flow<ByteString, DecodeResult<ServerMessage>, NotUsed> decoder() {
    return Flow.<ByteString>create()
        .via(TextFraming.forClient(wire.settings().segmentGap().dividedBy(2), wire.maxFrameBytes()))
        .map(
            received ->
                DecodeResult.flatMap(
                    received, text -> new DecodeResult.Message<>(this.read(text))));
  }

  /** A server waits for silence: two texts sooner than that are one to it. */
  @Override
  public final BidiFlow<
          Batch<ClientMessage>, ByteString, ByteString, DecodeResult<ServerMessage>, NotUsed>
      bidiFlow() {
    Duration apart = wire.settings().silence().multipliedBy(2);
    return BidiFlow.fromFlows(
        Flow.<Batch<ClientMessage>>create()
            .mapConcat(batch -> batch.encodedWith(this).segments())
            .via(new SegmentPacer(apart, apart, 0, () -> false)),
        decoder());
  }

  /** Something to say, each line by itself, and no piece longer than one read. */
  public static List<String> segments(String before, String text) {
    return TextSegments.split(before, text, "");
  }

  @Override
  public List<String> onRequest(ClientMessage.RequestMessage asked) {
    return List.of(); // no packet
  }
}
