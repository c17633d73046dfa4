package io.parley.dialect;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.PlainTextFormatter;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.wire.WireContext;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.flow.EchoFilter;
import io.parley.wire.flow.EncodedFrames;
import io.parley.wire.flow.SegmentPacer;
import io.parley.wire.framing.TextFraming;
import io.parley.wire.text.TextSegments;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;

/**
 * The server's side of a dialect of raw text.
 *
 * <pre>
 *    Batch ~~> no echo ~~> segments ~~> pacing ~~~~~~~> bytes
 *                                         | lines?
 *    messages <~~~~~~~~ decode <~~~~~~ text framing <~~ bytes
 * </pre>
 */
public abstract class TextServerCodec
    implements DialectCodec<ServerMessage, ClientMessage>, ServerMessage.Handler<List<String>> {
  private final WireContext wire;

  public TextServerCodec(WireContext wire) {
    this.wire = wire;
  }

  /** What a text means that came in. */
  protected abstract DecodeResult<ClientMessage> read(String text);

  @Override
  public final ByteString encode(ServerMessage message) {
    return encodeAll(List.of(message)).bytes();
  }

  @Override
  public final EncodedFrames encodeAll(List<? extends ServerMessage> messages) {
    return TextSegments.encode(messages.stream().flatMap(m -> m.accept(this).stream()));
  }

  @Override
  public final Flow<ByteString, DecodeResult<ClientMessage>, NotUsed> decoder() {
    return decoder(new AtomicBoolean());
  }

  @Override
  public final BidiFlow<
          Batch<ServerMessage>, ByteString, ByteString, DecodeResult<ClientMessage>, NotUsed>
      bidiFlow() {
    AtomicBoolean lines = new AtomicBoolean();
    return BidiFlow.fromFlows(
        EchoFilter.create()
            .mapConcat(batch -> batch.encodedWith(this).segments())
            .via(
                new SegmentPacer(
                    wire.settings().segmentGap(),
                    wire.settings().idleGap(),
                    TextFraming.READ_SIZE,
                    lines::get)),
        decoder(lines));
  }

  private Flow<ByteString, DecodeResult<ClientMessage>, NotUsed> decoder(AtomicBoolean lines) {
    return Flow.<ByteString>create()
        .via(TextFraming.forServer(wire.settings().silence(), wire.maxTextLength(), lines))
        .map(received -> DecodeResult.flatMap(received, this::read));
  }

  /**
   * Something that somebody said: each line of it with the name, and no piece longer than one read.
   *
   * @param before what stands before each piece
   * @param after what stands after it
   */
  public static List<String> segments(String before, Text text, String after) {
    return TextSegments.split(before, text.value(), after);
  }

  @Override
  public List<String> onTopicChanged(ServerMessage.TopicChanged topic) {
    return onNotice(new ServerMessage.Notice(PlainTextFormatter.format(topic)));
  }

  @Override
  public List<String> onAnswered(ServerMessage.Answered answered) {
    return answered.answer().toPlainText().stream()
        .flatMap(words -> onNotice(new ServerMessage.Notice(words)).stream())
        .toList();
  }

  @Override
  public List<String> onBacklog(ServerMessage.Backlog recalled) {
    return wire.messagesToReplay(recalled).stream()
        .flatMap(past -> past.accept(this).stream())
        .toList();
  }
}
