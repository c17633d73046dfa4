package io.parley.bench;

import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Who makes the senders talk, until they are told to be silent. */
final class LoadGenerator {
  private final ScheduledExecutorService scheduler;

  private LoadGenerator(ScheduledExecutorService clock) {
    this.scheduler = clock;
  }

  static LoadGenerator start(LoadSettings.LoadProfile talk, List<LoadClient> senders) {
    ScheduledThreadPoolExecutor clock =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "parley-bench-clock");
              thread.setDaemon(true);
              return thread;
            });
    if (talk instanceof LoadSettings.Rate rate) {
      scheduleAtRate(rate, senders, clock);
    } else if (talk instanceof LoadSettings.Window window) {
      for (LoadClient sender : senders) {
        for (int i = 0; i < window.inFlight(); i++) {
          sender.sendNext(System.nanoTime());
        }
      }
    }
    return new LoadGenerator(clock);
  }

  /** One after the other, as people are not in step. */
  private static void scheduleAtRate(
      LoadSettings.Rate rate, List<LoadClient> senders, ScheduledExecutorService clock) {
    long interval = Math.max(1, Math.round(1e9 / rate.perSecond()));
    long begin = System.nanoTime();
    for (int i = 0; i < senders.size(); i++) {
      ScheduledSender turns =
          new ScheduledSender(senders.get(i), begin + interval * i / senders.size(), interval);
      long delay = interval * i / senders.size();
      ScheduledFuture<?> ignored =
          clock.scheduleAtFixedRate(turns, delay, interval, TimeUnit.NANOSECONDS);
    }
  }

  /** When a sender is to say the next message, whether or not the clock comes in time. */
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

  /** Nobody is made to talk any more. */
  void stop() {
    scheduler.shutdownNow();
  }
}
