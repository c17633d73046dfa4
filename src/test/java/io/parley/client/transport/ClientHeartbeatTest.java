package io.parley.client.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClientHeartbeatTest {
  private final AtomicLong nanos = new AtomicLong(-5);
  private final ClientHeartbeat pulse =
      new ClientHeartbeat(Duration.ofSeconds(30), Duration.ofSeconds(90), nanos::get);
  private int pinged;
  private boolean tornDown;

  @Test
  void asks_now_and_then_and_is_content_with_answers() {
    assertEquals(Duration.ofSeconds(30), check());
    for (int i = 1; i <= 10; i++) {
      pass(30);
      assertEquals(Duration.ofSeconds(30), check());
      assertEquals(i, pinged);
      answer();
    }
    assertFalse(tornDown);
  }

  @Test
  void tears_down_after_silence() {
    pass(30);
    assertEquals(Duration.ofSeconds(30), check());
    answer();
    pass(30);
    Duration again = check();
    assertEquals(Duration.ofSeconds(30), again);
    pass(59);
    again = check();
    assertEquals(Duration.ofSeconds(1), again);
    assertFalse(tornDown);
    assertEquals(2, pinged); // an answer to one is enough

    pass(1);
    assertEquals(Duration.ofSeconds(90), check());
    assertTrue(tornDown);
  }

  @Test
  void takes_whatever_comes_for_a_sign_of_life() {
    answerTheFirst();
    for (int i = 0; i < 10; i++) {
      pass(60);
      pulse.onReceived();
      Duration ignored = check();
    }
    assertFalse(tornDown);
  }

  /** Not every server knows a ping. */
  @Test
  void asks_nothing_of_a_server_that_never_answered() {
    for (int i = 0; i < 10; i++) {
      pass(60);
      Duration ignored = check();
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
    assertEquals(OptionalLong.empty(), pulse.lagMillis());
    sendPing();
    assertEquals(OptionalLong.empty(), pulse.lagMillis());
    pass(2);
    answer();
    assertEquals(OptionalLong.of(2000), pulse.lagMillis());

    pulse.onPingSent(ClientHeartbeat.Kind.USER);
    pass(1);
    assertEquals(OptionalLong.of(2000), pulse.lagMillis());
    pass(4);
    assertEquals(OptionalLong.of(5000), pulse.lagMillis());
    assertEquals(OptionalLong.of(5000), pulse.onPong());
    pulse.onConnectionLost();
    assertEquals(OptionalLong.of(5000), pulse.lagMillis());
  }

  @Test
  void pong_of_a_typed_ping_has_its_time_and_others_have_none() {
    pulse.onPingSent(ClientHeartbeat.Kind.AFTER_REQUEST);
    pulse.onPingSent(ClientHeartbeat.Kind.USER);
    nanos.addAndGet(3_000_000);

    assertEquals(OptionalLong.empty(), pulse.onPong());
    assertTrue(pulse.isAnswerPending());
    assertEquals(OptionalLong.of(3), pulse.onPong());
    assertFalse(pulse.isAnswerPending());
  }

  @Test
  void pong_without_ping_is_ignored() {
    assertEquals(OptionalLong.empty(), pulse.onPong());
    assertFalse(pulse.isAnswerPending());
  }

  /** A ping that is not shown ends no answer. */
  @Test
  void pong_belongs_to_the_oldest_ping() {
    pulse.onPingSent(ClientHeartbeat.Kind.KEEP_ALIVE);
    pulse.onPingSent(ClientHeartbeat.Kind.FENCE);
    assertFalse(pulse.isAnswerPending());
    pulse.onPingSent(ClientHeartbeat.Kind.AFTER_REQUEST);
    assertTrue(pulse.isAnswerPending());

    for (ClientHeartbeat.Kind kind :
        List.of(
            ClientHeartbeat.Kind.KEEP_ALIVE,
            ClientHeartbeat.Kind.FENCE,
            ClientHeartbeat.Kind.AFTER_REQUEST)) {
      assertEquals(kind, pulse.nextKind());
      assertEquals(OptionalLong.empty(), pulse.onPong());
    }
    assertEquals(ClientHeartbeat.Kind.NONE, pulse.nextKind());
  }

  private void sendPing() {
    pinged++;
    pulse.onPingSent(ClientHeartbeat.Kind.KEEP_ALIVE);
  }

  /** Checks, and does what is due. */
  private Duration check() {
    ClientHeartbeat.Check check = pulse.check();
    if (check.action() == ClientHeartbeat.Action.SEND_PING) {
      sendPing();
    }
    tornDown |= check.action() == ClientHeartbeat.Action.ABORT;
    return check.next();
  }

  private void answerTheFirst() {
    pass(30);
    Duration ignored = check();
    answer();
  }

  private void beat() {
    Duration ignored = check();
  }

  private void answer() {
    pulse.onReceived();
    assertEquals(ClientHeartbeat.Kind.KEEP_ALIVE, pulse.nextKind());
    OptionalLong ignored = pulse.onPong();
  }

  private void pass(long seconds) {
    nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }
}
