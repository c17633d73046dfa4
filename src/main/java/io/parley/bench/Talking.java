package io.parley.bench;

import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Who makes the senders talk, until they are told to be silent. */
final class Talking {
  private final ScheduledExecutorService clock;

  private Talking(ScheduledExecutorService clock) {
    this.clock = clock;
  }

  static Talking begin(Load.Talk talk, List<Participant> senders) {
    ScheduledThreadPoolExecutor clock =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "parley-bench-clock");
              thread.setDaemon(true);
              return thread;
            });
    if (talk instanceof Load.Rate rate) {
      steadily(rate, senders, clock);
    } else if (talk instanceof Load.Window window) {
      for (Participant sender : senders) {
        for (int i = 0; i < window.messages(); i++) {
          sender.say(System.nanoTime());
        }
      }
    }
    return new Talking(clock);
  }

  /** One after the other, as people are not in step. */
  private static void steadily(
      Load.Rate rate, List<Participant> senders, ScheduledExecutorService clock) {
    long interval = Math.max(1, Math.round(1e9 / rate.perSecond()));
    long begin = System.nanoTime();
    for (int i = 0; i < senders.size(); i++) {
      Turns turns = new Turns(senders.get(i), begin + interval * i / senders.size(), interval);
      long delay = interval * i / senders.size();
      ScheduledFuture<?> ignored =
          clock.scheduleAtFixedRate(turns, delay, interval, TimeUnit.NANOSECONDS);
    }
  }

  /** When a sender is to say the next message, whether or not the clock comes in time. */
  private static final class Turns implements Runnable {
    private final Participant sender;
    private final long interval;
    private long due;

    Turns(Participant sender, long first, long interval) {
      this.sender = sender;
      this.due = first;
      this.interval = interval;
    }

    @Override
    public void run() {
      sender.say(due);
      due += interval;
    }
  }

  /** Nobody is made to talk any more. */
  void end() {
    clock.shutdownNow();
  }
}
