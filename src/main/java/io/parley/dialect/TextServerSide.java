package io.parley.dialect;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.Said;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
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
public abstract class TextServerSide
    implements Side<ServerMessage, ClientMessage>, ServerMessage.Handler<List<String>> {
  private final Wire wire;

  protected TextServerSide(Wire wire) {
    this.wire = wire;
  }

  /** What a text means that came in. */
  protected abstract Received<ClientMessage> read(String text);

  @Override
  public final ByteString encode(ServerMessage message) {
    return encodeAll(List.of(message)).whole();
  }

  @Override
  public final Writes encodeAll(List<ServerMessage> messages) {
    return TextSegments.writes(messages.stream().flatMap(m -> m.accept(this).stream()));
  }

  @Override
  public final Flow<ByteString, Received<ClientMessage>, NotUsed> decoder() {
    return decoder(new AtomicBoolean());
  }

  @Override
  public final BidiFlow<
          Batch<ServerMessage>, ByteString, ByteString, Received<ClientMessage>, NotUsed>
      bidiFlow() {
    AtomicBoolean lines = new AtomicBoolean();
    return BidiFlow.fromFlows(
        NoEcho.flow()
            .mapConcat(batch -> batch.encodedBy(this).segments())
            .via(
                new Pacing(
                    wire.timing().gap(),
                    wire.timing().calmGap(),
                    TextFraming.ONE_READ,
                    lines::get)),
        decoder(lines));
  }

  private Flow<ByteString, Received<ClientMessage>, NotUsed> decoder(AtomicBoolean lines) {
    return Flow.<ByteString>create()
        .via(TextFraming.ofPeople(wire.timing().silence(), wire.maxText(), lines))
        .map(received -> Received.flatMap(received, this::read));
  }

  /**
   * Something that somebody said: each line of it with the name, and no piece longer than one read.
   *
   * @param before what stands before each piece
   * @param after what stands after it
   */
  protected static List<String> said(String before, Text text, String after) {
    return TextSegments.pieces(before, text.value(), after);
  }

  @Override
  public List<String> onTopicSet(ServerMessage.TopicSet topic) {
    return onNotice(new ServerMessage.Notice(Said.inWords(topic)));
  }

  @Override
  public List<String> onAnswered(ServerMessage.Answered answered) {
    return answered.answer().inWords().stream()
        .flatMap(words -> onNotice(new ServerMessage.Notice(words)).stream())
        .toList();
  }

  @Override
  public List<String> onRecalled(ServerMessage.Recalled recalled) {
    return wire.replayed(recalled).stream().flatMap(past -> past.accept(this).stream()).toList();
  }
}
