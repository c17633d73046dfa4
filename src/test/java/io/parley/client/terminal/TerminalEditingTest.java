package io.parley.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person types, and how it may be corrected. */
class TerminalEditingTest {
  private static final String CTRL_C = "\u0003";
  private static final String CTRL_D = "\u0004";
  private static final String BACKSPACE = "\u007f";
  private static final String UP = "\u001bOA";

  private static final String CLEAR_SCREEN = "\f";

  private PipedTerminal terminal;

  @BeforeEach
  void open() throws Exception {
    terminal = new PipedTerminal("pat");
  }

  @AfterEach
  void close() {
    terminal.close();
  }

  @Test
  void edits_wide_characters_and_emoji_as_one() throws Exception {
    PipedTerminal.Line line = terminal.readLine();
    terminal.type("聊天😀");
    terminal.glass().awaitBottom("pat> 聊天😀");
    terminal.screen().show(List.of("leslie: 你好 👋"));
    terminal.glass().awaitBottom("leslie: 你好 👋", "pat> 聊天😀");

    terminal.type(BACKSPACE + BACKSPACE + "x");
    terminal.glass().awaitBottom("pat> 聊x");
    terminal.type("\r");

    assertEquals(Optional.of("聊x"), line.result());
  }

  @Test
  void takes_exclamation_marks_backslashes_and_quotes_for_text() throws Exception {
    String text = "wow!! !1 \\o/ it's \"so\\";
    PipedTerminal.Line line = terminal.readLine();

    terminal.type(text + "\r");

    assertEquals(Optional.of(text), line.result());
  }

  @Test
  void remembers_what_was_typed_before() throws Exception {
    PipedTerminal.Line first = terminal.readLine();
    terminal.type("once\r");
    assertEquals(Optional.of("once"), first.result());

    terminal.screen().show(List.of("pat: once"));
    PipedTerminal.Line second = terminal.readLine();
    terminal.glass().awaitBottom("pat: once", "pat>");
    terminal.type(UP);
    terminal.glass().awaitBottom("pat: once", "pat> once");
    terminal.type("\r");

    assertEquals(Optional.of("once"), second.result());
  }

  @Test
  void ends_with_ctrl_c_even_if_something_is_typed() throws Exception {
    PipedTerminal.Line line = terminal.readLine();
    terminal.type("never mind");
    terminal.glass().awaitBottom("pat> never mind");

    terminal.type(CTRL_C);

    assertEquals(Optional.empty(), line.result());
  }

  @Test
  void ends_with_ctrl_d_on_an_empty_line() throws Exception {
    PipedTerminal.Line line = terminal.readLine();
    terminal.glass().awaitBottom("pat>");

    terminal.type(CTRL_D);

    assertEquals(Optional.empty(), line.result());
  }

  @Test
  void shows_what_stands_on_a_character_or_joins_two() throws Exception {
    String typed = "e\u0301 \uD83D\uDC69\u200D\uD83D\uDC67 n\u0303o";
    PipedTerminal.Line line = terminal.readLine();

    terminal.type(typed + CLEAR_SCREEN);

    terminal.glass().awaitWritten("pat> " + typed);
    terminal.type("\r");
    assertEquals(Optional.of(typed), line.result());
  }
}
