package io.parley.bench;

import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Makes the senders send: at a fixed rate, or the first messages of each window. */
final class LoadGenerator {
  private final ScheduledExecutorService scheduler;

  private LoadGenerator(ScheduledExecutorService scheduler) {
    this.scheduler = scheduler;
  }

  static LoadGenerator start(LoadSettings.LoadProfile profile, List<LoadClient> senders) {
    ScheduledThreadPoolExecutor scheduler =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "parley-bench-scheduler");
              thread.setDaemon(true);
              return thread;
            });
    if (profile instanceof LoadSettings.Rate rate) {
      scheduleAtRate(rate, senders, scheduler);
    } else if (profile instanceof LoadSettings.Window window) {
      for (LoadClient sender : senders) {
        for (int i = 0; i < window.inFlight(); i++) {
          sender.sendNext(System.nanoTime());
        }
      }
    }
    return new LoadGenerator(scheduler);
  }

  /** Spreads the senders evenly over the interval. */
  private static void scheduleAtRate(
      LoadSettings.Rate rate, List<LoadClient> senders, ScheduledExecutorService scheduler) {
    long interval = Math.max(1, Math.round(1e9 / rate.perSecond()));
    long start = System.nanoTime();
    for (int i = 0; i < senders.size(); i++) {
      ScheduledSender task =
          new ScheduledSender(senders.get(i), start + interval * i / senders.size(), interval);
      long delay = interval * i / senders.size();
      ScheduledFuture<?> ignored =
          scheduler.scheduleAtFixedRate(task, delay, interval, TimeUnit.NANOSECONDS);
    }
  }

  /**
   * Sends the next message of a sender. The latency is measured from the intended send time, even
   * if the scheduler is late (coordinated omission).
   */
  private static final class ScheduledSender implements Runnable {
    private final LoadClient sender;
    private final long interval;
    private long intendedSendTime;

    ScheduledSender(LoadClient sender, long first, long interval) {
      this.sender = sender;
      this.intendedSendTime = first;
      this.interval = interval;
    }

    @Override
    public void run() {
      sender.sendNext(intendedSendTime);
      intendedSendTime += interval;
    }
  }

  /** Stops the scheduler. */
  void stop() {
    scheduler.shutdownNow();
  }
}
