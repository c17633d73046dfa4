package io.parley.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The last column of a terminal that erases it when the rest of a full row is cleared. */
class TerminalMarginTest {
  private static final int TEXT = EmulatedTerminal.COLUMNS - "[12:00] ".length();

  @AutoClose private final PipedTerminal terminal = new PipedTerminal("pat");

  @Test
  void keeps_last_column_of_full_row() throws Exception {
    List<String> lines = numberedLines("x".repeat(TEXT - 2));

    lines.forEach(line -> terminal.show(line));

    terminal.output().awaitBottom(expectedRows(lines));
  }

  @Test
  void keeps_wide_character_in_last_column() throws Exception {
    List<String> lines = numberedLines("说".repeat(TEXT / 2 - 1));

    lines.forEach(line -> terminal.show(line));

    terminal.output().awaitBottom(expectedRows(lines));
  }

  @Test
  void does_not_erase_after_full_row() throws Exception {
    List<String> lines = numberedLines("x".repeat(TEXT - 2));

    lines.forEach(line -> terminal.show(line));

    terminal.output().awaitBottom("49" + "x".repeat(TEXT - 2), "pat>");
    assertFalse(terminal.output().allOutput().contains("x\u001b[K"));
  }

  @Test
  void keeps_last_column_of_full_input_row() throws Exception {
    String one = "x".repeat(EmulatedTerminal.COLUMNS - "pat> ".length());
    String two = "y".repeat(EmulatedTerminal.COLUMNS);
    PipedTerminal.PendingLine line = terminal.readLine();
    numberedLines("").forEach(lines -> terminal.show(lines));

    terminal.type(one + two + "z");
    terminal.show("50");
    terminal.output().awaitBottom("50", "pat> " + one, two, "z");
    terminal.type("\u0001\u0004\u0004"); // deletes two characters at the start
    terminal.output().awaitBottom("50", "pat> " + one.substring(2) + "yy", two.substring(2) + "z");
    terminal.show("51");

    terminal.output().awaitBottom("51", "pat> " + one.substring(2) + "yy", two.substring(2) + "z");
    terminal.type("\r");
    assertEquals(Optional.of(one.substring(2) + two + "z"), line.result());
  }

  @Test
  void row_wider_than_computed_does_not_move_others() throws Exception {
    PipedTerminal.PendingLine line = terminal.readLine();
    terminal.type("half");
    terminal.output().awaitBottom("pat> half");

    terminal.show("x\u0301y\u0301z\u0301"); // takes 6 cells on this terminal
    terminal.type(" a line");

    terminal.output().awaitBottom("x\u0301y\u0301z\u0301", "pat> half a line");
    terminal.type("\r");
    assertEquals(Optional.of("half a line"), line.result());
  }

  private static List<String> numberedLines(String text) {
    return IntStream.rangeClosed(10, 49).mapToObj(i -> i + text).toList();
  }

  private static String[] expectedRows(List<String> lines) {
    return IntStream.rangeClosed(lines.size() - EmulatedTerminal.ROWS + 3, lines.size())
        .mapToObj(i -> i < lines.size() ? lines.get(i) : "pat>")
        .toArray(String[]::new);
  }
}
