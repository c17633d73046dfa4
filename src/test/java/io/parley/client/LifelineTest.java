package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** In a time of its own: nothing is done until the test says that it is due. */
class LifelineTest implements Lifeline.Work {
  private final AtomicLong nanos = new AtomicLong(-5);
  private final List<String> complaints = new ArrayList<>();
  private final List<Duration> waits = new ArrayList<>();
  private final Standing standing = new Standing();
  private int attempts;
  private boolean gaveUp;

  @Test
  void tries_at_once_and_then_less_and_less_often() {
    Lifeline lifeline = lifeline(OptionalInt.empty());

    lifeline.lost("it is gone", true);
    assertEquals(OptionalInt.of(1), standing.attempt());
    lifeline.failed("connection refused");
    lifeline.failed("no such host");
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
    Lifeline lifeline = lifeline(OptionalInt.of(2));
    lifeline.lost("it is gone", true);
    lifeline.failed("connection refused");
    assertFalse(gaveUp);

    lifeline.failed("connection refused");

    assertTrue(gaveUp);
    assertEquals(
        "no connection to chat:3490: connection refused; that was the last of 2 attempts",
        complaints.get(2));
    assertEquals(2, attempts);
  }

  /** A server that lets people in and then ends, again and again, is not asked without a pause. */
  @Test
  void waits_before_it_comes_back_to_a_connection_that_did_not_hold() {
    Lifeline lifeline = lifeline(OptionalInt.of(2));
    lifeline.lost("it is gone", true);
    lifeline.back();
    nanos.addAndGet(Duration.ofMinutes(1).toNanos() - 1);
    lifeline.lost("it is gone", true);
    lifeline.failed("connection refused");
    lifeline.back();
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    lifeline.lost("it is gone", true);

    assertEquals(
        List.of(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ZERO), waits);
    assertEquals("it is gone; next attempt in 1 s", complaints.get(1));
    assertFalse(gaveUp);
  }

  /** Or else a script would come back for ever to a port behind which nobody is. */
  @Test
  void a_return_on_which_nothing_was_heard_is_an_attempt_that_failed() {
    Lifeline lifeline = lifeline(OptionalInt.of(2));
    lifeline.lost("it is gone", false);
    lifeline.back();
    nanos.addAndGet(Duration.ofMinutes(1).toNanos() - 1);
    lifeline.lost("it is gone", false);
    assertEquals(OptionalInt.of(2), standing.attempt());
    assertFalse(gaveUp);
    lifeline.back();
    lifeline.lost("it is gone", false);

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
    Lifeline lifeline = lifeline(OptionalInt.of(2));
    lifeline.lost("it is gone", false);
    for (int i = 0; i < 3; i++) {
      lifeline.failed("connection refused");
      lifeline.back();
      lifeline.lost("it is gone", true);
      lifeline.failed("connection refused");
      lifeline.back();
      nanos.addAndGet(Duration.ofMinutes(1).toNanos());
      lifeline.lost("it is gone", false);
    }

    assertFalse(gaveUp);
  }

  @Test
  void short_waits_are_told_in_milliseconds() {
    Lifeline lifeline =
        lifeline(new Backoff(Duration.ofMillis(40), Duration.ofSeconds(1), () -> 1));
    lifeline.lost("it is gone", true);
    lifeline.failed("no");

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

  private Lifeline lifeline(OptionalInt most) {
    return lifeline(new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), () -> 1), most);
  }

  private Lifeline lifeline(Backoff backoff) {
    return lifeline(backoff, OptionalInt.empty());
  }

  private Lifeline lifeline(Backoff backoff, OptionalInt most) {
    Timer timer =
        (wait, task) -> {
          waits.add(wait);
          task.run();
        };
    return new Lifeline(
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
