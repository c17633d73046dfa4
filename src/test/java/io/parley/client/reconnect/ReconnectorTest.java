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

/** With a clock that the test advances. */
class ReconnectorTest {
  private static final Duration INITIAL_DELAY = Duration.ofSeconds(1);
  private static final Duration MAX_DELAY = Duration.ofSeconds(60);
  private static final String LOSS = "it is gone";

  private final AtomicLong nanos = new AtomicLong(-5);
  private final List<String> notices = new ArrayList<>();
  private final List<Duration> delays = new ArrayList<>();
  private int attempt;
  private boolean gaveUp;

  @Test
  void first_attempt_is_immediate_and_later_delays_grow() {
    Reconnector reconnector = reconnector(OptionalInt.empty());

    apply(reconnector.onLost(LOSS, true));
    assertEquals(1, attempt);
    apply(reconnector.onAttemptFailed("connection refused"));
    apply(reconnector.onAttemptFailed("no such host"));
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
  void delay_doubles_up_to_maximum() {
    assertEquals(
        Stream.of(0, 1, 2, 4, 8, 16, 32, 60, 60).map(Duration::ofSeconds).toList(),
        delays(9, () -> 1));
  }

  @Test
  void delay_is_reduced_by_random_part_of_up_to_half() {
    assertEquals(List.of(0L, 500L, 1000L, 2000L), millis(() -> 0));
    assertEquals(List.of(0L, 750L, 1500L, 3000L), millis(() -> 0.5));
  }

  @Test
  void server_that_asks_for_less_gets_time() {
    Reconnector reconnector = reconnector(OptionalInt.empty());
    nanos.addAndGet(MAX_DELAY.toNanos()); // the connection has lasted

    reconnector.throttle();
    apply(reconnector.onLost(LOSS, true));
    apply(reconnector.onAttemptFailed("too many"));
    reconnector.throttle();
    apply(reconnector.onAttemptFailed("too many"));

    assertEquals(
        List.of(Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofSeconds(60)), delays);
    assertEquals("it is gone; next attempt in 15 s", notices.get(0));
  }

  @Test
  void gives_up_after_last_attempt() {
    Reconnector reconnector = reconnector(OptionalInt.of(2));
    apply(reconnector.onLost(LOSS, true));
    apply(reconnector.onAttemptFailed("connection refused"));
    assertFalse(gaveUp);

    apply(reconnector.onAttemptFailed("connection refused"));

    assertTrue(gaveUp);
    assertEquals(
        "no connection to chat:3490: connection refused; giving up after 2 attempts",
        notices.get(2));
    assertEquals(2, delays.size());
  }

  /** Limits the attempts to reach a server that accepts clients and then stops, repeatedly. */
  @Test
  void delay_keeps_growing_after_short_connection() {
    Reconnector reconnector = reconnector(OptionalInt.of(2));
    apply(reconnector.onLost(LOSS, true));
    reconnector.onReconnected();
    nanos.addAndGet(MAX_DELAY.toNanos() - 1);
    apply(reconnector.onLost(LOSS, true));
    apply(reconnector.onAttemptFailed("connection refused"));
    reconnector.onReconnected();
    nanos.addAndGet(MAX_DELAY.toNanos());
    apply(reconnector.onLost(LOSS, true));

    assertEquals(
        List.of(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ZERO),
        delays);
    assertEquals("it is gone; next attempt in 1 s", notices.get(1));
    assertFalse(gaveUp);
  }

  /** Otherwise a script reconnects without end to a port without a Parley server behind it. */
  @Test
  void connection_without_received_message_counts_as_failed_attempt() {
    Reconnector reconnector = reconnector(OptionalInt.of(2));
    apply(reconnector.onLost(LOSS, false));
    reconnector.onReconnected();
    nanos.addAndGet(MAX_DELAY.toNanos() - 1);
    apply(reconnector.onLost(LOSS, false));
    assertEquals(2, attempt);
    assertFalse(gaveUp);
    reconnector.onReconnected();
    apply(reconnector.onLost(LOSS, false));

    assertTrue(gaveUp);
    assertEquals(
        List.of(
            "it is gone",
            "it is gone; next attempt in 1 s",
            "it is gone; giving up after 2 attempts"),
        notices);
  }

  @Test
  void attempt_count_restarts_after_received_message_or_long_connection() {
    Reconnector reconnector = reconnector(OptionalInt.of(2));
    apply(reconnector.onLost(LOSS, false));
    for (int i = 0; i < 3; i++) {
      apply(reconnector.onAttemptFailed("connection refused"));
      reconnector.onReconnected();
      apply(reconnector.onLost(LOSS, true));
      apply(reconnector.onAttemptFailed("connection refused"));
      reconnector.onReconnected();
      nanos.addAndGet(MAX_DELAY.toNanos());
      apply(reconnector.onLost(LOSS, false));
    }

    assertFalse(gaveUp);
  }

  @Test
  void short_delay_is_shown_in_milliseconds() {
    Reconnector reconnector =
        reconnector(Duration.ofMillis(40), INITIAL_DELAY, OptionalInt.empty(), false, () -> 1);
    apply(reconnector.onLost(LOSS, true));
    apply(reconnector.onAttemptFailed("no"));

    assertEquals("no connection to chat:3490: no; next attempt in 40 ms", notices.get(1));
  }

  @Test
  void only_losses_are_reported_when_status_line_counts_attempts() {
    Reconnector reconnector =
        reconnector(INITIAL_DELAY, MAX_DELAY, OptionalInt.empty(), true, () -> 1);

    for (int i = 0; i < 2; i++) {
      apply(reconnector.onLost(LOSS, true));
      apply(reconnector.onAttemptFailed("connection refused"));
      apply(reconnector.onAttemptFailed("no such host"));
      reconnector.onReconnected();
      nanos.addAndGet(MAX_DELAY.toNanos());
    }

    assertEquals(List.of(LOSS, LOSS), notices);
  }

  @Test
  void repeated_reason_is_not_reported_again() {
    Reconnector reconnector = reconnector(OptionalInt.of(5));
    apply(reconnector.onLost(LOSS, true));
    for (String reason : List.of("refused", "refused", "no such host", "no such host", "refused")) {
      apply(reconnector.onAttemptFailed(reason));
    }

    assertEquals(
        List.of(
            LOSS,
            "no connection to chat:3490: refused; next attempt in 1 s",
            "no connection to chat:3490: no such host; next attempt in 4 s",
            "no connection to chat:3490: refused; giving up after 5 attempts"),
        notices);
  }

  private void apply(Reconnector.Retry retry) {
    notices.addAll(retry.notices());
    retry.delay().ifPresent(delays::add);
    gaveUp |= retry.delay().isEmpty();
    attempt = retry.attempt();
  }

  private List<Duration> delays(int count, DoubleSupplier random) {
    Reconnector reconnector =
        reconnector(INITIAL_DELAY, MAX_DELAY, OptionalInt.empty(), false, random);
    return Stream.generate(() -> reconnector.onAttemptFailed("no").delay())
        .limit(count)
        .map(Optional::orElseThrow)
        .toList();
  }

  private List<Long> millis(DoubleSupplier random) {
    return delays(4, random).stream().map(Duration::toMillis).toList();
  }

  private Reconnector reconnector(OptionalInt maxAttempts) {
    return reconnector(INITIAL_DELAY, MAX_DELAY, maxAttempts, false, () -> 1);
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
