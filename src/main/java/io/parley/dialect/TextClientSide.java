package io.parley.dialect;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;

/** The client's side of a dialect of raw text. It sends no newlines: original servers keep them. */
public abstract class TextClientSide
    implements Side<ClientMessage, ServerMessage>, ClientMessage.Handler<List<String>> {
  private final Wire wire;

  protected TextClientSide(Wire wire) {
    this.wire = wire;
  }

  /** What a text means that came in. */
  protected abstract ServerMessage read(String text);

  @Override
  public final ByteString encode(ClientMessage message) {
    return encodeAll(List.of(message)).whole();
  }

  @Override
  public final Writes encodeAll(List<ClientMessage> messages) {
    return TextSegments.writes(messages.stream().flatMap(m -> m.accept(this).stream()));
  }

  /** Segments come with a gap between them, so that half a gap of silence ends a text. */
  @Override
  public final Flow<ByteString, Received<ServerMessage>, NotUsed> decoder() {
    return Flow.<ByteString>create()
        .via(TextFraming.ofServer(wire.timing().gap().dividedBy(2), wire.maxFrame()))
        .map(
            received ->
                Received.flatMap(received, text -> new Received.Message<>(this.read(text))));
  }

  /** A server waits for silence: two texts sooner than that are one to it. */
  @Override
  public final BidiFlow<
          Batch<ClientMessage>, ByteString, ByteString, Received<ServerMessage>, NotUsed>
      bidiFlow() {
    Duration apart = wire.timing().silence().multipliedBy(2);
    return BidiFlow.fromFlows(
        Flow.<Batch<ClientMessage>>create()
            .mapConcat(batch -> batch.encodedBy(this).segments())
            .via(new Pacing(apart, apart, 0, () -> false)),
        decoder());
  }

  /** Something to say, each line by itself, and no piece longer than one read. */
  protected static List<String> said(String before, String text) {
    return TextSegments.pieces(before, text, "");
  }

  @Override
  public List<String> onAsked(ClientMessage.Asked asked) {
    return List.of(); // no packet
  }
}
