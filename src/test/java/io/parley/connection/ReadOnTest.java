package io.parley.connection;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.Parley;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadOnTest {
  private static final int CHUNKS = 100;

  private final ActorTestKit kit = ActorTestKit.create("read-on", Parley.config());
  private final AtomicInteger read = new AtomicInteger();
  private final Source<ByteString, NotUsed> peer =
      Source.from(IntStream.range(0, CHUNKS).mapToObj(i -> ByteString.fromString("chunk")).toList())
          .map(
              chunk -> {
                read.incrementAndGet();
                return chunk;
              });

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void passes_on_what_comes() throws Exception {
    assertEquals(
        CHUNKS,
        peer.via(new ReadOn())
            .runWith(Sink.seq(), kit.system())
            .toCompletableFuture()
            .get(60, SECONDS)
            .size());
  }

  @Test
  void reads_to_the_end_when_nobody_wants_any_more() throws Exception {
    Pair<CompletionStage<Done>, CompletionStage<ByteString>> run =
        peer.watchTermination(Keep.right())
            .via(new ReadOn())
            .toMat(Sink.head(), Keep.both())
            .run(kit.system());

    run.second().toCompletableFuture().get(60, SECONDS);
    run.first().toCompletableFuture().get(60, SECONDS);
    assertEquals(CHUNKS, read.get());
  }

  @Test
  void reads_to_the_end_when_nobody_ever_wanted_any() throws Exception {
    peer.watchTermination(Keep.right())
        .via(new ReadOn())
        .to(Sink.cancelled())
        .run(kit.system())
        .toCompletableFuture()
        .get(60, SECONDS);

    assertEquals(CHUNKS, read.get());
  }
}
