package io.parley.protocol;

import static io.parley.protocol.Problem.Code.UNKNOWN_TYPE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Tests that a problem is safe to show even if it quotes a peer. */
class ProblemTest {

  @Test
  void message_is_one_line_without_control_characters() {
    assertEquals("no↵type red", new Problem(UNKNOWN_TYPE, "no\r\ntype\t\u001Bred\u202E").message());
  }

  @Test
  void problem_requires_code() {
    assertThrows(NullPointerException.class, () -> new Problem(null, "unknown type"));
  }

  @Test
  void rejected_exception_carries_problem() {
    RejectedException rejection = new RejectedException(UNKNOWN_TYPE, "unknown type");
    assertEquals(new Problem(UNKNOWN_TYPE, "unknown type"), rejection.problem());
    assertEquals("unknown type", rejection.getMessage());
  }

  @Test
  void rejected_exception_has_no_stack_trace() {
    // A peer can cause rejections at a high rate.
    assertEquals(0, new RejectedException(UNKNOWN_TYPE, "unknown type").getStackTrace().length);
  }

  @Test
  void codes_that_end_the_connection_are_distinguished() {
    assertTrue(Problem.Code.SERVER_CLOSING.endsConnection());
    assertTrue(Problem.Code.TOO_SLOW.endsConnection());
    assertFalse(Problem.Code.TEXT_TOO_LONG.endsConnection());
    assertFalse(Problem.Code.NICKNAME_TAKEN.endsConnection());
  }
}
