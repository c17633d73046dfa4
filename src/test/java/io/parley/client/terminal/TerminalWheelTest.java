package io.parley.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The wheel of the mouse, as terminals send it. */
class TerminalWheelTest {
  private static final String UP = "\u001bOA";
  private static final String DOWN = "\u001bOB";
  private static final String REPORTS_ON = "\u001b[?1000h\u001b[?1006h";
  private static final String REPORTS_OFF = "\u001b[?1006l\u001b[?1000l";

  @AutoClose private final PipedTerminal terminal = new PipedTerminal("pat");

  @Test
  void several_arrow_keys_at_once_scroll_and_leave_input_alone() throws Exception {
    PipedTerminal.PendingLine line = withHistory(terminal);

    terminal.type("half");
    terminal.output().awaitBottom("60", "pat> half");
    terminal.type(UP + UP + UP);
    terminal.output().awaitBottom("57", "pat> half");
    terminal.type(UP.repeat(5));
    terminal.output().awaitBottom("52", "pat> half");
    terminal.type(DOWN.repeat(3));
    terminal.output().awaitBottom("55", "pat> half");
    terminal.type("\r");

    assertEquals(Optional.of("half"), line.result());
  }

  @Test
  void keys_after_the_wheel_are_not_lost() throws Exception {
    PipedTerminal.PendingLine line = withHistory(terminal);

    terminal.type("ab" + UP.repeat(3) + "\u001bOD" + "c" + UP.repeat(4) + "d");
    terminal.output().awaitBottom("53", "pat> acdb");
    terminal.type("\r");

    assertEquals(Optional.of("acdb"), line.result());
  }

  @Test
  void one_or_two_arrow_keys_recall_earlier_lines() throws Exception {
    PipedTerminal.PendingLine line = withHistory(terminal);

    terminal.type(UP);
    terminal.output().awaitBottom("60", "pat> second");
    terminal.type(DOWN);
    terminal.output().awaitBottom("60", "pat>");
    terminal.type(UP + UP + "!\r");

    assertEquals(Optional.of("first!"), line.result());
  }

  @Test
  void arrows_of_both_directions_are_keys() throws Exception {
    PipedTerminal.PendingLine line = withHistory(terminal);

    terminal.type(UP + UP + DOWN + "!\r");

    assertEquals(Optional.of("second!"), line.result());
  }

  @Test
  void wheel_at_oldest_line_fetches_history() throws Exception {
    terminal.screen().onPageUp(() -> terminal.show("fetched"));
    PipedTerminal.PendingLine line = withHistory(terminal);

    terminal.type(UP.repeat(60));
    terminal.output().awaitBottom("21", "pat>");
    terminal.type("\u001b[1;5F"); // Ctrl-End
    terminal.output().awaitBottom("60", "fetched", "pat>");
    terminal.type("x\r");

    assertEquals(Optional.of("x"), line.result());
  }

  @Test
  void mouse_is_not_reported_by_default() {
    assertFalse(terminal.output().allOutput().contains("\u001b[?1000"));
  }

  @Test
  void reported_wheel_scrolls_and_clicks_do_nothing() throws Exception {
    TerminalSettings settings =
        new TerminalSettings(
            true, true, 1000, true, true, true, true, Optional.empty(), PipedTerminal.CLOCK);
    EmulatedTerminal output;
    try (PipedTerminal other = new PipedTerminal("pat", settings)) {
      output = other.output();
      output.awaitWritten(REPORTS_ON);
      PipedTerminal.PendingLine line = withHistory(other);
      other.type("half");
      other.output().awaitBottom("60", "pat> half");

      other.type("\u001b[<64;10;5M\u001b[<64;10;5M");
      other.output().awaitBottom("54", "pat> half");
      other.type("\u001b[<65;10;5M");
      other.output().awaitBottom("57", "pat> half");
      other.type("\u001b[<0;10;5M\u001b[<0;10;5m\u001b[<99999;1M\u001b[<4;x" + "\u001b[<68;1;1M");
      other.output().awaitBottom("54", "pat> half");
      other.type("\r");

      assertEquals(Optional.of("half"), line.result());
    }
    String everything = output.allOutput();
    assertTrue(everything.lastIndexOf(REPORTS_OFF) > everything.lastIndexOf(REPORTS_ON));
  }

  /** A window with the lines 1 to 60, and two lines in the input history. */
  private static PipedTerminal.PendingLine withHistory(PipedTerminal on) throws Exception {
    on.show(IntStream.rangeClosed(1, 60).mapToObj(String::valueOf).toArray(String[]::new));
    for (String typed : new String[] {"first", "second"}) {
      PipedTerminal.PendingLine line = on.readLine();
      on.type(typed + "\r");
      assertEquals(Optional.of(typed), line.result());
    }
    PipedTerminal.PendingLine line = on.readLine();
    on.output().awaitBottom("60", "pat>");
    return line;
  }
}
