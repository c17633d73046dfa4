package io.parley.dialect;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.wire.WireContext;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.flow.EncodedFrames;
import io.parley.wire.flow.LeftOutPolicy;
import io.parley.wire.flow.PacedBatches;
import io.parley.wire.flow.SegmentPacer;
import io.parley.wire.framing.TextFraming;
import io.parley.wire.framing.TlsHello;
import io.parley.wire.text.LeftOutText;
import io.parley.wire.text.TextSegments;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;

/**
 * The server side of a dialect of raw text. A client gets no echo of its own messages.
 *
 * <pre>
 *    Batch ~~> PacedBatches ~~ segments ~~> SegmentPacer ~~> bytes
 *                                            | line mode?
 *    DecodeResult <~~ read <~~~~~~~~~~ TextFraming <~~~~~~~ bytes
 * </pre>
 */
public abstract class TextServerCodec
    implements DialectCodec<ServerMessage, ClientMessage>, NoticeFallback<List<String>> {
  private final WireContext wire;

  public TextServerCodec(WireContext wire) {
    this.wire = wire;
  }

  /** The message in a text, or what is wrong with it. */
  protected abstract DecodeResult<ClientMessage> read(String text);

  @Override
  public final EncodedFrames encodeAll(List<? extends ServerMessage> messages) {
    return TextSegments.encode(messages.stream().map(this::segments));
  }

  private List<String> segments(ServerMessage message) {
    return message instanceof ServerMessage.Refused refused
            && refused.problem().equals(TlsHello.PROBLEM)
        ? List.of(TlsHello.ALERT)
        : message.accept(this);
  }

  @Override
  public final BidiFlow<
          Batch<ServerMessage>, ByteString, ByteString, DecodeResult<ClientMessage>, NotUsed>
      bidiFlow() {
    AtomicBoolean lineMode = new AtomicBoolean();
    return BidiFlow.fromFlows(
        PacedBatches.create(this)
            .via(
                new SegmentPacer(
                    wire.settings().segmentGap(),
                    wire.settings().idleGap(),
                    TextFraming.READ_SIZE,
                    lineMode::get,
                    Optional.of(leftOutPolicy()))),
        decoder(lineMode));
  }

  /** The notice that stands for a number of messages. */
  protected String leftOutText(int count) {
    return LeftOutText.english(count);
  }

  private LeftOutPolicy leftOutPolicy() {
    return LeftOutPolicy.create(wire.settings().maxDelay(), this, this::leftOutText);
  }

  private Flow<ByteString, DecodeResult<ClientMessage>, NotUsed> decoder(AtomicBoolean lineMode) {
    return Flow.<ByteString>create()
        .via(
            TextFraming.forServer(
                wire.settings().silence(), wire.maxTextLength(), lineMode, wire.inputMemory()))
        .map(result -> DecodeResult.flatMap(result, this::read));
  }

  /**
   * The segments of a text: each line, cut where it is longer than one read of the original client.
   *
   * @param before the beginning of each segment, such as the author's name
   * @param after the end of each segment, such as a newline
   */
  public static List<String> segments(String before, Text text, String after) {
    return TextSegments.split(before, text.value(), after);
  }

  /** Raw text has no form for a list of members. */
  @Override
  public List<String> onMemberList(ServerMessage.MemberList list) {
    return List.of();
  }

  /** Raw text has no heartbeat. */
  @Override
  public List<String> onPong(ServerMessage.Pong pong) {
    return List.of();
  }

  @Override
  public final List<String> concat(Stream<List<String>> outputs) {
    return outputs.flatMap(List::stream).toList();
  }

  @Override
  public final boolean replaysHistory() {
    return wire.replayHistory();
  }
}
