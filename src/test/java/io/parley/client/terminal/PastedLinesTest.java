package io.parley.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PastedLinesTest {
  private final List<Integer> asked = new ArrayList<>();
  private boolean confirmed = true;
  private final PastedLines pasted =
      new PastedLines(
          lines -> {
            asked.add(lines);
            return confirmed;
          });

  @Test
  void returns_lines_one_by_one_without_blank_ones() {
    assertTrue(pasted.add("one\n\n  two\n \nthree\n"));

    assertEquals(Optional.of("one"), pasted.next());
    assertEquals(Optional.of("  two"), pasted.next());
    assertEquals(Optional.of("three"), pasted.next());
    assertEquals(Optional.empty(), pasted.next());
    assertEquals(List.of(), asked);
  }

  /** The user confirms texts: a pasted line must not run a command such as /quit. */
  @Test
  void escapes_commands_after_first_line() {
    assertTrue(pasted.add("/me reads:\n/quit\n//comment\n /etc\n"));

    assertEquals(Optional.of("/me reads:"), pasted.next());
    assertEquals(Optional.of("//quit"), pasted.next()); // escaped
    assertEquals(Optional.of("///comment"), pasted.next());
    assertEquals(Optional.of(" /etc"), pasted.next());
  }

  @Test
  void escapes_command_after_blank_first_line() {
    assertTrue(pasted.add("\n/quit\n"));

    assertEquals(Optional.of("//quit"), pasted.next());
  }

  @Test
  void drops_lines_after_a_command_that_needs_a_password() {
    assertTrue(pasted.add("/Register\none\ntwo\nthree\nfour\nfive\nsix"));

    assertEquals(Optional.of("/Register"), pasted.next());
    assertEquals(Optional.empty(), pasted.next());
    assertEquals(List.of(), asked);
  }

  @Test
  void asks_for_confirmation_above_five_lines() {
    assertTrue(pasted.add("1\n2\n3\n4\n5"));
    assertEquals(List.of(), asked);

    assertTrue(pasted.add("1\n2\n3\n4\n5\n6"));
    assertEquals(List.of(6), asked);
  }

  @Test
  void discards_lines_when_confirmation_is_refused() {
    confirmed = false;

    assertFalse(pasted.add("1\n2\n3\n4\n5\n6"));

    assertEquals(Optional.empty(), pasted.next());
  }
}
