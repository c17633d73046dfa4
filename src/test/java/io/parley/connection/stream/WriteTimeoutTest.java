package io.parley.connection.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.TestServers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** When {@link LingeringCloseStage} reports that the peer has stalled. */
class WriteTimeoutTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final ByteString LARGE = ByteString.fromString("x".repeat(3 * 64 * 1024));

  private final ActorTestKit kit =
      ActorTestKit.create("write-timeout", ManualTime.config().withFallback(TestServers.config()));
  private final ManualTime time = ManualTime.get(kit.system());
  private final AtomicLong now = new AtomicLong();
  private final TestProbe<String> stalls = kit.createTestProbe();
  private final TestProbe<ByteString> taken = kit.createTestProbe();
  private final Socket socket = new Socket();
  private final BoundedSourceQueue<ByteString> dialect = run();

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void socket_that_takes_nothing_for_the_timeout_has_stalled() throws Exception {
    write("a");
    socket.take(1);
    assertEquals("a", taken.receiveMessage().utf8String());
    expectNoStallFor(TIMEOUT.minusMillis(1));
    elapse(Duration.ofMillis(1));
    stalls.expectMessage("stalled");
  }

  @Test
  void progress_starts_the_time_again() throws Exception {
    write("a");
    write("b");
    socket.take(1);
    taken.receiveMessage();
    expectNoStallFor(Duration.ofSeconds(9));
    socket.take(1);
    taken.receiveMessage();
    expectNoStallFor(Duration.ofSeconds(9));
    elapse(Duration.ofSeconds(1));
    stalls.expectMessage("stalled");
  }

  @Test
  void peer_without_waiting_bytes_never_stalls() throws Exception {
    socket.take(2);
    write("a");
    taken.receiveMessage();
    expectNoStallFor(Duration.ofHours(1));
    write("b");
    taken.receiveMessage();
    expectNoStallFor(TIMEOUT.minusMillis(1));
    elapse(Duration.ofMillis(1));
    stalls.expectMessage("stalled");
  }

  @Test
  void each_part_of_a_large_write_is_progress() throws Exception {
    assertTrue(dialect.offer(LARGE).isEnqueued());
    ByteString all = ByteString.emptyByteString();
    for (int i = 0; i < 3; i++) {
      socket.take(1);
      all = all.concat(taken.receiveMessage());
      expectNoStallFor(Duration.ofSeconds(9));
    }
    assertEquals(LARGE, all);
  }

  @Test
  void large_write_is_finished_after_the_dialect_ends() throws Exception {
    assertTrue(dialect.offer(LARGE).isEnqueued());
    dialect.complete();
    socket.take(4);
    ByteString all = ByteString.emptyByteString();
    while (all.size() < LARGE.size()) {
      all = all.concat(taken.receiveMessage());
    }
    assertEquals(LARGE, all);
    socket.completed.get(60, TimeUnit.SECONDS);
  }

  private void write(String text) {
    assertTrue(dialect.offer(ByteString.fromString(text)).isEnqueued());
  }

  private void elapse(Duration duration) {
    now.addAndGet(duration.toNanos());
    time.timePasses(duration);
  }

  private void expectNoStallFor(Duration duration) {
    now.addAndGet(duration.toNanos());
    time.expectNoMessageFor(duration, stalls);
  }

  private BoundedSourceQueue<ByteString> run() {
    Pair<BoundedSourceQueue<ByteString>, LingeringCloseStage.Control> running =
        Source.<ByteString>queue(10)
            .viaMat(
                BidiFlow.fromGraph(new LingeringCloseStage(TIMEOUT, now::get))
                    .join(
                        Flow.fromSinkAndSource(
                            Sink.fromSubscriber(socket), Source.<ByteString>maybe())),
                Keep.both())
            .to(Sink.ignore())
            .run(kit.system());
    running.second().stalled().thenRun(() -> stalls.getRef().tell("stalled"));
    return running.first();
  }

  /** Takes writes when it is told to. */
  private final class Socket implements Subscriber<ByteString> {
    private final CompletableFuture<Subscription> subscription = new CompletableFuture<>();
    private final CompletableFuture<Boolean> completed = new CompletableFuture<>();

    void take(int writes) throws Exception {
      subscription.get(60, TimeUnit.SECONDS).request(writes);
    }

    @Override
    public void onSubscribe(Subscription s) {
      subscription.complete(s);
    }

    @Override
    public void onNext(ByteString bytes) {
      taken.getRef().tell(bytes);
    }

    @Override
    public void onError(Throwable cause) {
      completed.completeExceptionally(cause);
    }

    @Override
    public void onComplete() {
      completed.complete(true);
    }
  }
}
