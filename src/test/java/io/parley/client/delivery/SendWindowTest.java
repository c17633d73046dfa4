package io.parley.client.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.screen.FakeScreen;
import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.junit.jupiter.api.Test;

class SendWindowTest {
  private static final Nickname PAT = new Nickname("pat");

  private final PendingRequests ledger = new PendingRequests(PAT, true);

  /** Nothing is lost that way; and whoever wonders why nothing goes on can read why. */
  @Test
  void a_script_that_waits_for_long_says_so_and_waits_on() {
    FakeScreen script = FakeScreen.script();
    SendWindow inStep = new SendWindow(script, ledger, 1, Duration.ofMillis(10));
    ledger.onTextSent();

    CompletableFuture<Done> next = inStep.whenOpen().toCompletableFuture();
    script.expect("parley: still waiting for what was said to come back");
    assertFalse(next.isDone());

    ledger.onMessage(new ServerMessage.Chatted(PAT, Text.sanitize("hi")));
    assertTrue(next.isDone());
    assertEquals(0, script.rest().size());
  }
}
