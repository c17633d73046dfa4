package io.parley.wire.flow;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;

/** A batch is encoded once for each encoder. */
class BatchTest {
  private static final int OVERHEAD = 64;

  private final CountedMemory memory = new CountedMemory();

  @Test
  void encoded_batch_is_frames_of_messages_in_order() {
    assertEquals("<a><b><c>", new Brackets().write(Batch.copyOf(List.of("a", "b", "c"))));
    assertEquals("<a>", new Brackets().write(Batch.of("a")));
    assertEquals("<a>", new Brackets().write(Batch.copyOf(List.of("a"))));
    assertEquals("", new Brackets().write(Batch.copyOf(List.of())));
  }

  @Test
  void batch_is_encoded_once_per_codec() {
    Brackets one = new Brackets();
    Brackets other = new Brackets();
    Batch<String> batch = Batch.copyOf(List.of("a", "b"));
    EncodedFrames bytes = batch.encodedWith(one);
    assertSame(bytes, batch.encodedWith(one));
    assertEquals(bytes.bytes(), batch.encodedWith(other).bytes());
    assertEquals(2, one.encoded.get());
    assertEquals(2, other.encoded.get());
  }

  @Test
  void batch_is_not_encoded_for_unused_codec() {
    Brackets idle = new Brackets();
    Batch.copyOf(List.of("a", "b")).encodedWith(new Brackets());
    assertEquals(0, idle.encoded.get());
  }

  @Test
  void encoded_batch_is_one_array() {
    assertTrue(
        Batch.copyOf(List.of("a", "b", "c")).encodedWith(new Brackets()).bytes().isCompact());
  }

  @Test
  void slice_has_messages_from_index() {
    Batch<String> batch = Batch.copyOf(List.of("a", "b", "c"));
    assertSame(batch, batch.startingAt(0));
    assertEquals(List.of("b", "c"), batch.startingAt(1).messages());
    assertEquals("<c>", new Brackets().write(batch.startingAt(1).startingAt(1)));
    assertEquals("", new Brackets().write(batch.startingAt(3)));
    assertEquals("<a><b><c>", new Brackets().write(batch));
  }

  @Test
  void slice_reuses_encoded_bytes() {
    Brackets codec = new Brackets(message -> message.equals("b") ? "" : "<" + message + ">");
    Batch<String> batch = Batch.copyOf(List.of("a", "b", "c", "d"));

    assertEquals("<c>", codec.write(batch.slice(1, 3)));
    assertEquals("<a>", codec.write(batch.slice(0, 2)));
    assertEquals("", codec.write(batch.slice(1, 2)));
    assertEquals("<c><d>", codec.write(batch.startingAt(1)));
    assertEquals("<d>", codec.write(batch.slice(1, 4).startingAt(2)));
    assertEquals(4, codec.encoded.get());
  }

  @Test
  void slice_of_unencodable_batch_is_empty() {
    Brackets silent = new Brackets(message -> "");

    assertEquals("", silent.write(Batch.copyOf(List.of("a", "b", "c")).slice(1, 2)));
  }

  @Test
  void batch_copies_its_list() {
    List<String> sent = new ArrayList<>(List.of("a"));
    Batch<String> batch = Batch.copyOf(sent);
    sent.add("b");
    assertEquals(List.of("a"), batch.messages());
  }

  @Test
  void to_string_has_size_and_no_text() {
    assertEquals("Batch of 2", Batch.copyOf(List.of("secret", "more")).toString());
  }

