package io.parley.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Terminal.Signal;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What the system sends to whoever has a terminal, for keys that nobody reads. */
class TerminalSignalTest {
  /** What switches something on, and off. */
  private static final String[] ALTERNATE = {"\u001b[?1049h", "\u001b[?1049l"};

  private static final String[] TITLE = {"\u001b[22;2t", "\u001b[23;2t"};
  private static final String[] PASTE = {"\u001b[?2004h", "\u001b[?2004l"};

  @AutoClose private final PipedTerminal terminal = new PipedTerminal("pat");

  /** Or else the system would end the program, and the terminal stay as it is. */
  @Test
  void an_interrupt_before_anything_is_read_ends_the_program_in_order() {
    terminal.raise(Signal.INT);

    assertEquals(1, terminal.quits());
  }

  /** Java prints what its threads do when the system tells it of this key. */
  @Test
  void there_is_no_key_for_that_while_a_line_is_read_and_after() throws Exception {
    PipedTerminal.PendingLine line = terminal.readLine();
    terminal.output().awaitWritten(PASTE[0]);
    assertEquals(0, terminal.attributes().getControlChar(ControlChar.VQUIT));
    terminal.type("x\r");
    assertEquals(Optional.of("x"), line.result());
    assertEquals(0, terminal.attributes().getControlChar(ControlChar.VQUIT));
  }

  @Test
  void an_interrupt_between_two_lines_is_a_way_to_leave_once() {
    AtomicInteger left = new AtomicInteger();
    terminal.screen().onClose(left::incrementAndGet);

    terminal.raise(Signal.INT);
    assertEquals(1, left.get());
    assertEquals(0, terminal.quits());

    terminal.raise(Signal.INT);
    assertEquals(1, left.get());
    assertEquals(1, terminal.quits());
  }

  @Test
  void a_second_interrupt_does_not_wait_for_what_the_first_has_begun() throws Exception {
    AtomicInteger left = new AtomicInteger();
    terminal.screen().onClose(left::incrementAndGet);
    PipedTerminal.PendingLine line = terminal.readLine();
    terminal.output().awaitWritten(PASTE[0]);

    terminal.raise(Signal.INT);
    assertEquals(Optional.empty(), line.result());
    terminal.raise(Signal.INT);

    assertEquals(0, left.get());
    assertEquals(1, terminal.quits());
  }

  @Test
  void the_shell_has_the_terminal_as_it_was_while_the_program_is_stopped() throws Exception {
    terminal.screen().showInfo(List.of("leslie: Hi"));
    PipedTerminal.PendingLine line = terminal.readLine();
    terminal.type("half");
    terminal.output().awaitBottom("leslie: Hi", "pat> half");

    terminal.raise(Signal.TSTP);

    String before = terminal.writtenAtSuspend().get(0);
    String after = terminal.output().everything().substring(before.length());
    for (String[] mode : new String[][] {ALTERNATE, TITLE, PASTE}) {
      assertTrue(before.lastIndexOf(mode[1]) > before.lastIndexOf(mode[0]), before);
      assertTrue(after.contains(mode[0]) && !after.contains(mode[1]), after);
    }
    assertTrue(after.contains("leslie: Hi") && after.contains("#lobby - parley"), after);
    terminal.output().awaitBottom("leslie: Hi", "pat> half");
    terminal.type(" a line\r");
    assertEquals(Optional.of("half a line"), line.result());
  }

  @Test
  void who_goes_on_outside_a_line_types_none() {
    terminal.raise(Signal.TSTP);

    assertFalse(terminal.output().everything().contains(PASTE[0]));
    assertEquals(1, terminal.writtenAtSuspend().size());
  }
}
