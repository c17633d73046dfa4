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
 * The scheduler of the actor system, on the JDK's own. Pekko's default counts ticks, which rounds
 * the millisecond of a room's pace up to two or three, and wakes a thread at every tick of a quiet
 * server. This one is exact to some 0.1 ms and sleeps until something is due. Named in pekko.conf;
 * Pekko calls the constructor.
 */
public final class TicklessScheduler extends AbstractScheduler implements Closeable {
  private final ScheduledThreadPoolExecutor timer;

  public TicklessScheduler(Config config, LoggingAdapter log, ThreadFactory threads) {
    timer = new ScheduledThreadPoolExecutor(1, threads);
    timer.setRemoveOnCancelPolicy(true); // timeouts are cancelled far more often than they strike
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public Cancellable scheduleOnce(FiniteDuration delay, Runnable task, ExecutionContext executor) {
    return cancellable(
        timer.schedule(() -> executor.execute(task), delay.toNanos(), TimeUnit.NANOSECONDS));
  }

  /** Deprecated for callers, and yet what Pekko's fixed rates are made of. */
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
