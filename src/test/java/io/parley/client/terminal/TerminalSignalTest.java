package io.parley.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Terminal.Signal;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Signals of a terminal: interrupt, quit, suspend and continue. */
class TerminalSignalTest {
  /** The sequences that switch a mode on and off. */
  private static final String[] ALTERNATE = {"\u001b[?1049h", "\u001b[?1049l"};

  private static final String[] TITLE = {"\u001b[22;2t", "\u001b[23;2t"};
  private static final String[] PASTE = {"\u001b[?2004h", "\u001b[?2004l"};

  private static final String CTRL_C = "\u0003";

  @AutoClose private final PipedTerminal terminal = new PipedTerminal("pat");

  /** Otherwise the JVM would end without restoring the terminal. */
  @Test
  void interrupt_before_first_read_quits() {
    terminal.raise(Signal.INT);

    assertEquals(1, terminal.quitCount());
  }

  /** On SIGQUIT Java would print a thread dump. */
  @Test
  void quit_character_is_disabled_during_and_after_read() throws Exception {
    PipedTerminal.PendingLine line = terminal.readLine();
    terminal.output().awaitWritten(PASTE[0]);
    assertEquals(0, terminal.attributes().getControlChar(ControlChar.VQUIT));
    terminal.type("x\r");
    assertEquals(Optional.of("x"), line.result());
    assertEquals(0, terminal.attributes().getControlChar(ControlChar.VQUIT));
  }

  @Test
  void second_interrupt_between_reads_calls_on_close_once() {
    AtomicInteger closes = new AtomicInteger();
    terminal.screen().onClose(closes::incrementAndGet);

    terminal.raise(Signal.INT);
    assertEquals(0, closes.get());
    terminal.raise(Signal.INT);
    assertEquals(1, closes.get());
    assertEquals(0, terminal.quitCount());

    terminal.raise(Signal.INT);
    assertEquals(1, closes.get());
    assertEquals(1, terminal.quitCount());
  }

  @Test
  void second_interrupt_leaves_and_third_quits_at_once() throws Exception {
    AtomicInteger closes = new AtomicInteger();
    terminal.screen().onClose(closes::incrementAndGet);
    PipedTerminal.PendingLine line = terminal.readLine();
    terminal.output().awaitWritten(PASTE[0]);

    terminal.type(CTRL_C);
    terminal.output().awaitStatus(" press Ctrl-C again to leave | 1:#lobby");
    terminal.awaitReading();
    terminal.type(CTRL_C);
    assertEquals(Optional.empty(), line.result());
    terminal.raise(Signal.INT);

    assertEquals(0, closes.get());
    assertEquals(1, terminal.quitCount());
  }

  @Test
  void interrupt_clears_line_and_late_second_one_asks_again() throws Exception {
    ManualClock clock = new ManualClock();
    try (PipedTerminal other = new PipedTerminal("pat", PipedTerminal.settings(clock))) {
      PipedTerminal.PendingLine line = other.readLine();
      other.type("half");
      other.output().awaitBottom("pat> half");
      other.type(CTRL_C);
      other.output().awaitBottom("pat>");
      other.awaitReading();

      other.type(CTRL_C);
      other.output().awaitStatus(" press Ctrl-C again to leave | 1:#lobby");
      clock.advance(LeaveConfirmation.TIMEOUT);
      other.screen().refresh();
      other.output().awaitStatus(" 1:#lobby");
      other.awaitReading();
      other.type(CTRL_C);
      other.output().awaitStatus(" press Ctrl-C again to leave | 1:#lobby");

      other.type("still here\r");
      assertEquals(Optional.of("still here"), line.result());
      other.output().awaitStatus(" 1:#lobby");
    }
  }

  @Test
  void suspend_restores_terminal_and_continue_redraws() throws Exception {
    terminal.show("leslie: Hi");
    PipedTerminal.PendingLine line = terminal.readLine();
    terminal.type("half");
    terminal.output().awaitBottom("leslie: Hi", "pat> half");

    terminal.raise(Signal.TSTP);

    String before = terminal.writtenAtSuspend().get(0);
    String after = terminal.output().allOutput().substring(before.length());
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
  void continue_outside_read_does_not_enable_bracketed_paste() {
    terminal.raise(Signal.TSTP);

    assertFalse(terminal.output().allOutput().contains(PASTE[0]));
    assertEquals(1, terminal.writtenAtSuspend().size());
  }
}
