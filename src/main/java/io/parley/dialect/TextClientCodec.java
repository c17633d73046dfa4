package io.parley.dialect;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import io.parley.wire.WireContext;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.flow.EncodedFrames;
import io.parley.wire.flow.PacedSegment;
import io.parley.wire.flow.SegmentPacer;
import io.parley.wire.framing.TextFraming;
import io.parley.wire.text.TextSegments;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;

/**
 * The client side of a dialect of raw text. The original servers pass a newline on as part of the
 * text, so that their dialects end no segment with one.
 */
public abstract class TextClientCodec
    implements DialectCodec<ClientMessage, ServerMessage>, ClientMessage.Handler<List<String>> {
  private final WireContext wire;

  public TextClientCodec(WireContext wire) {
    this.wire = wire;
  }

  /** The message in a text. */
  protected abstract ServerMessage read(String text);

  @Override
  public final EncodedFrames encodeAll(List<? extends ClientMessage> messages) {
    return TextSegments.encode(messages.stream().map(message -> message.accept(this)));
  }

  @Override
  public final BidiFlow<
          Batch<ClientMessage>, ByteString, ByteString, DecodeResult<ServerMessage>, NotUsed>
      bidiFlow() {
    // The server takes two texts with less than its silence between them for one.
    Duration gap = wire.settings().silence().multipliedBy(2);
    return BidiFlow.fromFlows(
        Flow.<Batch<ClientMessage>>create()
            .mapConcat(batch -> batch.encodedWith(this).segments())
            .map(PacedSegment::required)
            .via(new SegmentPacer(gap, gap, 0, () -> false, Optional.empty())),
        decoder());
  }

  private Flow<ByteString, DecodeResult<ServerMessage>, NotUsed> decoder() {
    // The server sends with a gap between two texts, so that half a gap of silence ends one.
    return Flow.<ByteString>create()
        .via(TextFraming.forClient(wire.settings().segmentGap().dividedBy(2), wire.maxFrameBytes()))
        .map(
            result -> DecodeResult.flatMap(result, text -> new DecodeResult.Message<>(read(text))));
  }

  /**
   * The segments of a text: each line, cut where it is longer than one read of the original server.
   *
   * @param before the beginning of each segment, such as a command
   * @param after the end of each segment, such as a newline
   */
  public static List<String> segments(String before, String text, String after) {
    return TextSegments.split(before, text, after);
  }

  /** Raw text has no heartbeat. */
  @Override
  public List<String> onPing(ClientMessage.Ping ping) {
    return List.of();
  }

  /** Raw text has no form for requests. */
  @Override
  public List<String> onRequest(ClientMessage.RequestMessage request) {
    return List.of();
  }
}
