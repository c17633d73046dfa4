package io.parley.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Terminal.Signal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the system sends to whoever has a terminal, for keys that nobody reads. */
class TerminalSignalTest {
  private static final String PASTE_ON = "\u001b[?2004h";

  private PipedTerminal terminal;

  @BeforeEach
  void open() throws Exception {
    terminal = new PipedTerminal("pat");
  }

  @AfterEach
  void close() {
    terminal.close();
  }

  /** Or else the system would end the program, and the terminal stay as it is. */
  @Test
  void an_interrupt_before_anything_is_read_ends_the_program_in_order() {
    terminal.raise(Signal.INT);

    assertEquals(1, terminal.quits());
  }

  /** Java prints what its threads do when the system tells it of this key. */
  @Test
  void there_is_no_key_for_that_while_a_line_is_read_and_after() throws Exception {
    PipedTerminal.Line line = terminal.readLine();
    terminal.glass().awaitWritten(PASTE_ON);
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
    PipedTerminal.Line line = terminal.readLine();
    terminal.glass().awaitWritten(PASTE_ON);

    terminal.raise(Signal.INT);
    assertEquals(Optional.empty(), line.result());
    terminal.raise(Signal.INT);

    assertEquals(0, left.get());
    assertEquals(1, terminal.quits());
  }
}
