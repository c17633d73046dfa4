package io.parley.wire.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.TestServers;
import io.parley.protocol.ServerMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The times between segments. */
class SegmentPacerTest {
  private static final Duration GAP = Duration.ofMillis(100); // ten segments a second

  private final ActorTestKit kit =
      ActorTestKit.create("pacing", ManualTime.config().withFallback(TestServers.config()));
  private final ManualTime time = ManualTime.get(kit.system());
  private final TestProbe<String> sent = kit.createTestProbe();
  private final AtomicBoolean lines = new AtomicBoolean();

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void single_segment_is_sent_at_once() {
    BoundedSourceQueue<ByteString> queue = run(1024);
    for (int i = 0; i < 3; i++) {
      offer(queue, "alone");
      sent.expectMessage("alone");
      time.timePasses(GAP);
    }
  }

  @Test
  void two_segments_have_a_gap() {
    BoundedSourceQueue<ByteString> queue = run(1024);
    offer(queue, "one");
    offer(queue, "two");
    offer(queue, "three");
    sent.expectMessage("one");
    time.expectNoMessageFor(GAP.minusMillis(1), sent);
    time.timePasses(Duration.ofMillis(1));
    sent.expectMessage("two");
    time.expectNoMessageFor(GAP.minusMillis(1), sent);
    time.timePasses(Duration.ofMillis(1));
    sent.expectMessage("three");
  }

  @Test
  void full_queue_merges_lines() {
    BoundedSourceQueue<ByteString> queue = run(20);
    for (int i = 0; i < 30; i++) {
      offer(queue, "line" + i % 10);
    }
    sent.expectMessage("line0");
    time.timePasses(GAP);
    sent.expectMessage("line1\nline2\nline3"); // with a fourth line, more than 20 bytes
  }

  @Test
  void merging_off_never_merges() {
    BoundedSourceQueue<ByteString> queue = run(0);
    for (int i = 0; i < 30; i++) {
      offer(queue, "{" + i + "}");
    }
    for (int i = 0; i < 30; i++) {
      sent.expectMessage("{" + i + "}");
      time.timePasses(GAP);
    }
  }

  @Test
  void line_peer_gets_all_segments_at_once_with_newlines() {
    BoundedSourceQueue<ByteString> queue = run(1024);
    lines.set(true);
    offer(queue, "one");
    sent.expectMessage("one\n");
    offer(queue, "two\n");
    sent.expectMessage("two\n");
  }

  @Test
  void queued_segments_are_sent_before_completion() {
    BoundedSourceQueue<ByteString> queue = run(1024);
    offer(queue, "one");
    offer(queue, "bye");
    queue.complete();
    sent.expectMessage("one");
    time.timePasses(GAP);
    sent.expectMessage("bye");
    sent.expectMessage("(end)");
  }

  @Test
  void queue_is_bounded() {
    BoundedSourceQueue<ByteString> queue = run(0);
    for (int i = 0; i < 50; i++) {
      assertTrue(queue.offer(ByteString.fromString("x")).isEnqueued());
    }
    sent.expectMessage("x");
    // One is sent, ten are queued, and one may be between source and stage.
    while (queue.size() > 39) {
      Thread.onSpinWait();
    }
    time.expectNoMessageFor(GAP.minusMillis(1), sent);
    assertEquals(39, queue.size(), 1);
  }

  @Test
  void gap_shrinks_as_queue_grows() {
    Duration calm = GAP.multipliedBy(3);
    BoundedSourceQueue<ByteString> queue = run(0, calm);
    offer(queue, "alone");
    sent.expectMessage("alone");
    for (int i = 0; i < 12; i++) {
      offer(queue, "crowd");
    }
    while (queue.size() > 2) { // ten are queued in the stage
      Thread.onSpinWait();
    }
    time.expectNoMessageFor(calm.minusMillis(1), sent);
    time.timePasses(Duration.ofMillis(1));
    for (int i = 0; i < 3; i++) {
      sent.expectMessage("crowd");
      time.expectNoMessageFor(GAP.minusMillis(1), sent);
      time.timePasses(Duration.ofMillis(1));
    }
  }

