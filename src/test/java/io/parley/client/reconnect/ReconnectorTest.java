package io.parley.client.reconnect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.state.ConnectionStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** In a time of its own: nothing is done until the test says that it is due. */
class ReconnectorTest implements Reconnector.Actions {
  private final AtomicLong nanos = new AtomicLong(-5);
  private final List<String> complaints = new ArrayList<>();
  private final List<Duration> waits = new ArrayList<>();
  private final ConnectionStatus standing = new ConnectionStatus();
  private int attempts;
  private boolean gaveUp;

  @Test
  void tries_at_once_and_then_less_and_less_often() {
    Reconnector lifeline = lifeline(OptionalInt.empty());

    lifeline.onLost("it is gone", true);
    assertEquals(OptionalInt.of(1), standing.attempt());
    lifeline.onAttemptFailed("connection refused");
    lifeline.onAttemptFailed("no such host");
    assertEquals(OptionalInt.of(3), standing.attempt());

    assertEquals(List.of(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(2)), waits);
    assertEquals(3, attempts);
    assertEquals(
        List.of(
            "it is gone",
            "no connection to chat:3490: connection refused; next attempt in 1 s",
            "no connection to chat:3490: no such host; next attempt in 2 s"),
        complaints);
  }

  @Test
  void makes_as_many_attempts_as_it_may() {
    Reconnector lifeline = lifeline(OptionalInt.of(2));
    lifeline.onLost("it is gone", true);
    lifeline.onAttemptFailed("connection refused");
    assertFalse(gaveUp);

    lifeline.onAttemptFailed("connection refused");

    assertTrue(gaveUp);
    assertEquals(
        "no connection to chat:3490: connection refused; that was the last of 2 attempts",
        complaints.get(2));
    assertEquals(2, attempts);
  }

  /** A server that lets people in and then ends, again and again, is not asked without a pause. */
  @Test
  void waits_before_it_comes_back_to_a_connection_that_did_not_hold() {
    Reconnector lifeline = lifeline(OptionalInt.of(2));
    lifeline.onLost("it is gone", true);
    lifeline.onReconnected();
    nanos.addAndGet(Duration.ofMinutes(1).toNanos() - 1);
    lifeline.onLost("it is gone", true);
    lifeline.onAttemptFailed("connection refused");
    lifeline.onReconnected();
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    lifeline.onLost("it is gone", true);

    assertEquals(
        List.of(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ZERO), waits);
    assertEquals("it is gone; next attempt in 1 s", complaints.get(1));
    assertFalse(gaveUp);
  }

  /** Or else a script would come back for ever to a port behind which nobody is. */
  @Test
  void a_return_on_which_nothing_was_heard_is_an_attempt_that_failed() {
    Reconnector lifeline = lifeline(OptionalInt.of(2));
    lifeline.onLost("it is gone", false);
    lifeline.onReconnected();
    nanos.addAndGet(Duration.ofMinutes(1).toNanos() - 1);
    lifeline.onLost("it is gone", false);
    assertEquals(OptionalInt.of(2), standing.attempt());
    assertFalse(gaveUp);
    lifeline.onReconnected();
    lifeline.onLost("it is gone", false);

    assertTrue(gaveUp);
    assertEquals(
        List.of(
            "it is gone",
            "it is gone; next attempt in 1 s",
            "it is gone; that was the last of 2 attempts"),
        complaints);
  }

  @Test
  void attempts_are_counted_anew_when_something_was_heard_or_a_quiet_connection_held() {
    Reconnector lifeline = lifeline(OptionalInt.of(2));
    lifeline.onLost("it is gone", false);
    for (int i = 0; i < 3; i++) {
      lifeline.onAttemptFailed("connection refused");
      lifeline.onReconnected();
      lifeline.onLost("it is gone", true);
      lifeline.onAttemptFailed("connection refused");
      lifeline.onReconnected();
      nanos.addAndGet(Duration.ofMinutes(1).toNanos());
      lifeline.onLost("it is gone", false);
    }

    assertFalse(gaveUp);
  }

  @Test
  void short_waits_are_told_in_milliseconds() {
    Reconnector lifeline =
        lifeline(new Backoff(Duration.ofMillis(40), Duration.ofSeconds(1), () -> 1));
    lifeline.onLost("it is gone", true);
    lifeline.onAttemptFailed("no");

    assertEquals("no connection to chat:3490: no; next attempt in 40 ms", complaints.get(1));
  }

  @Override
  public void attempt() {
    attempts++;
  }

  @Override
  public void giveUp() {
    gaveUp = true;
  }

  private Reconnector lifeline(OptionalInt most) {
    return lifeline(new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), () -> 1), most);
  }

  private Reconnector lifeline(Backoff backoff) {
    return lifeline(backoff, OptionalInt.empty());
  }

  private Reconnector lifeline(Backoff backoff, OptionalInt most) {
    TaskScheduler timer =
        (wait, task) -> {
          waits.add(wait);
          task.run();
        };
    return new Reconnector(
        "chat:3490",
        backoff,
        Duration.ofMinutes(1),
        most,
        timer,
        nanos::get,
        standing,
        (what, next) -> complaints.add(what + next),
        this);
  }
}
