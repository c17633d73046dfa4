package io.parley.client;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * Brings a connection back that was lost: attempt by attempt, each of which ends by {@link #back}
 * or {@link #failed}. Thread-safe.
 */
final class Lifeline {

  /** What it does. */
  interface Work {
    /** Tries to connect. */
    void attempt();

    /** There will be no further attempt. */
    void giveUp();
  }

  /** Hears of each loss, and of each attempt that fails. */
  interface Listener {
    /**
     * There is no connection.
     *
     * @param what why, and what comes of it
     * @param next when there may be one, to be shown behind that; empty if that is at once or never
     */
    void tell(String what, String next);
  }

  private final String server;
  private final Backoff backoff;
  private final Duration steady;
  private final OptionalInt most;
  private final Timer timer;
  private final LongSupplier nanoTime;
  private final Standing standing;
  private final Listener listener;
  private final Work work;
  private int failures;
  private boolean cameBack;
  private long backSince;

  /**
   * A connection that is not lost yet.
   *
   * @param steady a connection that held for so long was a good one, and the next attempt after it
   *     is made at once; no wait between two attempts is longer
   * @param most how many attempts are made after a loss; for ever if empty
   */
  Lifeline(
      String server,
      Backoff backoff,
      Duration steady,
      OptionalInt most,
      Timer timer,
      LongSupplier nanoTime,
      Standing standing,
      Listener listener,
      Work work) {
    this.server = server;
    this.backoff = backoff;
    this.steady = steady;
    this.most = most;
    this.timer = timer;
    this.nanoTime = nanoTime;
    this.standing = standing;
    this.listener = listener;
    this.work = work;
    this.backSince = nanoTime.getAsLong();
  }

  /** The lifeline of a visit to a server. */
  static Lifeline of(Visit visit, String server, Work work) {
    StayingSettings staying = visit.settings().staying();
    boolean person = visit.screen().isInteractive();
    return new Lifeline(
        server,
        new Backoff(staying.retry(), staying.longestRetry(), new Random()::nextDouble),
        staying.longestRetry(),
        person ? OptionalInt.empty() : OptionalInt.of(staying.attempts()),
        visit.timer(),
        System::nanoTime,
        visit.memory().standing(),
        new Setbacks(visit.screen(), visit.memory().standing()),
        work);
  }

  /**
   * The connection, by which this client was in, is gone.
   *
   * <p>Where a server asks for no name, any port that takes connections and drops them again looks
   * like one that lets people in. So coming back has succeeded only if something was heard, or if
   * the connection held: a quiet room says nothing for hours.
   *
   * @param heard whether anything came over it
   */
  synchronized void lost(String why, boolean heard) {
    boolean held = nanoTime.getAsLong() - backSince >= steady.toNanos();
    if (held) {
      backoff.reset();
    }
    if (cameBack && !heard && !held) {
      notBack(why);
    } else {
      failures = 0;
      again(why);
    }
  }

  /** An attempt has failed. */
  synchronized void failed(String why) {
    notBack("no connection to " + server + ": " + why);
  }

  private void notBack(String why) {
    failures++;
    if (most.isPresent() && failures >= most.getAsInt()) {
      listener.tell(why + "; that was the last of " + failures + " attempts", "");
      work.giveUp();
    } else {
      again(why);
    }
  }

  /** This client is in again. */
  synchronized void back() {
    cameBack = true;
    backSince = nanoTime.getAsLong();
  }

  /** How many attempts have failed since a good connection was lost. */
  synchronized int failures() {
    return failures;
  }

  private void again(String why) {
    Duration wait = backoff.next();
    listener.tell(why, wait.isZero() ? "" : "; next attempt in " + inWords(wait));
    standing.attempt(failures + 1);
    timer.after(wait, work::attempt);
  }

  private static String inWords(Duration wait) {
    return wait.toSeconds() > 0 ? wait.plusMillis(500).toSeconds() + " s" : wait.toMillis() + " ms";
  }
}
