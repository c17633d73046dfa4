package io.parley.wire.framing;

import static io.parley.protocol.Problem.Code.NOT_JSON;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.parley.TestServers;
import io.parley.dialect.FunctionHandler;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.flow.InputMemory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.SinkQueueWithCancel;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The timeout of incomplete objects, with manual time. */
class PartialObjectTimeoutTest {
  private static final Duration UNFINISHED = Duration.ofSeconds(5);
  private static final Duration NEARLY = UNFINISHED.minusMillis(1);

  private final ActorTestKit kit =
      ActorTestKit.create("unfinished", ManualTime.config().withFallback(TestServers.config()));
  private final ManualTime time = ManualTime.get(kit.system());

  /** One element for each chunk that the stage has pulled; its timer is set by then. */
  private final BlockingQueue<CompletableFuture<Optional<Pair<Integer, ByteString>>>> asked =
      new LinkedBlockingQueue<>();

  private final SinkQueueWithCancel<DecodeResult<ByteString>> read =
      Source.unfoldAsync(0, none -> ask())
          .via(new JsonObjectFraming(1000, UNFINISHED, InputMemory.UNBOUNDED))
          .runWith(Sink.queue(), Materializer.matFromSystem(kit.system()));

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void partial_object_is_discarded_after_timeout() throws Exception {
    comes("{\"x\":\"");
    passes(UNFINISHED);
    assertEquals(NOT_JSON.name(), next());

    comes("{}");
    assertEquals("{}", next());
  }

  @Test
  void rest_just_before_timeout_completes_object() throws Exception {
    comes("{");
    passes(NEARLY);
    comes("}");
    assertEquals("{}", next());
  }

  @Test
  void each_chunk_restarts_timeout() throws Exception {
    comes("{}{\"x\"");
    assertEquals("{}", next());
    passes(NEARLY);
    comes(":");
    passes(NEARLY);
    comes("1}");
    assertEquals("{\"x\":1}", next());
  }

  @Test
  void no_timeout_between_objects() throws Exception {
    comes("{");
    comes("}");
    assertEquals("{}", next());
    passes(Duration.ofHours(1));
    comes(" ");
    passes(Duration.ofHours(1));
    comes("{\"x\":1}");
    assertEquals("{\"x\":1}", next());
  }

  @Test
  void every_timeout_is_reported() throws Exception {
    for (int i = 0; i < 3; i++) {
      comes("{");
      passes(UNFINISHED);
      assertEquals(NOT_JSON.name(), next());
      comes("\n");
    }
  }

  private CompletableFuture<Optional<Pair<Integer, ByteString>>> ask() {
    CompletableFuture<Optional<Pair<Integer, ByteString>>> chunk = new CompletableFuture<>();
    asked.add(chunk);
    return chunk;
  }

  private void comes(String chunk) throws Exception {
    CompletableFuture<Optional<Pair<Integer, ByteString>>> next = asked.poll(60, SECONDS);
    assertNotNull(next, "no further demand");
    next.complete(Optional.of(Pair.create(0, ByteString.fromString(chunk))));
  }

  private void passes(Duration duration) throws Exception {
    CompletableFuture<Optional<Pair<Integer, ByteString>>> next = asked.poll(60, SECONDS);
    assertNotNull(next, "no further demand");
    asked.add(next);
    time.timePasses(duration);
  }

  private String next() throws Exception {
    return read.pull()
        .toCompletableFuture()
        .get(60, SECONDS)
        .orElseThrow()
        .accept(new FunctionHandler<>(ByteString::utf8String, problem -> problem.code().name()));
  }
}
