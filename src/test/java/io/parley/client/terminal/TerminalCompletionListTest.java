package io.parley.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The completion list when the candidates do not fit on the screen. */
class TerminalCompletionListTest {
  private static final String TAB = "\t";
  private static final String RIGHT = "\u001bOC";
  private static final String ALT_ENTER = "\u001b\r";
  private static final int ROWS = 10;
  private static final int COLUMNS = 6;

  @AutoClose private final PipedTerminal terminal = new PipedTerminal("pat");

  @BeforeEach
  void offerManyCandidates() {
    List<String> all =
        IntStream.range(0, 200).mapToObj(TerminalCompletionListTest::member).toList();
    terminal.screen().setCompletion(typed -> all);
  }

  @Test
  void candidates_take_half_of_rows_and_show_number_of_others() throws Exception {
    PipedTerminal.PendingLine line = terminal.readLine();
    terminal.show("*** one");

    terminal.type("m" + TAB);
    awaitList("pat> member", 0, 140);
    terminal.show("*** two");
    terminal.type("19");
    terminal
        .output()
        .awaitBottom(
            "*** one",
            "*** two",
            "pat> member19",
            "member190   member192   member194   member196   member198",
            "member191   member193   member195   member197   member199");
    terminal.type("9\r");

    assertEquals(Optional.of("member199"), line.result());
  }

  @Test
  void shows_page_of_selected_candidate() throws Exception {
    PipedTerminal.PendingLine line = terminal.readLine();

    terminal.type("m" + TAB + TAB);
    awaitList("pat> member000", 0, 140);
    terminal.type(RIGHT.repeat(COLUMNS));
    awaitList("pat> member060", 60, 140);
    terminal.type(TAB + TAB + "\r");

    assertEquals(Optional.of("member062 "), line.result());
  }

  @Test
  void keeps_cursor_visible_when_input_has_many_rows() throws Exception {
    PipedTerminal.PendingLine line = terminal.readLine();

    terminal.type(ALT_ENTER.repeat(30) + " m" + TAB + TAB);
    terminal
        .output()
        .awaitBottom(
            " member000",
            "member000   member001   member002   member003   member004   member005",
            "and 194 more");
    terminal.type("\r");

    assertEquals(Optional.of("\n".repeat(30) + " member000 "), line.result());
  }

  private void awaitList(String typed, int first, int more) throws InterruptedException {
    List<String> rows = new ArrayList<>(List.of(typed));
    for (int row = first; row < first + ROWS; row++) {
      rows.add(
          IntStream.iterate(row, member -> member + ROWS)
              .limit(COLUMNS)
              .mapToObj(TerminalCompletionListTest::member)
              .collect(Collectors.joining("   ")));
    }
    rows.add("and " + more + " more");
    terminal.output().awaitBottom(rows.toArray(String[]::new));
  }

  private static String member(int number) {
    return String.format("member%03d", number);
  }
}
