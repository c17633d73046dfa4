package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private final Ledger ledger = new Ledger(Nickname.sanitize("Pat"), true);

  @Test
  void is_settled_when_the_input_has_ended_and_all_that_was_said_came_back() {
    joined("pat");
    ledger.sent();
    ledger.sent();
    chatted("pat");
    ledger.inputEnded();
    assertFalse(isSettled());
    assertEquals(1, ledger.unanswered());

    chatted("pat");

    assertTrue(isSettled());
    assertEquals(0, ledger.unanswered());
  }

  @Test
  void is_not_settled_while_there_may_be_more_input() {
    joined("pat");
    ledger.sent();
    chatted("pat");

    assertFalse(isSettled());
  }

  /** Who leaves before the answer to the hello would never hear that the nickname was refused. */
  @Test
  void waits_to_be_let_in_even_if_nothing_was_said() {
    ledger.inputEnded();
    assertFalse(isSettled());

    joined("leslie");
    assertFalse(isSettled());

    joined("pat");
    assertTrue(isSettled());
  }

  @Test
  void counts_nothing_that_others_say() {
    joined("pat");
    ledger.sent();
    ledger.inputEnded();

    chatted("leslie");
    ledger.heard(new ServerMessage.Notice(Text.sanitize("pat: hello")));
    ledger.heard(new ServerMessage.Left(Nickname.sanitize("leslie")));

    assertFalse(isSettled());
  }

  @Test
  void takes_a_refusal_for_an_answer() {
    joined("pat");
    ledger.sent();
    ledger.inputEnded();

    ledger.heard(new ServerMessage.Refused(new Problem(Problem.Code.TEXT_TOO_LONG, "Too long.")));

    assertTrue(isSettled());
  }

  /** A script that is ahead of what comes back waits for the oldest, and not for all. */
  @Test
  void tells_when_few_enough_are_unanswered() {
    joined("pat");
    ledger.sent();
    ledger.sent();
    ledger.sent();
    CompletableFuture<Done> two = ledger.caughtUp(2).toCompletableFuture();
    CompletableFuture<Done> none = ledger.caughtUp().toCompletableFuture();
    assertFalse(two.isDone());

    chatted("pat");
    assertTrue(two.isDone());
    assertFalse(none.isDone());

    chatted("pat");
    chatted("pat");
    assertTrue(none.isDone());
  }

  /** The server composes names; a folded or decomposed one is still ours. */
  @Test
  void knows_its_own_name_however_it_is_written() {
    Ledger zoe = new Ledger(Nickname.sanitize("Zoe\u0308"), true);
    zoe.sent();
    zoe.inputEnded();

    zoe.heard(new ServerMessage.Joined(Nickname.sanitize("ZO\u00CB")));
    zoe.heard(new ServerMessage.Chatted(Nickname.sanitize("zo\u00EB"), Text.sanitize("hi")));

    assertTrue(zoe.settled().toCompletableFuture().isDone());
  }

  /** Some servers do not tell newcomers that they have joined. */
  @Test
  void is_in_when_something_it_said_came_back() {
    ledger.sent();
    ledger.inputEnded();

    chatted("pat");

    assertTrue(isSettled());
  }

  /** It says why the connection ends, and nothing of what was said. */
  @Test
  void does_not_take_a_goodbye_for_an_answer() {
    joined("pat");
    ledger.sent();
    ledger.inputEnded();

    ledger.heard(new ServerMessage.Refused(new Problem(Problem.Code.SERVER_CLOSING, "Bye.")));

    assertFalse(isSettled());
  }

  @Test
  void is_settled_after_a_loss_when_all_was_said_again_and_came_back() {
    joined("pat");
    ledger.sent();
    ledger.inputEnded();
    ledger.lost();
    assertEquals(0, ledger.unanswered());
    joined("pat");
    assertFalse(isSettled());

    ledger.sent();
    ledger.back();
    assertFalse(isSettled());
    chatted("pat");

    assertTrue(isSettled());
  }

  @Test
  void nobody_waits_for_answers_that_a_loss_has_swallowed() {
    ledger.pinged();
    CompletableFuture<Done> caughtUp = ledger.caughtUp().toCompletableFuture();
    assertFalse(caughtUp.isDone());

    ledger.lost();

    assertTrue(caughtUp.isDone());
  }

  private void joined(String nickname) {
    ledger.heard(new ServerMessage.Joined(Nickname.sanitize(nickname)));
  }

  private void chatted(String nickname) {
    ledger.heard(new ServerMessage.Chatted(Nickname.sanitize(nickname), Text.sanitize("hi")));
  }

  private boolean isSettled() {
    return ledger.settled().toCompletableFuture().isDone();
  }
}
