package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FairExecutorTest {
  private static final int MAX_NESTED = 4;
  private static final long SECONDS = 60;

  /** Ends the tasks of a test that has failed. */
  private final CountDownLatch end = new CountDownLatch(1);

  private final List<ExecutorService> executors = new ArrayList<>();

  @AfterEach
  void end() throws InterruptedException {
    end.countDown();
    for (ExecutorService executor : executors) {
      executor.shutdown();
      assertTrue(executor.awaitTermination(SECONDS, TimeUnit.SECONDS));
    }
  }

  @Test
  void tasks_that_submit_themselves_again_do_not_delay_a_task_of_another_thread() throws Exception {
    ExecutorService executor = executor(2);
    CountDownLatch busy = new CountDownLatch(4);
    for (int i = 0; i < 4; i++) {
      executor.execute(
          () -> {
            busy.countDown();
            repeat(executor);
          });
    }
    assertTrue(busy.await(SECONDS, TimeUnit.SECONDS));

    await(executor.submit(() -> {}));
  }

  /** As actors of a client that asks again as soon as it has an answer. */
  private void repeat(ExecutorService executor) {
    if (end.getCount() > 0) {
      executor.execute(() -> repeat(executor));
    }
  }

  @Test
  void nested_tasks_are_executed_before_those_that_wait_in_the_queue() throws Exception {
    ExecutorService executor = executor(1);
    List<String> order = new ArrayList<>();
    CountDownLatch submitted = new CountDownLatch(1);
    executor.execute(
        () -> {
          awaitEnd(submitted);
          executor.execute(
              () -> {
                order.add("nested");
                executor.execute(() -> order.add("nested in nested"));
              });
        });
    executor.execute(() -> order.add("queued"));
    submitted.countDown();

    await(executor.submit(() -> {}));
    assertEquals(List.of("nested", "nested in nested", "queued"), order);
  }

  @Test
  void task_in_the_queue_waits_for_a_bounded_number_of_nested_tasks() throws Exception {
    ExecutorService executor = executor(1);
    List<String> order = new ArrayList<>();
    CountDownLatch submitted = new CountDownLatch(1);
    executor.execute(
        () -> {
          awaitEnd(submitted);
          chain(executor, order, MAX_NESTED + 2);
        });
    executor.execute(() -> order.add("queued"));
    submitted.countDown();

    await(executor.submit(() -> {})); // perhaps before the rest of the chain
    await(executor.submit(() -> {}));
    assertEquals(MAX_NESTED, order.indexOf("queued"));
    assertEquals(MAX_NESTED + 3, order.size());
  }

  /** A number of tasks, each of which submits the next one. */
  private static void chain(ExecutorService executor, List<String> order, int count) {
    if (count > 0) {
      executor.execute(
          () -> {
            order.add("nested");
            chain(executor, order, count - 1);
          });
    }
  }

  @Test
  void other_threads_take_the_tasks_over_the_limit() throws Exception {
    ExecutorService executor = executor(2);
    CountDownLatch executed = new CountDownLatch(3);
    CompletableFuture<Boolean> result = new CompletableFuture<>();
    executor.execute(
        () -> {
          for (int i = 0; i < MAX_NESTED + 3; i++) {
            executor.execute(executed::countDown);
          }
          result.complete(awaitEnd(executed)); // this thread executes none of them meanwhile
        });

    assertTrue(result.get(2 * SECONDS, TimeUnit.SECONDS));
  }

  @Test
  void tasks_of_a_failed_task_are_executed() throws Exception {
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    ExecutorService executor = executor(1, failure);
    CountDownLatch executed = new CountDownLatch(1);
    executor.execute(
        () -> {
          executor.execute(executed::countDown);
          throw new IllegalStateException("a fault of a task");
        });

    assertTrue(executed.await(SECONDS, TimeUnit.SECONDS));
    assertEquals("a fault of a task", failure.get(SECONDS, TimeUnit.SECONDS).getMessage());
  }

  @Test
  void all_accepted_tasks_are_executed_after_a_shutdown() throws Exception {
    ExecutorService executor = executor(1);
    CountDownLatch shutDown = new CountDownLatch(1);
    List<String> order = new ArrayList<>();
    executor.execute(
        () -> {
          awaitEnd(shutDown);
          chain(executor, order, 2 * MAX_NESTED);
        });
    executor.shutdown();
    shutDown.countDown();

    assertTrue(executor.awaitTermination(SECONDS, TimeUnit.SECONDS));
    assertEquals(2 * MAX_NESTED, order.size());
  }

  private ExecutorService executor(int threads) {
    return executor(threads, new CompletableFuture<>());
  }

  /**
   * Creates an executor.
   *
   * @param failure completed when a task fails, which ends its thread
   */
  private ExecutorService executor(int threads, CompletableFuture<Throwable> failure) {
    ExecutorService executor =
        new FairExecutor(
            threads,
            task -> {
              Thread thread = new Thread(task, "fair-executor-test");
              thread.setUncaughtExceptionHandler((failed, cause) -> failure.complete(cause));
              return thread;
            },
            MAX_NESTED);
    executors.add(executor);
    return executor;
  }

  private static boolean awaitEnd(CountDownLatch latch) {
    try {
      return latch.await(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void await(Future<?> result) throws Exception {
    Object unused = result.get(SECONDS, TimeUnit.SECONDS);
  }
}
