package io.parley.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.client.Line;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What was before, on a terminal. */
class TerminalPastTest {
  private static final String PAGE_UP = "\u001b[5~";

  @AutoClose private final PipedTerminal terminal = new PipedTerminal("pat");

  @Test
  void is_less_bright_than_what_happens_now() throws Exception {
    PipedTerminal.Line line = terminal.readLine();
    terminal.glass().awaitBottom("pat>");

    terminal
        .screen()
        .draw(
            List.of(
                new Line("pat: Hello?", true).at(PipedTerminal.CLOCK.instant()),
                Line.now("leslie: Yes?")));

    terminal.glass().awaitBottom("pat: Hello?", "leslie: Yes?", "pat>");
    terminal.glass().awaitWritten("\u001b[2m[");
    terminal.type("\r");
    assertEquals(Optional.of(""), line.result());
  }

  @Test
  void is_asked_for_with_page_up_while_something_is_half_typed() throws Exception {
    terminal.screen().onPageUp(() -> terminal.screen().show(List.of("*** nothing older")));
    PipedTerminal.Line line = terminal.readLine();
    terminal.type("half a li");
    terminal.glass().awaitBottom("pat> half a li");

    terminal.type(PAGE_UP);

    terminal.glass().awaitBottom("*** nothing older", "pat> half a li");
    terminal.type("ne\r");
    assertEquals(Optional.of("half a line"), line.result());
  }

  @Test
  void stays_when_the_window_is_cleared() throws Exception {
    PipedTerminal.Line line = terminal.readLine();
    terminal.screen().show(List.of("*** one", "*** two"));
    terminal.glass().awaitBottom("*** one", "*** two", "pat>");

    terminal.screen().clear();
    terminal.glass().awaitBottom("", "", "pat>");
    terminal.screen().show(List.of("*** three"));
    terminal.glass().awaitBottom("", "*** three", "pat>");
    terminal.type(PAGE_UP);

    terminal.glass().awaitBottom("*** one", "*** two", "*** three", "pat>");
    terminal.type("\r");
    assertEquals(Optional.of(""), line.result());
    terminal.glass().awaitBottom("", "*** three", "pat>");
  }

  @Test
  void the_prompt_names_the_room_from_the_next_line_that_is_shown() throws Exception {
    PipedTerminal.Line line = terminal.readLine();
    terminal.type("half a li");
    terminal.glass().awaitBottom("pat> half a li");

    terminal.screen().prompt("pat #garden");
    terminal.screen().show(List.of("*** pat has joined garden"));

    terminal.glass().awaitBottom("*** pat has joined garden", "pat #garden> half a li");
    terminal.type("ne\r");
    assertEquals(Optional.of("half a line"), line.result());
  }
}
