package io.parley.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Threads with one queue, in which the tasks of timers, sockets and the history wait in order. A
 * task that another task submits is <i>nested</i>: the same thread executes it next, so that the
 * steps of a message from the socket to the room, and from the room to its members, follow each
 * other.
 *
 * <ol>
 *   <li>After a task from the queue, its thread executes at most {@code maxNestedTasks} nested
 *       tasks, then the next one from the queue. Nested tasks that are left go to the queue. So no
 *       client delays the others for long, however much its messages cause.
 *   <li>At most {@code maxNestedTasks} wait for one thread. Further ones go to the queue, from
 *       which other threads take them: a batch for a large room is work for all threads.
 * </ol>
 */
final class FairExecutor extends AbstractExecutorService {
  /**
   * What the current task has submitted to its executor. Only set in a thread that executes one.
   */
  private static final ThreadLocal<@Nullable NestedTasks> current = new ThreadLocal<>();

  private record NestedTasks(FairExecutor executor, Deque<Runnable> tasks) {}

  private final ThreadPoolExecutor pool;
  private final int maxNestedTasks;

  /**
   * Creates the threads as they are needed.
   *
   * @param maxNestedTasks from 0, which makes all tasks wait in the queue
   */
  FairExecutor(int threadCount, ThreadFactory threads, int maxNestedTasks) {
    // The queue is lock-free: with a locked one, a delivery costs 16 to 28 % more.
    this.pool =
        new ThreadPoolExecutor(
            threadCount, threadCount, 0, TimeUnit.SECONDS, new LinkedTransferQueue<>(), threads);
    this.maxNestedTasks = maxNestedTasks;
  }

  @Override
  public void execute(Runnable task) {
    NestedTasks nested = current.get();
    if (nested != null && nested.executor == this && nested.tasks.size() < maxNestedTasks) {
      nested.tasks.add(task);
    } else {
      pool.execute(() -> executeWithNested(task));
    }
  }

  private void executeWithNested(Runnable task) {
    Deque<Runnable> waiting = new ArrayDeque<>();
    current.set(new NestedTasks(this, waiting));
    try {
      task.run();
      // After a shutdown the queue takes no tasks, and these were accepted before.
      for (int i = 0; !waiting.isEmpty() && (i < maxNestedTasks || isShutdown()); i++) {
        waiting.remove().run();
      }
    } finally { // a task that fails takes no others with it
      current.remove();
      waiting.forEach(this::execute);
    }
  }

  @Override
  public void shutdown() {
    pool.shutdown();
  }

  @Override
  public List<Runnable> shutdownNow() {
    return pool.shutdownNow();
  }

  @Override
  public boolean isShutdown() {
    return pool.isShutdown();
  }

  @Override
  public boolean isTerminated() {
    return pool.isTerminated();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return pool.awaitTermination(timeout, unit);
  }
}
