package io.parley.connection.stream;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parley.TestServers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.japi.function.Function2;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LingeringCloseStageTest {
  private static final int CHUNKS = 100;
  private static final ByteString CHUNK = ByteString.fromString("chunk");

  private final ActorTestKit kit = ActorTestKit.create("edge", TestServers.config());
  private final AtomicInteger read = new AtomicInteger();
  private final Source<ByteString, NotUsed> peer =
      Source.from(IntStream.range(0, CHUNKS).boxed().toList())
          .map(
              i -> {
                read.incrementAndGet();
                return CHUNK;
              });

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void passes_bytes_in_both_directions() throws Exception {
    Pair<CompletionStage<List<ByteString>>, CompletionStage<List<ByteString>>> run =
        Source.repeat(CHUNK)
            .take(3)
            .viaMat(joined(Sink.seq(), peer, Keep.right()), Keep.right())
            .toMat(Sink.seq(), Keep.both())
            .run(kit.system());

    assertEquals(3, get(run.first()).size());
    assertEquals(CHUNKS, get(run.second()).size());
  }

  @Test
  void discards_input_to_end_after_dialect_cancels() throws Exception {
    Pair<LingeringCloseStage.Control, CompletionStage<ByteString>> run =
        Source.<ByteString>empty()
            .viaMat(joined(Sink.ignore(), peer, Keep.left()), Keep.right())
            .toMat(Sink.head(), Keep.both())
            .run(kit.system());

    get(run.second());
    get(run.first().done());
    assertEquals(CHUNKS, read.get());
  }

  @Test
  void discards_input_to_end_when_dialect_never_pulled() throws Exception {
    get(
        Source.<ByteString>empty()
            .viaMat(joined(Sink.ignore(), peer, Keep.left()), Keep.right())
            .to(Sink.cancelled())
            .run(kit.system())
            .done());

    assertEquals(CHUNKS, read.get());
  }

  @Test
  void completes_done_after_both_directions_end() throws Exception {
    Pair<LingeringCloseStage.Control, CompletionStage<List<ByteString>>> run =
        Source.<ByteString>maybe()
            .viaMat(joined(Sink.ignore(), peer, Keep.left()), Keep.right())
            .toMat(Sink.seq(), Keep.both())
            .run(kit.system());

    get(run.second());
    assertFalse(run.first().done().toCompletableFuture().isDone());

    run.first().reset().invoke(new TimeoutException("enough"));
    get(run.first().done());
  }

  @Test
  void reset_fails_both_directions() throws Exception {
    Throwable enough = new TimeoutException("enough");
    Pair<
            Pair<LingeringCloseStage.Control, CompletionStage<List<ByteString>>>,
            CompletionStage<List<ByteString>>>
        run =
            Source.<ByteString>maybe()
                .viaMat(joined(Sink.seq(), Source.maybe(), Keep.both()), Keep.right())
                .toMat(Sink.seq(), Keep.both())
                .run(kit.system());

    run.first().first().reset().invoke(enough);

    get(run.first().first().done());
    assertSame(enough, failure(run.first().second()));
    assertSame(enough, failure(run.second()));
  }

  private static <S, M> Flow<ByteString, ByteString, M> joined(
      Sink<ByteString, S> sent,
      Source<ByteString, ?> comes,
      Function2<LingeringCloseStage.Control, S, M> keep) {
    return BidiFlow.fromGraph(new LingeringCloseStage(Duration.ofSeconds(10), System::nanoTime))
        .join(Flow.fromSinkAndSourceMat(sent, comes, Keep.left()), keep);
  }

  private static Throwable failure(CompletionStage<?> stage) {
    return assertThrows(ExecutionException.class, () -> get(stage)).getCause();
  }

  private static <T> T get(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(60, SECONDS);
  }
}
