package io.parley.account;

import io.parley.history.HistoryException;
import io.parley.protocol.RejectedException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests that wait for some threads. Beyond the bound, after the end, and if the database is
 * away, they are answered with {@code TRY_LATER}. A request that is answered already is not begun.
 * Idle threads end.
 */
final class RequestQueue {
  private static final Logger LOG = LoggerFactory.getLogger(RequestQueue.class);
  private static final int IDLE_SECONDS = 30;

  private final ThreadPoolExecutor threads;

  /**
   * @param maxWaiting the number of requests that wait
   */
  RequestQueue(String name, int threadCount, int maxWaiting) {
    threads =
        new ThreadPoolExecutor(
            threadCount,
            threadCount,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(maxWaiting),
            task -> daemon(task, name));
    threads.allowCoreThreadTimeOut(true);
  }

  /** A part of a request; it may complete the reply, or pass it on to another queue. */
  interface Step {
    void run() throws RejectedException, HistoryException;
  }

  /** A whole request. */
  interface Request<T> {
    AccountReply<T> answer() throws RejectedException, HistoryException;
  }

  private record Task<T>(CompletableFuture<AccountReply<T>> reply, Step step) implements Runnable {
    @Override
    public void run() {
      if (reply.isDone()) {
        return;
      }
      try {
        step.run();
      } catch (RejectedException e) {
        reply.complete(new AccountReply.Refused<>(e.problem()));
      } catch (HistoryException e) {
        LOG.debug("A request to the accounts fails: {}", e.getMessage());
        tryLater();
      } catch (RuntimeException | Error e) {
        if (reply.complete(AccountReply.unavailable())) {
          LOG.error("A request to the accounts fails.", e);
        }
      }
    }

    void tryLater() {
      reply.complete(AccountReply.unavailable());
    }
  }

  <T> void submit(CompletableFuture<AccountReply<T>> reply, Step step) {
    Task<T> task = new Task<>(reply, step);
    try {
      threads.execute(task);
    } catch (RejectedExecutionException e) {
      task.tryLater();
    }
  }

  /** Submits a whole request. */
  <T> void answer(CompletableFuture<AccountReply<T>> reply, Request<T> request) {
    submit(reply, () -> reply.complete(request.answer()));
  }

  /**
   * Ends the requests that wait.
   *
   * @param deadline on the clock of {@link System#nanoTime}
   */
  void close(long deadline) {
    threads.shutdown();
    try {
      if (threads.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.shutdownNow().stream()
        .filter(Task.class::isInstance)
        .forEach(task -> ((Task<?>) task).tryLater());
  }

  static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
