package io.parley.client.reconnect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** In a time of its own. */
class ReconnectorTest {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final String LOSS = "it is gone";

  private final AtomicLong nanos = new AtomicLong(-5);
  private final List<String> notices = new ArrayList<>();
  private final List<Duration> delays = new ArrayList<>();
  private int attempt;
  private boolean gaveUp;

  @Test
  void reconnector_tries_at_once_and_then_less_and_less_often() {
    Reconnector reconnector = reconnector(OptionalInt.empty());

    take(reconnector.onLost(LOSS, true));
    assertEquals(1, attempt);
    take(reconnector.onAttemptFailed("connection refused"));
    take(reconnector.onAttemptFailed("no such host"));
    assertEquals(3, attempt);

    assertEquals(List.of(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(2)), delays);
    assertEquals(
        List.of(
            "it is gone",
            "no connection to chat:3490: connection refused; next attempt in 1 s",
            "no connection to chat:3490: no such host; next attempt in 2 s"),
        notices);
  }

  @Test
  void delay_doubles_up_to_the_longest() {
    assertEquals(
        Stream.of(0, 1, 2, 4, 8, 16, 32, 60, 60).map(Duration::ofSeconds).toList(),
        delays(9, () -> 1));
  }

  @Test
  void delay_leaves_out_a_random_part_of_up_to_a_half() {
    assertEquals(List.of(0L, 500L, 1000L, 2000L), millis(() -> 0));
    assertEquals(List.of(0L, 750L, 1500L, 3000L), millis(() -> 0.5));
  }

  @Test
  void reconnector_gives_up_after_the_last_attempt() {
    Reconnector reconnector = reconnector(OptionalInt.of(2));
    take(reconnector.onLost(LOSS, true));
    take(reconnector.onAttemptFailed("connection refused"));
    assertFalse(gaveUp);

    take(reconnector.onAttemptFailed("connection refused"));

    assertTrue(gaveUp);
    assertEquals(
        "no connection to chat:3490: connection refused; that was the last of 2 attempts",
        notices.get(2));
    assertEquals(2, delays.size());
  }

  /** A server that accepts clients and then ends, again and again, is not asked without a pause. */
  @Test
  void delay_goes_on_growing_after_a_connection_that_did_not_hold() {
    Reconnector reconnector = reconnector(OptionalInt.of(2));
    take(reconnector.onLost(LOSS, true));
    reconnector.onReconnected();
    nanos.addAndGet(LONGEST.toNanos() - 1);
    take(reconnector.onLost(LOSS, true));
    take(reconnector.onAttemptFailed("connection refused"));
    reconnector.onReconnected();
    nanos.addAndGet(LONGEST.toNanos());
    take(reconnector.onLost(LOSS, true));

    assertEquals(
        List.of(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ZERO),
        delays);
    assertEquals("it is gone; next attempt in 1 s", notices.get(1));
    assertFalse(gaveUp);
  }

  /** Or else a script would come back for ever to a port behind which there is no server. */
  @Test
  void connection_over_which_nothing_was_received_counts_as_failed_attempt() {
    Reconnector reconnector = reconnector(OptionalInt.of(2));
    take(reconnector.onLost(LOSS, false));
    reconnector.onReconnected();
    nanos.addAndGet(LONGEST.toNanos() - 1);
    take(reconnector.onLost(LOSS, false));
    assertEquals(2, attempt);
    assertFalse(gaveUp);
    reconnector.onReconnected();
    take(reconnector.onLost(LOSS, false));

    assertTrue(gaveUp);
    assertEquals(
        List.of(
            "it is gone",
            "it is gone; next attempt in 1 s",
            "it is gone; that was the last of 2 attempts"),
        notices);
  }

  @Test
  void attempts_are_counted_anew_after_something_was_received_or_a_connection_held() {
    Reconnector reconnector = reconnector(OptionalInt.of(2));
    take(reconnector.onLost(LOSS, false));
    for (int i = 0; i < 3; i++) {
      take(reconnector.onAttemptFailed("connection refused"));
      reconnector.onReconnected();
      take(reconnector.onLost(LOSS, true));
      take(reconnector.onAttemptFailed("connection refused"));
      reconnector.onReconnected();
      nanos.addAndGet(LONGEST.toNanos());
      take(reconnector.onLost(LOSS, false));
    }

    assertFalse(gaveUp);
  }

  @Test
  void short_delay_is_shown_in_milliseconds() {
    Reconnector reconnector =
        reconnector(Duration.ofMillis(40), FIRST, OptionalInt.empty(), false, () -> 1);
    take(reconnector.onLost(LOSS, true));
    take(reconnector.onAttemptFailed("no"));

    assertEquals("no connection to chat:3490: no; next attempt in 40 ms", notices.get(1));
  }

  @Test
  void only_losses_are_noticed_where_a_status_line_counts_the_attempts() {
    Reconnector reconnector = reconnector(FIRST, LONGEST, OptionalInt.empty(), true, () -> 1);

    for (int i = 0; i < 2; i++) {
      take(reconnector.onLost(LOSS, true));
      take(reconnector.onAttemptFailed("connection refused"));
      take(reconnector.onAttemptFailed("no such host"));
      reconnector.onReconnected();
      nanos.addAndGet(LONGEST.toNanos());
    }

    assertEquals(List.of(LOSS, LOSS), notices);
  }

  @Test
  void reason_that_is_that_of_the_attempt_before_is_not_noticed_again() {
    Reconnector reconnector = reconnector(OptionalInt.of(5));
    take(reconnector.onLost(LOSS, true));
    for (String reason : List.of("refused", "refused", "no such host", "no such host", "refused")) {
      take(reconnector.onAttemptFailed(reason));
    }

    assertEquals(
        List.of(
            LOSS,
            "no connection to chat:3490: refused; next attempt in 1 s",
            "no connection to chat:3490: no such host; next attempt in 4 s",
            "no connection to chat:3490: refused; that was the last of 5 attempts"),
        notices);
  }

  private void take(Reconnector.Retry retry) {
    notices.addAll(retry.notices());
    retry.delay().ifPresent(delays::add);
    gaveUp |= retry.delay().isEmpty();
    attempt = retry.attempt();
  }

  private List<Duration> delays(int count, DoubleSupplier random) {
    Reconnector reconnector = reconnector(FIRST, LONGEST, OptionalInt.empty(), false, random);
    return Stream.generate(() -> reconnector.onAttemptFailed("no").delay())
        .limit(count)
        .map(Optional::orElseThrow)
        .toList();
  }

  private List<Long> millis(DoubleSupplier random) {
    return delays(4, random).stream().map(Duration::toMillis).toList();
  }

  private Reconnector reconnector(OptionalInt maxAttempts) {
    return reconnector(FIRST, LONGEST, maxAttempts, false, () -> 1);
  }

  private Reconnector reconnector(
      Duration first,
      Duration longest,
      OptionalInt maxAttempts,
      boolean lossesOnly,
      DoubleSupplier random) {
    return new Reconnector(
        "chat:3490", first, longest, maxAttempts, lossesOnly, random, nanos::get);
  }
}
