package io.parley.protocol;

import static io.parley.protocol.Problem.Code.UNKNOWN_TYPE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A problem is safe to show, whatever a peer had its part in. */
class ProblemTest {

  @Test
  void is_one_line_without_control_characters() {
    assertEquals("no↵type red", new Problem(UNKNOWN_TYPE, "no\r\ntype\t\u001Bred\u202E").message());
  }

  @Test
  void has_a_code() {
    assertThrows(NullPointerException.class, () -> new Problem(null, "what?"));
  }

  @Test
  void is_what_a_refusal_carries() {
    RejectedException refusal = new RejectedException(UNKNOWN_TYPE, "what?");
    assertEquals(new Problem(UNKNOWN_TYPE, "what?"), refusal.problem());
    assertEquals("what?", refusal.getMessage());
  }

  @Test
  void costs_no_stack_trace() {
    // A peer may make a million mistakes.
    assertEquals(0, new RejectedException(UNKNOWN_TYPE, "what?").getStackTrace().length);
  }

  @Test
  void tells_what_was_said_from_why_it_ends() {
    assertTrue(Problem.Code.SERVER_CLOSING.endsConnection());
    assertTrue(Problem.Code.TOO_SLOW.endsConnection());
    assertFalse(Problem.Code.TEXT_TOO_LONG.endsConnection());
    assertFalse(Problem.Code.NICKNAME_TAKEN.endsConnection());
  }
}
