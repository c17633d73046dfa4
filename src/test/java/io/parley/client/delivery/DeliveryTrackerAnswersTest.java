package io.parley.client.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import org.junit.jupiter.api.Test;

class DeliveryTrackerAnswersTest {
  private final DeliveryTracker ledger = new DeliveryTracker(1000, true, Nickname.sanitize("Pat"));

  @Test
  void is_settled_when_the_input_has_ended_and_all_that_was_said_came_back() {
    joined("pat");
    ledger.onTextSent();
    ledger.onTextSent();
    chatted("pat");
    ledger.onInputEnded();
    assertFalse(isSettled());
    assertEquals(1, ledger.unansweredCount());

    chatted("pat");

    assertTrue(isSettled());
    assertEquals(0, ledger.unansweredCount());
  }

  @Test
  void is_not_settled_while_there_may_be_more_input() {
    joined("pat");
    ledger.onTextSent();
    chatted("pat");

    assertFalse(isSettled());
  }

  /** Who leaves before the answer to the hello would never hear that the nickname was refused. */
  @Test
  void waits_to_be_let_in_even_if_nothing_was_said() {
    ledger.onInputEnded();
    assertFalse(isSettled());

    joined("leslie");
    assertFalse(isSettled());

    joined("pat");
    assertTrue(isSettled());
  }

  @Test
  void counts_nothing_that_others_say() {
    joined("pat");
    ledger.onTextSent();
    ledger.onInputEnded();

    chatted("leslie");
    ledger.onMessage(new ServerMessage.Notice(Text.sanitize("pat: hello")));
    ledger.onMessage(new ServerMessage.Left(Nickname.sanitize("leslie")));

    assertFalse(isSettled());
  }

  @Test
  void takes_a_refusal_for_an_answer() {
    joined("pat");
    ledger.onTextSent();
    ledger.onInputEnded();

    ledger.onMessage(
        new ServerMessage.Refused(new Problem(Problem.Code.TEXT_TOO_LONG, "Too long.")));

    assertTrue(isSettled());
  }

  /** A script that is ahead of what comes back waits for the oldest, and not for all. */
  @Test
  void tells_when_few_enough_are_unanswered() {
    DeliveryTracker tracker = new DeliveryTracker(3, true, Nickname.sanitize("Pat"));
    tracker.onTextSent();
    tracker.onTextSent();
    tracker.onTextSent();
    assertFalse(tracker.hasWindow());

    tracker.onMessage(echo("pat"));
    assertTrue(tracker.hasWindow());
    assertEquals(2, tracker.unansweredCount());

    tracker.onMessage(echo("pat"));
    tracker.onMessage(echo("pat"));
    assertEquals(0, tracker.unansweredCount());
  }

  /** The server composes names; a folded or decomposed one is still ours. */
  @Test
  void knows_its_own_name_however_it_is_written() {
    DeliveryTracker zoe = new DeliveryTracker(1000, true, Nickname.sanitize("Zoe\u0308"));
    zoe.onTextSent();
    zoe.onInputEnded();

    zoe.onMessage(new ServerMessage.Joined(Nickname.sanitize("ZO\u00CB")));
    zoe.onMessage(new ServerMessage.Chatted(Nickname.sanitize("zo\u00EB"), Text.sanitize("hi")));

    assertTrue(zoe.isSettled());
  }

  /** Some servers do not tell newcomers that they have joined. */
  @Test
  void is_in_when_something_it_said_came_back() {
    ledger.onTextSent();
    ledger.onInputEnded();

    chatted("pat");

    assertTrue(isSettled());
  }

  /** It says why the connection ends, and nothing of what was said. */
  @Test
  void does_not_take_a_goodbye_for_an_answer() {
    joined("pat");
    ledger.onTextSent();
    ledger.onInputEnded();

    ledger.onMessage(new ServerMessage.Refused(new Problem(Problem.Code.SERVER_CLOSING, "Bye.")));

    assertFalse(isSettled());
  }

  @Test
  void is_settled_after_a_loss_when_all_was_said_again_and_came_back() {
    joined("pat");
    ledger.onTextSent();
    ledger.onInputEnded();
    ledger.onConnectionLost();
    assertEquals(0, ledger.unansweredCount());
    joined("pat");
    assertFalse(isSettled());

    ledger.onTextSent();
    ledger.open();
    assertFalse(isSettled());
    chatted("pat");

    assertTrue(isSettled());
  }

  @Test
  void nobody_waits_for_answers_that_a_loss_has_swallowed() {
    ledger.onPingSent();
    assertEquals(1, ledger.unansweredCount());

    ledger.onConnectionLost();

    assertEquals(0, ledger.unansweredCount());
  }

  private void joined(String nickname) {
    ledger.onMessage(new ServerMessage.Joined(Nickname.sanitize(nickname)));
  }

  private void chatted(String nickname) {
    ledger.onMessage(echo(nickname));
  }

  private static ServerMessage echo(String nickname) {
    return new ServerMessage.Chatted(Nickname.sanitize(nickname), Text.sanitize("hi"));
  }

  private boolean isSettled() {
    return ledger.isSettled();
  }
}
