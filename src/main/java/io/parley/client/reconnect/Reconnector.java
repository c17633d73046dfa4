package io.parley.client.reconnect;

import io.parley.client.ClientContext;
import io.parley.client.state.ConnectionStatus;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * Brings a connection back that was lost: attempt by attempt, each of which ends by {@link
 * #onReconnected} or {@link #onAttemptFailed}. Thread-safe.
 */
public final class Reconnector {

  /** What it does. */
  public interface Actions {
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
    void onProblem(String what, String next);
  }

  private final String server;
  private final Backoff backoff;
  private final Duration stableAfter;
  private final OptionalInt maxAttempts;
  private final TaskScheduler scheduler;
  private final LongSupplier nanoTime;
  private final ConnectionStatus status;
  private final Listener listener;
  private final Actions actions;
  private int failures;
  private boolean reconnected;
  private long reconnectedAt;

  /**
   * A connection that is not lost yet.
   *
   * @param steady a connection that held for so long was a good one, and the next attempt after it
   *     is made at once; no wait between two attempts is longer
   * @param most how many attempts are made after a loss; for ever if empty
   */
  Reconnector(
      String server,
      Backoff backoff,
      Duration steady,
      OptionalInt most,
      TaskScheduler timer,
      LongSupplier nanoTime,
      ConnectionStatus standing,
      Listener listener,
      Actions work) {
    this.server = server;
    this.backoff = backoff;
    this.stableAfter = steady;
    this.maxAttempts = most;
    this.scheduler = timer;
    this.nanoTime = nanoTime;
    this.status = standing;
    this.listener = listener;
    this.actions = work;
    this.reconnectedAt = nanoTime.getAsLong();
  }

  /** The lifeline of a visit to a server. */
  public static Reconnector create(ClientContext visit, String server, Actions work) {
    ReconnectSettings staying = visit.settings().reconnect();
    boolean person = visit.screen().isInteractive();
    return new Reconnector(
        server,
        new Backoff(staying.initialDelay(), staying.maxDelay(), new Random()::nextDouble),
        staying.maxDelay(),
        person ? OptionalInt.empty() : OptionalInt.of(staying.maxAttempts()),
        visit.scheduler(),
        System::nanoTime,
        visit.state().connection(),
        new ReconnectNotices(visit.screen(), visit.state().connection()),
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
  public synchronized void onLost(String why, boolean heard) {
    boolean held = nanoTime.getAsLong() - reconnectedAt >= stableAfter.toNanos();
    if (held) {
      backoff.reset();
    }
    if (reconnected && !heard && !held) {
      onFailure(why);
    } else {
      failures = 0;
      scheduleAttempt(why);
    }
  }

  /** An attempt has failed. */
  public synchronized void onAttemptFailed(String why) {
    onFailure("no connection to " + server + ": " + why);
  }

  private void onFailure(String why) {
    failures++;
    if (maxAttempts.isPresent() && failures >= maxAttempts.getAsInt()) {
      listener.onProblem(why + "; that was the last of " + failures + " attempts", "");
      actions.giveUp();
    } else {
      scheduleAttempt(why);
    }
  }

  /** This client is in again. */
  public synchronized void onReconnected() {
    reconnected = true;
    reconnectedAt = nanoTime.getAsLong();
  }

  /** How many attempts have failed since a good connection was lost. */
  public synchronized int failures() {
    return failures;
  }

  private void scheduleAttempt(String why) {
    Duration wait = backoff.nextDelay();
    listener.onProblem(why, wait.isZero() ? "" : "; next attempt in " + format(wait));
    status.attempt(failures + 1);
    scheduler.scheduleOnce(wait, actions::attempt);
  }

  private static String format(Duration wait) {
    return wait.toSeconds() > 0 ? wait.plusMillis(500).toSeconds() + " s" : wait.toMillis() + " ms";
  }
}
