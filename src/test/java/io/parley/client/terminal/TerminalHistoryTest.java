package io.parley.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.model.DisplayLine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** History, cleared lines and the prompt on a terminal. */
class TerminalHistoryTest {
  private static final String PAGE_UP = "\u001b[5~";

  @AutoClose private final PipedTerminal terminal = new PipedTerminal("pat");

  @Test
  void hint_for_first_use_is_shown_until_a_line_was_typed(@TempDir Path folder) throws Exception {
    TerminalSettings settings = PipedTerminal.settings(folder.resolve("typed"));
    try (PipedTerminal first = new PipedTerminal("pat", settings)) {
      assertTrue(first.screen().firstUseHint().isPresent());
    }
    try (PipedTerminal second = new PipedTerminal("pat", settings)) { // nothing was typed yet
      assertTrue(second.screen().firstUseHint().isPresent());
      PipedTerminal.PendingLine line = second.readLine();
      second.type("hello\r");
      assertEquals(Optional.of("hello"), line.result());
    }
    try (PipedTerminal third = new PipedTerminal("pat", settings)) {
      assertEquals(Optional.empty(), third.screen().firstUseHint());
    }
  }

  @Test
  void history_is_faint() throws Exception {
    PipedTerminal.PendingLine line = terminal.readLine();
    terminal.output().awaitBottom("pat>");

    terminal
        .screen()
        .draw(
            List.of(
                DisplayLine.live("pat: Hello?").asHistory().withTime(PipedTerminal.CLOCK.instant()),
                DisplayLine.live("leslie: Yes?")));

    terminal.output().awaitBottom("pat: Hello?", "leslie: Yes?", "pat>");
    terminal.output().awaitWritten("\u001b[2m[");
    terminal.type("\r");
    assertEquals(Optional.of(""), line.result());
  }

  @Test
  void page_up_fetches_history_and_keeps_input() throws Exception {
    terminal.screen().onPageUp(() -> terminal.show("*** nothing older"));
    PipedTerminal.PendingLine line = terminal.readLine();
    terminal.type("half a li");
    terminal.output().awaitBottom("pat> half a li");

    terminal.type(PAGE_UP);

    terminal.output().awaitBottom("*** nothing older", "pat> half a li");
    terminal.type("ne\r");
    assertEquals(Optional.of("half a line"), line.result());
  }

  @Test
  void cleared_lines_are_reachable_with_page_up() throws Exception {
    PipedTerminal.PendingLine line = terminal.readLine();
    terminal.show("*** one", "*** two");
    terminal.output().awaitBottom("*** one", "*** two", "pat>");

    terminal.screen().clearWindow();
    terminal.output().awaitBottom("", "", "pat>");
    terminal.show("*** three");
    terminal.output().awaitBottom("", "*** three", "pat>");
    terminal.type(PAGE_UP);

    terminal.output().awaitBottom("*** one", "*** two", "*** three", "pat>");
    terminal.type("\r");
    assertEquals(Optional.of(""), line.result());
    terminal.output().awaitBottom("", "*** three", "pat>");
  }

  @Test
  void prompt_changes_while_line_is_typed() throws Exception {
    PipedTerminal.PendingLine line = terminal.readLine();
    terminal.type("half a li");
    terminal.output().awaitBottom("pat> half a li");

    terminal.screen().setPrompt("pat #garden");
    terminal.show("*** pat has joined garden");

    terminal.output().awaitBottom("*** pat has joined garden", "pat #garden> half a li");
    terminal.type("ne\r");
    assertEquals(Optional.of("half a line"), line.result());
  }
}