  @Test
  void concurrent_encoding_happens_once() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int round = 0; round < 100; round++) {
        CountDownLatch secondAsks = new CountDownLatch(1);
        CountDownLatch firstEncodes = new CountDownLatch(1);
        // The first thread stays in its encoder until the second is about to encode.
        Brackets codec =
            new Brackets(
                message -> {
                  firstEncodes.countDown();
                  await(secondAsks);
                  return "<" + message + ">";
                });
        Batch<String> batch = Batch.copyOf(List.of("a", "b"));
        Future<EncodedFrames> first = threads.submit(() -> batch.encodedWith(codec));
        Future<EncodedFrames> second =
            threads.submit(
                () -> {
                  await(firstEncodes);
                  secondAsks.countDown();
                  return batch.encodedWith(codec);
                });
        assertSame(first.get(60, SECONDS), second.get(60, SECONDS));
        assertEquals(2, codec.encoded.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(60, SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Writes readable frames and counts them. */
  private static final class Brackets implements BatchEncoder<String> {
    final AtomicInteger encoded = new AtomicInteger();
    private final Function<String, String> frame;

    Brackets() {
      this(message -> "<" + message + ">");
    }

    Brackets(Function<String, String> frame) {
      this.frame = frame;
    }

    String write(Batch<String> batch) {
      return batch.encodedWith(this).bytes().utf8String();
    }

    @Override
    public EncodedFrames encodeAll(List<? extends String> messages) {
      return EncodedFrames.ofMessages(messages.stream().map(this::encode).toList());
    }

    private ByteString encode(String message) {
      encoded.incrementAndGet();
      return ByteString.fromString(frame.apply(message));
    }
  }

  @Test
  void memory_of_many_holders_counts_once_until_the_last_releases() {
    Batch<String> batch = Batch.of("one");
    int encoded = batch.encodedWith(new Brackets()).size();
    batch.hold(memory);
    batch.hold(memory);
    assertEquals(OVERHEAD + 2 * (OVERHEAD + encoded), memory.used());
    batch.release();
    batch.hold(memory);
    assertTrue(batch.isHeld());
    batch.release();
    assertEquals(OVERHEAD + 2 * (OVERHEAD + encoded), memory.used());
    batch.release();
    assertEquals(0, memory.used());
    assertFalse(batch.isHeld());

    batch.hold(memory);
    assertEquals(OVERHEAD + 2 * (OVERHEAD + encoded), memory.used(), "held again");
    batch.release();
    assertEquals(0, memory.used());
  }

  @Test
  void each_further_encoding_counts() {
    Batch<String> batch = Batch.of("one");
    batch.encodedWith(new Brackets());
    batch.hold(memory);
    long before = memory.used();
    int further = batch.encodedWith(new Brackets(message -> "longer " + message)).size();

    assertEquals(before + OVERHEAD + further, memory.used());
    batch.release();
    assertEquals(0, memory.used());
  }

  @Test
  void whole_batch_counts_while_a_slice_is_held() {
    Brackets codec = new Brackets();
    Batch<String> batch = Batch.copyOf(List.of("x".repeat(1000), "y"));
    Batch<String> slice = batch.startingAt(1);
    codec.write(slice);
    slice.hold(memory);
    batch.hold(memory);
    batch.release();
    assertEquals(2 * OVERHEAD + 2 * (OVERHEAD + codec.write(batch).length()), memory.used());
    slice.release();
    assertEquals(0, memory.used());
  }

  @Test
  void own_messages_are_those_of_the_view_and_of_its_slices() {
    Batch<String> batch = Batch.copyOf(List.of("a", "b", "c", "d"));
    BitSet indexes = new BitSet();
    indexes.set(1);
    indexes.set(3);
    Batch<String> view = batch.withOwn(indexes);

    assertEquals(List.of(1, 3), own(view));
    assertEquals(List.of(0, 2), own(view.startingAt(1)));
    assertEquals(List.of(0), own(view.slice(1, 3)));
    assertEquals(List.of(0, 1, 2, 3), own(batch.asOwn()));
    assertEquals(List.of(), own(batch));
  }

  @Test
  void only_own_messages_are_removed() {
    Batch<String> batch = Batch.copyOf(List.of("a", "b", "a", "c"));
    BitSet indexes = new BitSet();
    indexes.set(2);
    indexes.set(3);
    Batch<String> rest = batch.withOwn(indexes).withoutOwn("a"::equals);

    assertEquals(List.of("a", "b", "c"), rest.messages());
    assertEquals(List.of(2), own(rest));
    assertSame(batch, batch.withoutOwn("a"::equals));
  }

  @Test
  void view_with_own_messages_shares_the_bytes() {
    Brackets codec = new Brackets();
    Batch<String> one = Batch.of("a");
    assertSame(one.encodedWith(codec), one.asOwn().encodedWith(codec));
    Batch<String> several = Batch.copyOf(List.of("a", "b", "c"));
    assertSame(several.encodedWith(codec), several.asOwn().encodedWith(codec));
    assertEquals("<b><c>", codec.write(several.startingAt(1).asOwn()));
    assertEquals(4, codec.encoded.get());
  }

  private static List<Integer> own(Batch<String> batch) {
    return IntStream.range(0, batch.messages().size()).filter(batch::isOwn).boxed().toList();
  }

  @Test
  void part_without_own_messages_counts_where_its_batch_does() {
    Batch<String> batch = Batch.copyOf(List.of("a", "b")).asOwn();
    batch.hold(memory);
    Batch<String> part = batch.withoutOwn("a"::equals);
    long before = memory.used();
    part.hold(MemoryCounter.NONE);
    assertEquals(before + OVERHEAD, memory.used());
    batch.release();
    part.release();
    assertEquals(0, memory.used());
  }

  @Test
  void concurrent_encodings_and_holders_leave_nothing_counted() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      for (int round = 0; round < 1000; round++) {
        Batch<String> batch = Batch.copyOf(List.of("a", "b"));
        List<Future<?>> holders = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
          holders.add(
              threads.submit(
                  () -> {
                    batch.hold(memory);
                    batch.encodedWith(new Brackets());
                    batch.release();
                  }));
        }
        for (Future<?> holder : holders) {
          holder.get(60, SECONDS);
        }
        assertEquals(0, memory.used());
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
