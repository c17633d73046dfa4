package io.parley.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The credit of a peer that may have 3 messages or 100 bytes in flight. */
class InputCreditTest {
  private final CountingStream stream = new CountingStream();
  private final OutputBudget budget = new OutputBudget(1000);
  private final InputCredit credit = new InputCredit(stream, 3, 100, budget);

  /** A stream that counts acknowledgements. */
  private static final class CountingStream extends UnusedPeerStream {
    private int acknowledged;

    @Override
    public void acknowledgeInput() {
      acknowledged++;
    }
  }

  @Test
  void grants_each_message_once() {
    credit.inputReceived();
    credit.grant();
    credit.grant();

    assertEquals(1, stream.acknowledged);
  }

  @Test
  void refuses_at_max_messages_until_one_returns() {
    for (int i = 0; i < 3; i++) {
      credit.textForwarded(1);
    }
    assertFalse(grants());
    credit.messagesReturned(1, false);
    assertTrue(grants());
  }

  @Test
  void refuses_at_max_bytes_until_a_share_returns() {
    credit.textForwarded(90);
    assertTrue(grants());
    credit.textForwarded(90);
    assertFalse(grants());

    credit.messagesReturned(1, false);
    assertTrue(grants(), "half of 180 bytes are left");
  }

  @Test
  void text_over_max_bytes_is_granted_when_nothing_else_is_in_flight() {
    credit.textForwarded(1000);
    assertFalse(grants());
    credit.messagesReturned(1, false);
    assertTrue(grants());
    assertTrue(credit.isNothingInFlight());
  }

  @Test
  void refuses_while_a_question_waits_even_if_texts_return() {
    credit.textForwarded(10);
    credit.questionForwarded();
    credit.messagesReturned(1, false);
    assertFalse(grants());

    credit.messagesReturned(1, true);
    assertTrue(grants());
  }

  @Test
  void restarted_room_that_returns_all_messages_ends_the_question() {
    credit.questionForwarded();
    credit.messagesReturned(1, false);

    assertTrue(grants());
  }

  @Test
  void question_does_not_count_while_a_room_is_suspended() {
    credit.questionForwarded();
    credit.setSuspended(true);
    assertTrue(grants());

    credit.setSuspended(false);
    assertFalse(grants());
  }

  @Test
  void budget_counts_the_bytes_in_flight_until_they_return_or_the_connection_ends() {
    credit.textForwarded(60);
    credit.textForwarded(30);
    assertEquals(90, budget.used());
    credit.messagesReturned(1, false);
    assertEquals(45, budget.used());
    credit.close();
    assertEquals(0, budget.used());
  }

  private boolean grants() {
    int before = stream.acknowledged;
    credit.inputReceived();
    credit.grant();
    return stream.acknowledged > before;
  }
}
