package io.parley.protocol;

import static io.parley.protocol.Problem.Code.UNKNOWN_TYPE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A problem is safe to show, also with the text of a peer in it. */
class ProblemTest {

  @Test
  void message_is_one_line_without_control_characters() {
    assertEquals("no↵type red", new Problem(UNKNOWN_TYPE, "no\r\ntype\t\u001Bred\u202E").message());
  }

  @Test
  void problem_requires_code() {
    assertThrows(NullPointerException.class, () -> new Problem(null, "what?"));
  }

  @Test
  void rejected_exception_carries_problem() {
    RejectedException refusal = new RejectedException(UNKNOWN_TYPE, "what?");
    assertEquals(new Problem(UNKNOWN_TYPE, "what?"), refusal.problem());
    assertEquals("what?", refusal.getMessage());
  }

  @Test
  void rejected_exception_has_no_stack_trace() {
    // A peer may make a million mistakes.
    assertEquals(0, new RejectedException(UNKNOWN_TYPE, "what?").getStackTrace().length);
  }

  @Test
  void codes_that_end_the_connection_are_distinguished() {
    assertTrue(Problem.Code.SERVER_CLOSING.endsConnection());
    assertTrue(Problem.Code.TOO_SLOW.endsConnection());
    assertFalse(Problem.Code.TEXT_TOO_LONG.endsConnection());
    assertFalse(Problem.Code.NICKNAME_TAKEN.endsConnection());
  }
}
