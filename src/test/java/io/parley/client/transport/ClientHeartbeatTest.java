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
  private final ClientHeartbeat heartbeat =
      new ClientHeartbeat(Duration.ofSeconds(30), Duration.ofSeconds(90), nanos::get);
  private int pingCount;
  private boolean aborted;

  @Test
  void sends_ping_per_interval_and_accepts_answers() {
    assertEquals(Duration.ofSeconds(30), check());
    for (int i = 1; i <= 10; i++) {
      advance(30);
      assertEquals(Duration.ofSeconds(30), check());
      assertEquals(i, pingCount);
      answer();
    }
    assertFalse(aborted);
  }

  @Test
  void aborts_connection_after_silence_timeout() {
    advance(30);
    assertEquals(Duration.ofSeconds(30), check());
    answer();
    advance(30);
    Duration next = check();
    assertEquals(Duration.ofSeconds(30), next);
    advance(59);
    next = check();
    assertEquals(Duration.ofSeconds(1), next);
    assertFalse(aborted);
    assertEquals(2, pingCount); // one answer is enough

    advance(1);
    assertEquals(Duration.ofSeconds(90), check());
    assertTrue(aborted);
  }

  @Test
  void any_received_message_resets_silence_timeout() {
    answerFirstPing();
    for (int i = 0; i < 10; i++) {
      advance(60);
      heartbeat.onReceived();
      Duration ignored = check();
    }
    assertFalse(aborted);
  }

  /** Not every server supports pings. */
  @Test
  void does_not_abort_server_that_never_answered_a_ping() {
    for (int i = 0; i < 10; i++) {
      advance(60);
      Duration ignored = check();
    }
    assertFalse(aborted);
  }

  /** Ctrl-S in the terminal also stops reading from the server. */
  @Test
  void does_not_abort_while_terminal_is_stopped() {
    answerFirstPing();
    heartbeat.setDrawing(true);
    advance(30);
    checkAgain();
    advance(3600);
    checkAgain();
    heartbeat.setDrawing(false);
    checkAgain();
    assertFalse(aborted);

    advance(90);
    checkAgain();
    assertTrue(aborted);
  }

  @Test
  void lag_is_that_of_last_answer_and_grows_without_answer() {
    assertEquals(OptionalLong.empty(), heartbeat.lagMillis());
    sendPing();
    assertEquals(OptionalLong.empty(), heartbeat.lagMillis());
    advance(2);
    answer();
    assertEquals(OptionalLong.of(2000), heartbeat.lagMillis());

    heartbeat.onPingSent(ClientHeartbeat.Kind.USER);
    advance(1);
    assertEquals(OptionalLong.of(2000), heartbeat.lagMillis());
    advance(4);
    assertEquals(OptionalLong.of(5000), heartbeat.lagMillis());
    assertEquals(OptionalLong.of(5000), heartbeat.onPong());
    heartbeat.onConnectionLost();
    assertEquals(OptionalLong.of(5000), heartbeat.lagMillis());
  }

  @Test
  void only_pong_of_user_ping_has_round_trip_time() {
    heartbeat.onPingSent(ClientHeartbeat.Kind.AFTER_REQUEST);
    heartbeat.onPingSent(ClientHeartbeat.Kind.USER);
    nanos.addAndGet(3_000_000);

    assertEquals(OptionalLong.empty(), heartbeat.onPong());
    assertTrue(heartbeat.isAnswerPending());
    assertEquals(OptionalLong.of(3), heartbeat.onPong());
    assertFalse(heartbeat.isAnswerPending());
  }

  @Test
  void pong_without_ping_is_ignored() {
    assertEquals(OptionalLong.empty(), heartbeat.onPong());
    assertFalse(heartbeat.isAnswerPending());
  }

  /** A keep-alive or fence ping does not end an answer. */
  @Test
  void pong_answers_oldest_ping() {
    heartbeat.onPingSent(ClientHeartbeat.Kind.KEEP_ALIVE);
    heartbeat.onPingSent(ClientHeartbeat.Kind.FENCE);
    assertFalse(heartbeat.isAnswerPending());
    heartbeat.onPingSent(ClientHeartbeat.Kind.AFTER_REQUEST);
    assertTrue(heartbeat.isAnswerPending());

    for (ClientHeartbeat.Kind kind :
        List.of(
            ClientHeartbeat.Kind.KEEP_ALIVE,
            ClientHeartbeat.Kind.FENCE,
            ClientHeartbeat.Kind.AFTER_REQUEST)) {
      assertEquals(kind, heartbeat.nextKind());
      assertEquals(OptionalLong.empty(), heartbeat.onPong());
    }
    assertEquals(ClientHeartbeat.Kind.NONE, heartbeat.nextKind());
  }

  private void sendPing() {
    pingCount++;
    heartbeat.onPingSent(ClientHeartbeat.Kind.KEEP_ALIVE);
  }

  /** Checks, and records the action that is due. */
  private Duration check() {
    ClientHeartbeat.Check check = heartbeat.check();
    if (check.action() == ClientHeartbeat.Action.SEND_PING) {
      sendPing();
    }
    aborted |= check.action() == ClientHeartbeat.Action.ABORT;
    return check.next();
  }

  private void answerFirstPing() {
    advance(30);
    Duration ignored = check();
    answer();
  }

  private void checkAgain() {
    Duration ignored = check();
  }

  private void answer() {
    heartbeat.onReceived();
    assertEquals(ClientHeartbeat.Kind.KEEP_ALIVE, heartbeat.nextKind());
    OptionalLong ignored = heartbeat.onPong();
  }

  private void advance(long seconds) {
    nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }
}
