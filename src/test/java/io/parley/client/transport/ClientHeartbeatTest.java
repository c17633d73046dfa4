package io.parley.client.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClientHeartbeatTest implements ClientHeartbeat.Actions {
  private final AtomicLong nanos = new AtomicLong(-5);
  private final PingTracker pings = new PingTracker(nanos::get);
  private final ClientHeartbeat pulse =
      new ClientHeartbeat(Duration.ofSeconds(30), Duration.ofSeconds(90), pings, nanos::get, this);
  private int pinged;
  private boolean tornDown;

  @Test
  void asks_now_and_then_and_is_content_with_answers() {
    assertEquals(Duration.ofSeconds(30), pulse.check());
    for (int i = 1; i <= 10; i++) {
      pass(30);
      assertEquals(Duration.ofSeconds(30), pulse.check());
      assertEquals(i, pinged);
      answer();
    }
    assertFalse(tornDown);
  }

  @Test
  void tears_down_after_silence() {
    pass(30);
    assertEquals(Duration.ofSeconds(30), pulse.check());
    answer();
    pass(30);
    Duration again = pulse.check();
    assertEquals(Duration.ofSeconds(30), again);
    pass(59);
    again = pulse.check();
    assertEquals(Duration.ofSeconds(1), again);
    assertFalse(tornDown);
    assertEquals(2, pinged); // an answer to one is enough

    pass(1);
    assertEquals(Duration.ofSeconds(90), pulse.check());
    assertTrue(tornDown);
  }

  @Test
  void takes_whatever_comes_for_a_sign_of_life() {
    answerTheFirst();
    for (int i = 0; i < 10; i++) {
      pass(60);
      pulse.onReceived();
      Duration ignored = pulse.check();
    }
    assertFalse(tornDown);
  }

  /** Not every server knows a ping. */
  @Test
  void asks_nothing_of_a_server_that_never_answered() {
    for (int i = 0; i < 10; i++) {
      pass(60);
      Duration ignored = pulse.check();
    }
    assertFalse(tornDown);
  }

  /** Ctrl-S stops the reading, too. */
  @Test
  void does_not_blame_the_server_for_a_terminal_that_is_stopped() {
    answerTheFirst();
    pulse.setDrawing(true);
    pass(30);
    beat();
    pass(3600);
    beat();
    pulse.setDrawing(false);
    beat();
    assertFalse(tornDown);

    pass(90);
    beat();
    assertTrue(tornDown);
  }

  @Test
  void the_lag_is_that_of_the_last_answer_and_grows_while_there_is_none() {
    assertEquals(OptionalLong.empty(), pings.lagMillis());
    sendPing();
    assertEquals(OptionalLong.empty(), pings.lagMillis());
    pass(2);
    answer();
    assertEquals(OptionalLong.of(2000), pings.lagMillis());

    pings.addUserPing();
    pass(1);
    assertEquals(OptionalLong.of(2000), pings.lagMillis());
    pass(4);
    assertEquals(OptionalLong.of(5000), pings.lagMillis());
    assertEquals(OptionalLong.of(5000), pings.onPong());
    pings.onConnectionLost();
    assertEquals(OptionalLong.of(5000), pings.lagMillis());
  }

  @Override
  public void sendPing() {
    pinged++;
    pings.addKeepAlivePing();
  }

  @Override
  public void abort() {
    tornDown = true;
  }

  private void answerTheFirst() {
    pass(30);
    Duration ignored = pulse.check();
    answer();
  }

  private void beat() {
    Duration ignored = pulse.check();
  }

  private void answer() {
    pulse.onReceived();
    assertEquals(PingTracker.Kind.KEEP_ALIVE, pings.nextKind());
    OptionalLong ignored = pings.onPong();
  }

  private void pass(long seconds) {
    nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }
}
