package io.parley.wire.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.protocol.ServerMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;

/** What a queue of segments leaves out. */
class SegmentQueueTest {
  private final SegmentQueue packets = new SegmentQueue(0, SegmentQueueTest::notice);
  private final CountedMemory memory = new CountedMemory();
  private final SegmentQueue lines = new SegmentQueue(20, SegmentQueueTest::notice);

  @Test
  void leaves_out_oldest_messages_and_counts_them() {
    for (int i = 0; i < 10; i++) {
      packets.add(optional("m" + i));
    }
    packets.leaveOut(4);
    assertEquals(List.of("(6)", "m6", "m7", "m8", "m9"), drain(packets));
  }

  @Test
  void memory_of_a_batch_counts_until_its_last_segment_has_left() {
    Batch<ServerMessage> batch = heldBatch();
    packets.add(segmentOf(batch));
    packets.add(segmentOf(batch));
    packets.add(segmentOf(batch));
    batch.release();
    packets.remove();
    assertTrue(batch.isHeld());
    packets.leaveOut(0);
    assertFalse(batch.isHeld());
    assertEquals(0, memory.used());
  }

  @Test
  void queue_counts_its_segments_and_what_is_written() {
    Batch<ServerMessage> batch = heldBatch();
    long ofBatch = memory.used();
    packets.add(segmentOf(batch));
    packets.add(segmentOf(batch));
    assertEquals(ofBatch + 2 * SegmentQueue.OVERHEAD, memory.used());
    packets.setWritten(packets.remove().size());
    assertEquals(ofBatch + SegmentQueue.OVERHEAD + "segment".length(), memory.used());
    packets.setWritten(0);
    assertEquals(ofBatch + SegmentQueue.OVERHEAD, memory.used());
  }

  @Test
  void cleared_queue_leaves_nothing_counted() {
    Batch<ServerMessage> batch = heldBatch();
    packets.add(segmentOf(batch));
    packets.add(segmentOf(batch));
    packets.setWritten(packets.remove().size());
    batch.release();
    packets.clear();
    assertEquals(0, memory.used());
    packets.clear();
    assertEquals(0, memory.used());
  }

  private Batch<ServerMessage> heldBatch() {
    Batch<ServerMessage> batch = Batch.of(new ServerMessage.Pong());
    batch.hold(memory);
    return batch;
  }

  private static PacedSegment segmentOf(Batch<ServerMessage> batch) {
    return new PacedSegment(ByteString.fromString("segment"), true, true, Optional.of(batch));
  }

  @Test
  void keeps_everything_that_is_within_the_cost() {
    packets.add(optional("a"));
    packets.add(optional("b"));
    packets.leaveOut(2);
    assertEquals(List.of("a", "b"), drain(packets));
  }

  @Test
  void never_leaves_out_required_segments() {
    packets.add(required("answer"));
    packets.add(optional("a"));
    packets.add(required("own join"));
    packets.add(optional("b"));
    packets.leaveOut(0);
    assertEquals(List.of("answer", "(2)", "own join"), drain(packets));
  }

  @Test
  void counts_messages_and_not_segments() {
    packets.add(first("long 1"));
    packets.add(next("long 2"));
    packets.add(next("long 3"));
    packets.add(optional("short"));
    packets.add(optional("last"));
    packets.leaveOut(1);
    assertEquals(List.of("(2)", "last"), drain(packets));
  }

  @Test
  void leaves_out_no_part_of_a_message() {
    packets.add(first("begun 1"));
    packets.add(next("begun 2"));
    packets.add(first("whole 1"));
    packets.add(next("whole 2"));
    assertEquals("begun 1", packets.remove().utf8String());
    packets.leaveOut(0);
    assertEquals(List.of("begun 2", "(1)"), drain(packets));
  }

  @Test
  void adds_to_a_notice_that_waits() {
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 4; i++) {
        packets.add(optional(round + "-" + i));
      }
      packets.leaveOut(2);
    }
    assertEquals(List.of("(10)", "2-2", "2-3"), drain(packets));
  }

  @Test
  void notice_that_was_sent_is_not_counted_again() {
    packets.add(optional("a"));
    packets.add(optional("b"));
    packets.leaveOut(1);
    assertEquals("(1)", packets.remove().utf8String());
    packets.add(optional("c"));
    packets.leaveOut(1);
    assertEquals(List.of("(1)", "c"), drain(packets));
  }

  @Test
  void merges_lines_but_not_a_required_segment() {
    lines.add(optional("one"));
    lines.add(optional("two"));
    lines.add(required("hi"));
    lines.add(optional("three"));
    lines.add(optional("and a long fourth"));
    List<String> writes = new ArrayList<>();
    while (!lines.isEmpty()) {
      writes.add(lines.removeMerged().utf8String());
    }
    assertEquals(List.of("one\ntwo", "hi", "three", "and a long fourth"), writes);
  }

  @Test
  void cost_of_short_lines_is_their_size() {
    lines.add(optional("1234"));
    lines.add(optional("12345678901"));
    assertEquals(5 + 20, lines.cost());
    lines.leaveOut(20);
    assertEquals(List.of("(1)", "12345678901"), drain(lines));
    assertEquals(0, lines.cost());
  }

  private static List<String> drain(SegmentQueue queue) {
    List<String> all = new ArrayList<>();
    while (!queue.isEmpty()) {
      all.add(queue.remove().utf8String());
    }
    return all;
  }

  private static PacedSegment required(String text) {
    return PacedSegment.required(ByteString.fromString(text));
  }

  private static PacedSegment optional(String text) {
    return first(text);
  }

  private static PacedSegment first(String text) {
    return new PacedSegment(ByteString.fromString(text), true, true);
  }

  private static PacedSegment next(String text) {
    return new PacedSegment(ByteString.fromString(text), true, false);
  }

  private static ByteString notice(int count) {
    return ByteString.fromString("(" + count + ")");
  }
}
