package io.parley.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.terminal.Terminal.Signal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the system sends to whoever has a terminal, for keys that nobody reads. */
class TerminalSignalTest {
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
    terminal.glass().awaitWritten("\u001b[?2004h");

    terminal.raise(Signal.INT);
    assertEquals(Optional.empty(), line.result());
    terminal.raise(Signal.INT);

    assertEquals(0, left.get());
    assertEquals(1, terminal.quits());
  }
}
