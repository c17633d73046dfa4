package io.parley.conversation;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests that one thread carries out, in their order, and whose results come in that order. One
 * beyond the bound is refused at once, and one that waits for longer than the timeout is refused
 * and not begun. How long one may run is up to the database.
 */
final class StoreQueue {
  private static final Logger LOG = LoggerFactory.getLogger(StoreQueue.class);
  private static final int IDLE_SECONDS = 30;

  private final ThreadPoolExecutor thread;
  private final Duration timeout;

  /**
   * @param maxWaiting the number of requests that wait
   */
  StoreQueue(String name, int maxWaiting, Duration timeout) {
    this.timeout = timeout;
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(maxWaiting),
            task -> {
              Thread daemon = new Thread(task, name);
              daemon.setDaemon(true);
              return daemon;
            });
    thread.allowCoreThreadTimeOut(true);
  }

  /** A request. It fails by throwing. */
  interface Work<T> {
    T run() throws Exception;
  }

  /** A request, which either the thread begins, or its timeout ends. */
  private static final class Task<T> implements Runnable {
    private final Work<T> work;
    private final T refusal;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final AtomicBoolean taken = new AtomicBoolean();

    private Task(Work<T> work, T refusal) {
      this.work = work;
      this.refusal = refusal;
    }

    @Override
    public void run() {
      if (!taken.compareAndSet(false, true)) {
        return;
      }
      T value = refusal;
      try {
        value = work.run();
      } catch (RuntimeException e) {
        LOG.error("A request to the private messages fails.", e);
      } catch (Exception e) {
        LOG.debug("A request to the private messages fails: {}", e.getMessage());
      }
      result.complete(value);
    }

    private void refuse() {
      if (taken.compareAndSet(false, true)) {
        result.complete(refusal);
      }
    }
  }

  /**
   * Adds a request.
   *
   * @param refusal the result if it is refused or fails
   */
  <T> CompletionStage<T> submit(T refusal, Work<T> work) {
    Task<T> task = new Task<>(work, refusal);
    if (tryExecute(task)) {
      CompletableFuture.delayedExecutor(timeout.toNanos(), TimeUnit.NANOSECONDS)
          .execute(task::refuse);
    } else {
      task.refuse();
    }
    return task.result;
  }

  /** Adds work without a result; returns false if there is no room. */
  boolean tryExecute(Runnable work) {
    try {
      thread.execute(work);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  /**
   * Ends the requests that wait.
   *
   * @param deadline on the clock of {@link System#nanoTime}
   */
  void close(long deadline) {
    thread.shutdown();
    try {
      if (thread.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.shutdownNow().stream()
        .filter(Task.class::isInstance)
        .forEach(task -> ((Task<?>) task).refuse());
  }
}
