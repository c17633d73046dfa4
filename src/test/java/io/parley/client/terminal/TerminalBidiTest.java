package io.parley.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Right-to-left text on a terminal that does not reorder it. */
class TerminalBidiTest {
  private static final String EXPLICIT_MODE = "\u001b[8l";
  private static final String IMPLICIT_MODE = "\u001b[8h";

  @AutoClose private final PipedTerminal terminal = new PipedTerminal("pat");

  @Test
  void reorders_right_to_left_text_in_messages_and_input() throws Exception {
    PipedTerminal.PendingLine line = terminal.readLine();
    terminal.type("שלום dana");

    terminal.show("*** שלום");
    terminal.output().awaitBottom("*** םולש", "pat> dana םולש");

    terminal.type("!\r");
    assertEquals(Optional.of("שלום dana!"), line.result());
  }

  @Test
  void switches_terminal_to_explicit_mode_and_back() throws Exception {
    terminal.output().awaitBottom("pat>");
    assertTrue(terminal.output().allOutput().contains(EXPLICIT_MODE));

    terminal.close();

    assertTrue(terminal.output().allOutput().contains(IMPLICIT_MODE));
  }

  @Test
  void keeps_logical_order_when_terminal_reorders() throws Exception {
    TerminalSettings settings =
        new TerminalSettings(
            true, true, 1000, false, true, false, false, Optional.empty(), PipedTerminal.CLOCK);
    try (PipedTerminal other = new PipedTerminal("pat", settings)) {
      other.show("*** שלום");

      other.output().awaitBottom("*** שלום", "pat>");
      assertFalse(other.output().allOutput().contains(EXPLICIT_MODE));
    }
  }
}
