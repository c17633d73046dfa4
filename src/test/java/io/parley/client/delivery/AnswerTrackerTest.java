package io.parley.client.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import org.junit.jupiter.api.Test;

class AnswerTrackerTest {
  private final AnswerTracker tracker = new AnswerTracker(1000, true);

  private final DeliveryTracker texts = new DeliveryTracker(1000, true);

  @Test
  void is_settled_after_end_of_input_and_all_echoes() {
    joined("pat");
    tracker.onTextSent();
    tracker.onTextSent();
    chatted("pat");
    tracker.onInputEnded();
    assertFalse(isSettled());
    assertEquals(1, tracker.pendingCount());

    chatted("pat");

    assertTrue(isSettled());
    assertEquals(0, tracker.pendingCount());
  }

  @Test
  void is_not_settled_before_end_of_input() {
    joined("pat");
    tracker.onTextSent();
    chatted("pat");

    assertFalse(isSettled());
  }

  /** A client that ends before the answer to its hello cannot report a rejected nickname. */
  @Test
  void is_not_settled_before_own_join() {
    tracker.onInputEnded();
    assertFalse(isSettled());

    joined("leslie");
    assertFalse(isSettled());

    joined("pat");
    assertTrue(isSettled());
  }

  @Test
  void messages_of_others_are_not_answers() {
    joined("pat");
    tracker.onTextSent();
    tracker.onInputEnded();

    chatted("leslie");
    receive(new ServerMessage.Notice(Text.sanitize("pat: hello")));
    receive(new ServerMessage.Left(Nickname.sanitize("leslie")));

    assertFalse(isSettled());
  }

  @Test
  void refusal_is_an_answer() {
    joined("pat");
    tracker.onTextSent();
    tracker.onInputEnded();

    receive(new ServerMessage.Refused(new Problem(Problem.Code.TEXT_TOO_LONG, "Too long.")));

    assertTrue(isSettled());
  }

  /** A script with a full window waits for the oldest echo only. */
  @Test
  void window_opens_when_oldest_text_is_answered() {
    AnswerTracker limited = new AnswerTracker(3, true);
    limited.onTextSent();
    limited.onTextSent();
    limited.onTextSent();
    assertFalse(limited.hasWindow());

    limited.onMessage(echo("pat"), Nickname.sanitize("pat"));
    assertTrue(limited.hasWindow());
    assertEquals(2, limited.pendingCount());

    limited.onMessage(echo("pat"), Nickname.sanitize("pat"));
    limited.onMessage(echo("pat"), Nickname.sanitize("pat"));
    assertEquals(0, limited.pendingCount());
  }

  /** The server composes nicknames; case and normalization may differ from the input. */
  @Test
  void matches_own_nickname_in_any_case_and_normalization() {
    AnswerTracker zoe = new AnswerTracker(1000, true);
    Nickname self = Nickname.sanitize("Zoe\u0308");
    zoe.onTextSent();
    zoe.onInputEnded();

    zoe.onMessage(new ServerMessage.Joined(Nickname.sanitize("ZO\u00CB")), self);
    zoe.onMessage(
        new ServerMessage.Chatted(Nickname.sanitize("zo\u00EB"), Text.sanitize("hi")), self);

    assertTrue(zoe.isSettled());
  }

  /** Some servers do not confirm a join to the client that joins. */
  @Test
  void echo_counts_as_own_join() {
    tracker.onTextSent();
    tracker.onInputEnded();

    chatted("pat");

    assertTrue(isSettled());
  }

  /** It is the reason for the end of the connection, not the answer to a text. */
  @Test
  void server_closing_is_not_an_answer() {
    joined("pat");
    tracker.onTextSent();
    tracker.onInputEnded();

    receive(new ServerMessage.Refused(new Problem(Problem.Code.SERVER_CLOSING, "Bye.")));

    assertFalse(isSettled());
  }

  @Test
  void is_settled_after_reconnect_when_resent_texts_are_echoed() {
    joined("pat");
    tracker.onTextSent();
    tracker.onInputEnded();
    texts.onConnectionLost();
    tracker.onConnectionLost();
    assertEquals(0, tracker.pendingCount());
    joined("pat");
    assertFalse(isSettled());

    tracker.onTextSent();
    texts.open();
    assertFalse(isSettled());
    chatted("pat");

    assertTrue(isSettled());
  }

  @Test
  void connection_loss_clears_unanswered_requests() {
    tracker.onPingSent();
    assertEquals(1, tracker.pendingCount());

    tracker.onConnectionLost();

    assertEquals(0, tracker.pendingCount());
  }

  private void joined(String nickname) {
    receive(new ServerMessage.Joined(Nickname.sanitize(nickname)));
  }

  private void chatted(String nickname) {
    receive(echo(nickname));
  }

  private static ServerMessage echo(String nickname) {
    return new ServerMessage.Chatted(Nickname.sanitize(nickname), Text.sanitize("hi"));
  }

  private boolean isSettled() {
    return texts.isOpen() && tracker.isSettled();
  }

  private void receive(ServerMessage message) {
    tracker.onMessage(message, Nickname.sanitize("Pat"));
  }
}