  @Test
  void oldest_messages_are_left_out_when_more_wait_than_the_delay_allows() {
    BoundedSourceQueue<ByteString> queue = runWithPolicy(0); // twenty segments in two seconds
    for (int i = 0; i < 40; i++) {
      offer(queue, "m" + i);
    }
    sent.expectMessage("m0");
    awaitTaken(queue);
    time.timePasses(GAP);
    sent.expectMessage("left out 21"); // when 21 wait, all but ten; then all but ten again
    for (int i = 22; i < 40; i++) {
      time.timePasses(GAP);
      sent.expectMessage("m" + i);
    }
    time.expectNoMessageFor(GAP, sent);
  }

  @Test
  void merged_lines_wait_longer_before_they_are_left_out() {
    BoundedSourceQueue<ByteString> queue = runWithPolicy(50); // ten short lines in a segment
    for (int i = 0; i < 90; i++) {
      offer(queue, "%04d".formatted(i));
    }
    sent.expectMessage("0000");
    awaitTaken(queue);
    time.timePasses(GAP);
    sent.expectMessage(
        IntStream.rangeClosed(1, 10).mapToObj("%04d"::formatted).collect(Collectors.joining("\n")));
  }

  @Test
  void queue_is_shortened_before_completion() {
    BoundedSourceQueue<ByteString> queue = runWithPolicy(0);
    for (int i = 0; i < 20; i++) {
      offer(queue, "m" + i);
    }
    sent.expectMessage("m0");
    awaitTaken(queue);
    queue.complete();
    for (String expected : List.of("left out 14", "m15", "m16", "m17", "m18", "m19")) {
      time.timePasses(GAP);
      sent.expectMessage(expected);
    }
    sent.expectMessage("(end)");
  }

  @Test
  void broken_connection_leaves_nothing_counted() {
    CountedMemory memory = new CountedMemory();
    Batch<ServerMessage> batch = Batch.of(new ServerMessage.Pong());
    batch.hold(memory);
    PacedSegment segment =
        new PacedSegment(ByteString.fromString("m"), true, true, Optional.of(batch));
    BoundedSourceQueue<PacedSegment> queue =
        Source.<PacedSegment>queue(10)
            .via(new SegmentPacer(GAP, GAP, 0, lines::get, Optional.empty()))
            .map(ByteString::utf8String)
            .to(Sink.foreach(sent.getRef()::tell))
            .run(kit.system());
    assertTrue(queue.offer(segment).isEnqueued());
    assertTrue(queue.offer(segment).isEnqueued());
    sent.expectMessage("m");
    batch.release();
    queue.fail(new IllegalStateException("reset by peer"));
    sent.awaitAssert(
        () -> {
          assertEquals(0, memory.used());
          return null;
        });
  }

  @Test
  void line_peer_loses_nothing() {
    lines.set(true);
    BoundedSourceQueue<ByteString> queue = runWithPolicy(1024);
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 90; i++) {
      offer(queue, "m" + i);
      all.append("m").append(i).append("\n");
    }
    StringBuilder received = new StringBuilder();
    while (received.length() < all.length()) {
      received.append(sent.receiveMessage());
    }
    assertEquals(all.toString(), received.toString());
  }

  private static void awaitTaken(BoundedSourceQueue<ByteString> queue) {
    while (queue.size() > 0) {
      Thread.onSpinWait();
    }
  }

  /** What waits must be sent within two seconds, which are twenty segments. */
  private BoundedSourceQueue<ByteString> runWithPolicy(int merge) {
    return run(
        merge,
        GAP,
        Optional.of(
            new LeftOutPolicy(
                Duration.ofSeconds(2), count -> ByteString.fromString("left out " + count))));
  }

  private BoundedSourceQueue<ByteString> run(int merge) {
    return run(merge, GAP);
  }

  private BoundedSourceQueue<ByteString> run(int merge, Duration calmGap) {
    return run(merge, calmGap, Optional.empty());
  }

  private BoundedSourceQueue<ByteString> run(
      int merge, Duration calmGap, Optional<LeftOutPolicy> policy) {
    return Source.<ByteString>queue(100)
        .map(bytes -> new PacedSegment(bytes, true, true))
        .via(new SegmentPacer(GAP, calmGap, merge, lines::get, policy))
        .map(ByteString::utf8String)
        .concat(Source.single("(end)"))
        .to(Sink.foreach(sent.getRef()::tell))
        .run(kit.system());
  }

  private static void offer(BoundedSourceQueue<ByteString> queue, String text) {
    assertTrue(queue.offer(ByteString.fromString(text)).isEnqueued());
  }
}
