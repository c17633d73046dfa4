package io.parley.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BacklogTest {
  private static final int MAX = 10;
  private static final int MANY = 20_000;

  private int woken;

  private final Backlog<Integer> backlog = new Backlog<>(one -> 4, MAX, () -> woken++);

  @Test
  void gives_what_was_added_in_order_and_is_done() {
    backlog.put(1);
    backlog.put(2);
    backlog.complete();

    assertEquals(Optional.of(1), backlog.take());
    assertFalse(backlog.isDone());
    assertEquals(Optional.of(2), backlog.take());
    assertTrue(backlog.isDone());
  }

  @Test
  void takes_no_more_when_too_much_waits_but_the_last_word() {
    assertTrue(backlog.offer(1));
    assertTrue(backlog.offer(2));
    assertTrue(backlog.offer(3), "it goes over the bound");
    assertFalse(backlog.offer(4));

    backlog.put(5);
    assertEquals(
        List.of(1, 2, 3, 5),
        IntStream.range(0, 4).mapToObj(i -> backlog.take().orElseThrow()).toList());
  }

  @Test
  void takes_more_again_when_less_waits() {
    while (backlog.offer(1)) {}
    backlog.take();
    assertTrue(backlog.offer(2));
  }

  @Test
  void takes_and_drops_when_nobody_takes_any_more() {
    while (backlog.offer(1)) {}
    backlog.end();

    assertTrue(backlog.offer(2) && backlog.offer(3) && backlog.offer(4));
    assertEquals(Optional.empty(), backlog.take());
  }

  @Test
  void wakes_whoever_takes_only_if_they_sleep() {
    backlog.put(1);
    assertEquals(0, woken);

    backlog.take();
    backlog.take();
    backlog.put(2);
    backlog.put(3);
    assertEquals(1, woken);

    backlog.complete();
    assertEquals(2, woken);
  }

  /** Whoever takes sleeps and wakes meanwhile, as often as they are quicker than who adds. */
  @Test
  void loses_nothing_between_a_look_and_a_sleep() throws Exception {
    Semaphore wakes = new Semaphore(0);
    Backlog<Integer> shared = new Backlog<>(one -> 0, MAX, wakes::release);
    List<Integer> all = IntStream.range(0, MANY).boxed().toList();
    CompletableFuture<List<Integer>> taken =
        CompletableFuture.supplyAsync(
            () -> {
              List<Integer> got = new ArrayList<>();
              while (!shared.isDone()) {
                shared.take().ifPresentOrElse(got::add, wakes::acquireUninterruptibly);
              }
              return got;
            });
    all.forEach(shared::put);
    shared.complete();

    assertEquals(all, taken.get(60, TimeUnit.SECONDS));
  }
}
