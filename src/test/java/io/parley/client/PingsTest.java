package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PingsTest {
  private final AtomicLong nanos = new AtomicLong();
  private final Pings pings = new Pings(nanos::get);

  @Test
  void tells_how_long_the_answer_took_to_those_who_asked() {
    pings.followed();
    pings.asked();
    nanos.set(3_000_000);

    assertEquals(OptionalLong.empty(), pings.answered());
    assertTrue(pings.isAwaited());
    assertEquals(OptionalLong.of(3), pings.answered());
    assertFalse(pings.isAwaited());
  }

  @Test
  void a_pong_that_nobody_asked_for_is_none() {
    assertEquals(OptionalLong.empty(), pings.answered());
    assertFalse(pings.isAwaited());
  }

  /** Those that nobody sees end no answer. */
  @Test
  void each_pong_belongs_to_the_oldest_ping() {
    pings.kept();
    pings.fenced();
    assertFalse(pings.isAwaited());
    assertTrue(pings.isOutstanding());
    pings.followed();
    assertTrue(pings.isAwaited());

    for (Pings.Kind kind : List.of(Pings.Kind.BACKGROUND, Pings.Kind.FENCE, Pings.Kind.FOLLOWING)) {
      assertEquals(kind, pings.next());
      assertEquals(OptionalLong.empty(), pings.answered());
    }
    assertEquals(Pings.Kind.NONE, pings.next());
  }
}
