package io.parley.wire.framing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.parley.protocol.Problem;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.BatchEncoder;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.flow.EncodedFrames;
import io.parley.wire.flow.InputMemory;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FramedCodecTest {
  private static final LengthFraming FRAMING = new LengthFraming(2, 10, "no braces here");

  private final ActorTestKit kit = ActorTestKit.create("codec");

  /** Counts its payloads, to show that each connection has its own codec. */
  private static final class Counting implements ConnectionCodec<String, String> {
    private int count;

    @Override
    public ByteString encode(Batch<String> batch) {
      return ByteString.fromString(String.join("", batch.messages()));
    }

    @Override
    public BatchEncoder<String> encoder() {
      return messages -> EncodedFrames.of(ByteString.fromString(String.join("", messages)));
    }

    @Override
    public DecodeResult<String> decode(ByteString payload) {
      count++;
      return new DecodeResult.Message<>(count + " " + payload.utf8String());
    }
  }

  private final BidiFlow<Batch<String>, ByteString, ByteString, DecodeResult<String>, NotUsed>
      codec = FramedCodec.bidiFlow(FRAMING, Counting::new, InputMemory.UNBOUNDED);

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void unencodable_message_is_skipped() throws Exception {
    assertEquals(
        List.of(ByteString.fromString("one"), ByteString.fromString("two")),
        run(Source.from(List.of("", "one", "", "two")), Source.empty()).first());
  }

  @Test
  void frames_are_read_at_any_split_with_fresh_state_per_connection() throws Exception {
    ByteString frames = frame("hello").concat(frame("you"));
    List<DecodeResult<String>> expected =
        List.of(new DecodeResult.Message<>("1 hello"), new DecodeResult.Message<>("2 you"));

    assertEquals(expected, receivedMessages(Source.single(frames)));
    assertEquals(
        expected,
        receivedMessages(
            Source.from(
                IntStream.range(0, frames.size()).mapToObj(i -> frames.slice(i, i + 1)).toList())));
  }

  @Test
  void output_continues_after_unrecoverable_input() throws Exception {
    Pair<List<ByteString>, List<DecodeResult<String>>> run =
        run(
            Source.from(IntStream.range(0, 100).mapToObj(Integer::toString).toList()),
            Source.single(frame("hello").concat(ByteString.fromInts(0, 11)))
                .concat(Source.maybe()));

    assertEquals(100, run.first().size());
    assertEquals(2, run.second().size());
    assertEquals(Problem.Code.FRAME_TOO_LONG, problem(run.second().get(1)));
  }

  @Test
  void truncated_last_frame_is_reported() throws Exception {
    List<DecodeResult<String>> receivedMessages =
        receivedMessages(Source.single(frame("hello").concat(frame("you").take(3))));

    assertEquals(2, receivedMessages.size());
    assertEquals(Problem.Code.FRAME_CUT_SHORT, problem(receivedMessages.get(1)));
  }

  @Test
  void input_continues_after_output_completes() throws Exception {
    assertEquals(
        100,
        run(
                Source.empty(),
                Source.from(IntStream.range(0, 100).mapToObj(i -> frame("hello")).toList()))
            .second()
            .size());
  }

  private static Problem.Code problem(DecodeResult<String> received) {
    return assertInstanceOf(DecodeResult.Unrecoverable.class, received).problem().code();
  }

  private static ByteString frame(String payload) {
    return FRAMING.frame(ByteString.fromString(payload).toArray());
  }

  private List<DecodeResult<String>> receivedMessages(Source<ByteString, ?> comes)
      throws Exception {
    return run(Source.empty(), comes).second();
  }

  private Pair<List<ByteString>, List<DecodeResult<String>>> run(
      Source<String, ?> sent, Source<ByteString, ?> comes) throws Exception {
    Flow<ByteString, ByteString, CompletionStage<List<ByteString>>> socket =
        Flow.fromSinkAndSourceMat(Sink.<ByteString>seq(), comes, Keep.left());
    Pair<CompletionStage<List<ByteString>>, CompletionStage<List<DecodeResult<String>>>> run =
        sent.map(Batch::of)
            .viaMat(codec.join(socket, Keep.right()), Keep.right())
            .toMat(Sink.seq(), Keep.both())
            .run(kit.system());
    return Pair.create(get(run.first()), get(run.second()));
  }

  private static <T> T get(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(60, SECONDS);
  }
}
