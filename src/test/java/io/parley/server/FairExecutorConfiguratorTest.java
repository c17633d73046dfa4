package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FairExecutorConfiguratorTest {
  private static final int THREADS = 2;

  private final ExecutorService executor =
      FairExecutorConfigurator.createExecutor(THREADS, Executors.defaultThreadFactory());
  private volatile boolean ended;

  @AfterEach
  void end() {
    ended = true;
    executor.shutdown();
  }

  @Test
  void tasks_that_submit_themselves_again_do_not_delay_a_task_of_another_thread() throws Exception {
    CountDownLatch busy = new CountDownLatch(2 * THREADS);
    for (int i = 0; i < 2 * THREADS; i++) {
      executor.execute(
          () -> {
            busy.countDown();
            repeat();
          });
    }
    assertTrue(busy.await(60, TimeUnit.SECONDS));
    CountDownLatch executed = new CountDownLatch(1);
    executor.execute(executed::countDown);

    assertTrue(executed.await(60, TimeUnit.SECONDS));
  }

  /** As actors of a client that asks again as soon as it has an answer. */
  private void repeat() {
    if (!ended) {
      executor.execute(this::repeat);
    }
  }
}
