package io.parley.dialect;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;

/** The bytes of a batch are made once for each side, whoever asks, and as often as they like. */
class BatchTest {

  @Test
  void is_the_frames_of_its_messages_in_order() {
    assertEquals("<a><b><c>", new Brackets().write(Batch.copyOf(List.of("a", "b", "c"))));
    assertEquals("<a>", new Brackets().write(Batch.of("a")));
    assertEquals("<a>", new Brackets().write(Batch.copyOf(List.of("a"))));
    assertEquals("", new Brackets().write(Batch.copyOf(List.of())));
  }

  @Test
  void is_encoded_once_for_each_side() {
    Brackets one = new Brackets();
    Brackets other = new Brackets();
    Batch<String> batch = Batch.copyOf(List.of("a", "b"));
    Writes bytes = batch.encodedBy(one);
    assertSame(bytes, batch.encodedBy(one));
    assertEquals(bytes.whole(), batch.encodedBy(other).whole());
    assertEquals(2, one.encoded.get());
    assertEquals(2, other.encoded.get());
  }

  @Test
  void is_not_encoded_for_a_side_that_nobody_speaks() {
    Brackets idle = new Brackets();
    Batch.copyOf(List.of("a", "b")).encodedBy(new Brackets());
    assertEquals(0, idle.encoded.get());
  }

  @Test
  void lies_in_one_array_so_that_it_goes_out_in_one_write() {
    assertTrue(Batch.copyOf(List.of("a", "b", "c")).encodedBy(new Brackets()).whole().isCompact());
  }

  @Test
  void has_a_tail_for_whoever_came_later() {
    Batch<String> batch = Batch.copyOf(List.of("a", "b", "c"));
    assertSame(batch, batch.from(0));
    assertEquals(List.of("b", "c"), batch.from(1).messages());
    assertEquals("<c>", new Brackets().write(batch.from(1).from(1)));
    assertEquals("", new Brackets().write(batch.from(3)));
    assertEquals("<a><b><c>", new Brackets().write(batch));
  }

  @Test
  void is_not_encoded_again_for_those_who_hear_a_part_of_it() {
    Brackets side = new Brackets(message -> message.equals("b") ? "" : "<" + message + ">");
    Batch<String> batch = Batch.copyOf(List.of("a", "b", "c", "d"));

    assertEquals("<c>", side.write(batch.part(1, 3)));
    assertEquals("<a>", side.write(batch.part(0, 2)));
    assertEquals("", side.write(batch.part(1, 2)));
    assertEquals("<c><d>", side.write(batch.from(1)));
    assertEquals("<d>", side.write(batch.part(1, 4).from(2)));
    assertEquals(4, side.encoded.get());
  }

  @Test
  void parts_of_what_cannot_be_said_are_nothing() {
    Brackets silent = new Brackets(message -> "");

    assertEquals("", silent.write(Batch.copyOf(List.of("a", "b", "c")).part(1, 2)));
  }

  @Test
  void does_not_change_with_the_list_it_was_made_from() {
    List<String> said = new ArrayList<>(List.of("a"));
    Batch<String> batch = Batch.copyOf(said);
    said.add("b");
    assertEquals(List.of("a"), batch.messages());
  }

  @Test
  void tells_a_log_how_much_was_said_but_not_what() {
    assertEquals("Batch of 2", Batch.copyOf(List.of("secret", "more")).toString());
  }

  @Test
  void is_encoded_once_even_for_two_threads_at_the_same_time() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int round = 0; round < 100; round++) {
        CountDownLatch secondAsks = new CountDownLatch(1);
        CountDownLatch firstEncodes = new CountDownLatch(1);
        // The first thread is held inside its encoding until the second is about to ask.
        Brackets side =
            new Brackets(
                message -> {
                  firstEncodes.countDown();
                  await(secondAsks);
                  return "<" + message + ">";
                });
        Batch<String> batch = Batch.copyOf(List.of("a", "b"));
        Future<Writes> first = threads.submit(() -> batch.encodedBy(side));
        Future<Writes> second =
            threads.submit(
                () -> {
                  await(firstEncodes);
                  secondAsks.countDown();
                  return batch.encodedBy(side);
                });
        assertSame(first.get(60, SECONDS), second.get(60, SECONDS));
        assertEquals(2, side.encoded.get());
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

  /** Frames that can be read with the naked eye; counts how many it was asked for. */
  private static final class Brackets implements Side<String, String> {
    final AtomicInteger encoded = new AtomicInteger();
    private final Function<String, String> frame;

    Brackets() {
      this(message -> "<" + message + ">");
    }

    Brackets(Function<String, String> frame) {
      this.frame = frame;
    }

    String write(Batch<String> batch) {
      return batch.encodedBy(this).whole().utf8String();
    }

    @Override
    public ByteString encode(String message) {
      encoded.incrementAndGet();
      return ByteString.fromString(frame.apply(message));
    }

    @Override
    public Flow<ByteString, Received<String>, NotUsed> decoder() {
      throw new UnsupportedOperationException("a batch only goes out");
    }
  }
}
