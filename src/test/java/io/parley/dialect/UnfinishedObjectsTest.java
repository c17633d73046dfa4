package io.parley.dialect;

import static io.parley.protocol.Problem.Code.NOT_JSON;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.parley.Parley;
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

/** How long half an object waits for its rest, by a clock that the test moves. */
class UnfinishedObjectsTest {
  private static final Duration UNFINISHED = Duration.ofSeconds(5);
  private static final Duration NEARLY = UNFINISHED.minusMillis(1);

  private final ActorTestKit kit =
      ActorTestKit.create("unfinished", ManualTime.config().withFallback(Parley.config()));
  private final ManualTime time = ManualTime.get(kit.system());

  /** One for each chunk that the reader has asked for. By then its timer has been set. */
  private final BlockingQueue<CompletableFuture<Optional<Pair<Integer, ByteString>>>> asked =
      new LinkedBlockingQueue<>();

  private final SinkQueueWithCancel<Received<ByteString>> read =
      Source.unfoldAsync(0, none -> ask())
          .via(new JsonObjects(1000, UNFINISHED))
          .runWith(Sink.queue(), Materializer.matFromSystem(kit.system()));

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void half_an_object_that_gets_no_rest_is_given_up_and_reading_starts_afresh() throws Exception {
    comes("{\"x\":\"");
    passes(UNFINISHED);
    assertEquals(NOT_JSON.name(), next());

    comes("{}");
    assertEquals("{}", next());
  }

  @Test
  void the_rest_may_come_at_the_last_moment() throws Exception {
    comes("{");
    passes(NEARLY);
    comes("}");
    assertEquals("{}", next());
  }

  @Test
  void each_piece_earns_a_new_wait() throws Exception {
    comes("{}{\"x\"");
    assertEquals("{}", next());
    passes(NEARLY);
    comes(":");
    passes(NEARLY);
    comes("1}");
    assertEquals("{\"x\":1}", next());
  }

  @Test
  void nobody_is_waited_for_between_objects() throws Exception {
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
  void it_is_told_each_time() throws Exception {
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
    assertNotNull(next, "nothing more was asked for");
    next.complete(Optional.of(Pair.create(0, ByteString.fromString(chunk))));
  }

  private void passes(Duration duration) throws Exception {
    CompletableFuture<Optional<Pair<Integer, ByteString>>> next = asked.poll(60, SECONDS);
    assertNotNull(next, "nothing more was asked for");
    asked.add(next);
    time.timePasses(duration);
  }

  private String next() throws Exception {
    return read.pull()
        .toCompletableFuture()
        .get(60, SECONDS)
        .orElseThrow()
        .accept(new Shown<>(ByteString::utf8String, problem -> problem.code().name()));
  }
}
