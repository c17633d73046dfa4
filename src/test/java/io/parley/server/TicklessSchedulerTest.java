package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.dispatch.ExecutionContexts;
import org.apache.pekko.event.NoLogging;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import scala.concurrent.ExecutionContext;

class TicklessSchedulerTest {
  private static final Duration SOON = Duration.ofMillis(1);
  private static final Duration FAR = Duration.ofDays(1);

  private final TicklessScheduler scheduler =
      new TicklessScheduler(ConfigFactory.empty(), NoLogging.getInstance(), Thread::new);
  private final ExecutionContext direct = ExecutionContexts.fromExecutor(Runnable::run);

  @AfterEach
  void end() {
    scheduler.close();
  }

  @Test
  void runs_task_once_when_due() throws InterruptedException {
    CountDownLatch ran = new CountDownLatch(1);
    scheduler.scheduleOnce(SOON, ran::countDown, direct);

    assertTrue(ran.await(60, TimeUnit.SECONDS));
  }

  @Test
  void runs_tasks_in_due_order() throws InterruptedException {
    AtomicInteger order = new AtomicInteger();
    AtomicInteger later = new AtomicInteger();
    CountDownLatch ran = new CountDownLatch(2);
    scheduler.scheduleOnce(
        Duration.ofSeconds(1), // longer than a busy machine delays the next line
        () -> {
          later.set(order.incrementAndGet());
          ran.countDown();
        },
        direct);
    scheduler.scheduleOnce(
        SOON,
        () -> {
          order.incrementAndGet();
          ran.countDown();
        },
        direct);

    assertTrue(ran.await(60, TimeUnit.SECONDS));
    assertEquals(2, later.get());
  }

  @Test
  void does_not_run_cancelled_task() {
    Cancellable task = scheduler.scheduleOnce(FAR, () -> {}, direct);

    assertTrue(task.cancel());
    assertTrue(task.isCancelled());
    assertFalse(task.cancel(), "cancelled already");
  }

  @Test
  void repeats_at_rate_and_with_delay_until_cancelled() throws InterruptedException {
    CountDownLatch rate = new CountDownLatch(3);
    CountDownLatch delay = new CountDownLatch(3);
    Cancellable first = scheduler.scheduleAtFixedRate(SOON, SOON, rate::countDown, direct);
    Cancellable second = scheduler.scheduleWithFixedDelay(SOON, SOON, delay::countDown, direct);

    assertTrue(rate.await(60, TimeUnit.SECONDS));
    assertTrue(delay.await(60, TimeUnit.SECONDS));
    assertTrue(first.cancel());
    assertTrue(second.cancel());
  }
}
