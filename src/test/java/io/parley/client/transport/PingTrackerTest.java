package io.parley.client.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PingTrackerTest {
  private final AtomicLong nanos = new AtomicLong();
  private final PingTracker pings = new PingTracker(nanos::get);

  @Test
  void tells_how_long_the_answer_took_to_those_who_asked() {
    pings.addRequestPing();
    pings.addUserPing();
    nanos.set(3_000_000);

    assertEquals(OptionalLong.empty(), pings.onPong());
    assertTrue(pings.isAnswerPending());
    assertEquals(OptionalLong.of(3), pings.onPong());
    assertFalse(pings.isAnswerPending());
  }

  @Test
  void a_pong_that_nobody_asked_for_is_none() {
    assertEquals(OptionalLong.empty(), pings.onPong());
    assertFalse(pings.isAnswerPending());
  }

  /** Those that nobody sees end no answer. */
  @Test
  void each_pong_belongs_to_the_oldest_ping() {
    pings.addKeepAlivePing();
    pings.addFencePing();
    assertFalse(pings.isAnswerPending());
    assertTrue(pings.isPongPending());
    pings.addRequestPing();
    assertTrue(pings.isAnswerPending());

    for (PingTracker.Kind kind :
        List.of(
            PingTracker.Kind.KEEP_ALIVE, PingTracker.Kind.FENCE, PingTracker.Kind.AFTER_REQUEST)) {
      assertEquals(kind, pings.nextKind());
      assertEquals(OptionalLong.empty(), pings.onPong());
    }
    assertEquals(PingTracker.Kind.NONE, pings.nextKind());
  }
}
