package io.parley.account;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Counts the failed log-ins for each key, and locks a key out when there are too many within the
 * window. Each further lockout is twice as long as the one before, until there was none for the
 * longest time that one may last.
 *
 * <p>A key is forgotten when that changes nothing, or when there are more keys than the settings
 * allow; then the one whose last failure is the oldest. Thread-safe with one lock.
 */
final class LockoutTable<K> {
  /** More than one key comes in for each one that is added, so that the table shrinks. */
  private static final int FORGOTTEN_AT_ONCE = 4;

  /** A longer delay than any setting. */
  private static final int MAX_DOUBLINGS = 20;

  private final int maxFailures;
  private final LockoutSettings settings;
  private final LongSupplier nanoTime;

  /** The key whose last failure is the oldest is the first. */
  private final Map<K, State> states = new LinkedHashMap<>();

  /** Times are of the monotonic clock. */
  private static final class State {
    private final ArrayDeque<Long> failures = new ArrayDeque<>();
    private int lockouts;
    private long lockedUntil;
  }

  /**
   * @param maxFailures the number that locks out
   * @param nanoTime the clock, such as {@link System#nanoTime}
   */
  LockoutTable(int maxFailures, LockoutSettings settings, LongSupplier nanoTime) {
    this.maxFailures = maxFailures;
    this.settings = settings;
    this.nanoTime = nanoTime;
  }

  /** How long the key is still locked out; empty if it is not. */
  synchronized Optional<Duration> remaining(K key) {
    State state = states.get(key);
    long now = nanoTime.getAsLong();
    return state != null && isLocked(state, now)
        ? Optional.of(Duration.ofNanos(state.lockedUntil - now))
        : Optional.empty();
  }

  /**
   * Counts a failed log-in.
   *
   * @return how long the lockout lasts that it begins; empty if it begins none
   */
  synchronized Optional<Duration> onFailed(K key) {
    long now = nanoTime.getAsLong();
    State known = states.remove(key);
    State state = known == null || hasRecovered(known, now) ? new State() : known;
    states.put(key, state); // at the end
    Optional<Duration> lockout =
        isLocked(state, now) // it was being tried when the lockout began
            ? Optional.empty()
            : count(state, now);
    forget(now);
    return lockout;
  }

  private Optional<Duration> count(State state, long now) {
    forgetFailures(state, now);
    state.failures.addLast(now);
    if (state.failures.size() < maxFailures) {
      return Optional.empty();
    }
    Duration delay = delay(state.lockouts);
    state.lockedUntil = now + delay.toNanos();
    state.lockouts++;
    state.failures.clear();
    return Optional.of(delay);
  }

  /** Forgets the failures of a key. */
  synchronized void onSucceeded(K key) {
    states.remove(key);
  }

  /** The number of keys in memory. */
  synchronized int size() {
    return states.size();
  }

  private Duration delay(int lockouts) {
    Duration delay = settings.delay().multipliedBy(1L << Math.min(lockouts, MAX_DOUBLINGS));
    return delay.compareTo(settings.maxDelay()) < 0 ? delay : settings.maxDelay();
  }

  private static boolean isLocked(State state, long now) {
    return state.lockouts > 0 && state.lockedUntil - now > 0;
  }

  private void forgetFailures(State state, long now) {
    while (!state.failures.isEmpty()
        && now - state.failures.getFirst() >= settings.window().toNanos()) {
      state.failures.removeFirst();
    }
  }

  private boolean hasRecovered(State state, long now) {
    forgetFailures(state, now);
    return state.failures.isEmpty()
        && (state.lockouts == 0 || now - state.lockedUntil >= settings.maxDelay().toNanos());
  }

  private void forget(long now) {
    Iterator<State> oldest = states.values().iterator();
    for (int i = 0; i < FORGOTTEN_AT_ONCE && oldest.hasNext(); i++) {
      State state = oldest.next();
      if (states.size() > settings.maxRemembered() || hasRecovered(state, now)) {
        oldest.remove();
      }
    }
  }
}
