package io.parley.server;

import com.typesafe.config.Config;
import java.io.Closeable;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.AbstractScheduler;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.event.LoggingAdapter;
import scala.concurrent.ExecutionContext;
import scala.concurrent.duration.FiniteDuration;

/**
 * The scheduler of the actor system, based on the JDK's scheduler. It is exact to about 0.1 ms and
 * sleeps until the next task. Pekko's default scheduler counts ticks: it rounds the 1 ms of a
 * room's flush interval up to 2 or 3 ms and wakes a thread at every tick, even if no task is
 * scheduled.
 *
 * <p>pekko.conf names this class, and Pekko calls its constructor.
 */
public final class TicklessScheduler extends AbstractScheduler implements Closeable {
  private final ScheduledThreadPoolExecutor timer;

  public TicklessScheduler(Config config, LoggingAdapter log, ThreadFactory threads) {
    timer = new ScheduledThreadPoolExecutor(1, threads);
    timer.setRemoveOnCancelPolicy(true); // most timeouts are cancelled
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public Cancellable scheduleOnce(FiniteDuration delay, Runnable task, ExecutionContext executor) {
    return cancellable(
        timer.schedule(() -> executor.execute(task), delay.toNanos(), TimeUnit.NANOSECONDS));
  }

  /** Deprecated for callers, but Pekko implements fixed rates with it. */
  @Override
  @SuppressWarnings("deprecation")
  public Cancellable schedule(
      FiniteDuration initialDelay,
      FiniteDuration interval,
      Runnable task,
      ExecutionContext executor) {
    return cancellable(
        timer.scheduleAtFixedRate(
            () -> executor.execute(task),
            initialDelay.toNanos(),
            interval.toNanos(),
            TimeUnit.NANOSECONDS));
  }

  @Override
  public double maxFrequency() {
    return 10_000;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private static Cancellable cancellable(ScheduledFuture<?> future) {
    return new Cancellable() {
      @Override
      public boolean cancel() {
        return future.cancel(false);
      }

      @Override
      public boolean isCancelled() {
        return future.isCancelled();
      }
    };
  }
}
