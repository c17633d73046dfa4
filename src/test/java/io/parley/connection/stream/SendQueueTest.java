package io.parley.connection.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SendQueueTest {
  private static final int MAX = 10;
  private static final int MANY = 20_000;

  private int wakeUps;
  private final CountingLedger ledger = new CountingLedger();

  private final SendQueue<Integer> backlog =
      new SendQueue<>(element -> 4, MAX, ledger, () -> wakeUps++);

  /** Sums up the elements that are in the queue. */
  private static final class CountingLedger implements SendQueue.Ledger<Integer> {
    private final AtomicInteger elements = new AtomicInteger();

    @Override
    public void added(Integer element, int weight) {
      elements.addAndGet(element);
    }

    @Override
    public void left(Integer element) {
      elements.addAndGet(-element);
    }
  }

  @Test
  void ledger_counts_each_element_until_it_has_left() {
    backlog.offerFinal(1);
    backlog.offerFinal(2);
    backlog.poll();
    assertEquals(3, ledger.elements.get());
    backlog.poll();
    assertEquals(2, ledger.elements.get());
    backlog.poll();
    assertEquals(0, ledger.elements.get());
  }

  @Test
  void cancelled_queue_leaves_nothing_in_the_ledger() {
    backlog.offerFinal(1);
    backlog.offerFinal(2);
    backlog.poll();
    backlog.cancel();
    backlog.offerFinal(3);

    assertEquals(0, ledger.elements.get());
    assertEquals(0, backlog.pendingWeight());
  }

  @Test
  void cleared_queue_keeps_the_taken_element_and_takes_further_ones() {
    backlog.offerFinal(1);
    backlog.offerFinal(2);
    backlog.poll();
    backlog.clear();
    assertEquals(1, ledger.elements.get());
    assertEquals(4, backlog.takenWeight());

    backlog.offerFinal(3);
    assertEquals(Optional.of(3), backlog.poll());
  }

  @Test
  void polls_in_order_and_completes() {
    backlog.offerFinal(1);
    backlog.offerFinal(2);
    backlog.complete();

    assertEquals(Optional.of(1), backlog.poll());
    assertFalse(backlog.isComplete());
    assertEquals(Optional.of(2), backlog.poll());
    assertTrue(backlog.isComplete());
  }

  @Test
  void full_queue_rejects_offer_but_accepts_final() {
    assertTrue(backlog.offer(1));
    assertTrue(backlog.offer(2));
    assertTrue(backlog.offer(3), "the last element may exceed the bound");
    assertFalse(backlog.offer(4));

    backlog.offerFinal(5);
    assertEquals(
        List.of(1, 2, 3, 5),
        IntStream.range(0, 4).mapToObj(i -> backlog.poll().orElseThrow()).toList());
  }

  @Test
  void accepts_offers_again_after_poll() {
    while (backlog.offer(1)) {}
    backlog.poll();
    assertTrue(backlog.offer(2));
  }

  @Test
  void taken_element_is_pending_until_the_next_poll() {
    backlog.offerFinal(1);
    backlog.offerFinal(2);
    backlog.poll();
    assertEquals(8, backlog.pendingWeight());
    backlog.poll();
    assertEquals(4, backlog.pendingWeight());
    backlog.poll();
    assertEquals(0, backlog.pendingWeight());
  }

  @Test
  void element_that_has_become_heavier_frees_its_weight_of_before() {
    AtomicInteger weight = new AtomicInteger(4);
    SendQueue<Integer> queue = new SendQueue<>(element -> weight.get(), MAX, ledger, () -> {});
    queue.offerFinal(1);
    weight.set(100);
    queue.poll();
    queue.poll();
    assertEquals(0, queue.pendingWeight());
  }

  @Test
  void cancelled_queue_accepts_and_drops() {
    while (backlog.offer(1)) {}
    backlog.cancel();

    assertTrue(backlog.offer(2) && backlog.offer(3) && backlog.offer(4));
    assertEquals(Optional.empty(), backlog.poll());
  }

  @Test
  void wakes_consumer_only_when_idle() {
    backlog.offerFinal(1);
    assertEquals(0, wakeUps);

    backlog.poll();
    backlog.poll();
    backlog.offerFinal(2);
    backlog.offerFinal(3);
    assertEquals(1, wakeUps);

    backlog.complete();
    assertEquals(2, wakeUps);
  }

  /** The consumer sleeps and wakes whenever it is faster than the producer. */
  @Test
  void concurrent_offer_and_poll_lose_nothing() throws Exception {
    Semaphore wakes = new Semaphore(0);
    SendQueue<Integer> shared = new SendQueue<>(element -> 1, MAX, ledger, wakes::release);
    List<Integer> all = IntStream.range(0, MANY).boxed().toList();
    CompletableFuture<List<Integer>> taken =
        CompletableFuture.supplyAsync(
            () -> {
              List<Integer> polled = new ArrayList<>();
              while (!shared.isComplete()) {
                shared.poll().ifPresentOrElse(polled::add, wakes::acquireUninterruptibly);
              }
              return polled;
            });
    all.forEach(shared::offerFinal);
    shared.complete();

    assertEquals(all, taken.get(60, TimeUnit.SECONDS));
    shared.cancel();
    assertEquals(0, ledger.elements.get());
  }
}
