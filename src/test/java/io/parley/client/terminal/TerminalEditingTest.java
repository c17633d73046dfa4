package io.parley.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Editing the input line. */
class TerminalEditingTest {
  private static final String CTRL_C = "\u0003";
  private static final String CTRL_D = "\u0004";
  private static final String CTRL_G = "\u0007";
  private static final String CTRL_R = "\u0012";
  private static final String CTRL_U = "\u0015";
  private static final String ALT_ENTER = "\u001b\r";
  private static final String CTRL_LEFT = "\u001b[1;5D";
  private static final String CTRL_RIGHT = "\u001b[1;5C";
  private static final String BACKSPACE = "\u007f";
  private static final String UP = "\u001bOA";

  private static final String CLEAR_SCREEN = "\f";

  @AutoClose private final PipedTerminal terminal = new PipedTerminal("pat");

  @Test
  void edits_wide_characters_and_emoji_as_one() throws Exception {
    PipedTerminal.PendingLine line = terminal.readLine();
    terminal.type("聊天😀");
    terminal.output().awaitBottom("pat> 聊天😀");
    terminal.show("leslie: 你好 👋");
    terminal.output().awaitBottom("leslie: 你好 👋", "pat> 聊天😀");

    terminal.type(BACKSPACE + BACKSPACE + "x");
    terminal.output().awaitBottom("pat> 聊x");
    terminal.type("\r");

    assertEquals(Optional.of("聊x"), line.result());
  }

  @Test
  void exclamation_marks_backslashes_and_quotes_are_text() throws Exception {
    String text = "wow!! !1 \\o/ it's \"so\\";
    PipedTerminal.PendingLine line = terminal.readLine();

    terminal.type(text + "\r");

    assertEquals(Optional.of(text), line.result());
  }

  @Test
  void up_recalls_previous_line() throws Exception {
    PipedTerminal.PendingLine first = terminal.readLine();
    terminal.type("once\r");
    assertEquals(Optional.of("once"), first.result());

    terminal.show("pat: once");
    PipedTerminal.PendingLine second = terminal.readLine();
    terminal.output().awaitBottom("pat: once", "pat>");
    terminal.type(UP);
    terminal.output().awaitBottom("pat: once", "pat> once");
    terminal.type("\r");

    assertEquals(Optional.of("once"), second.result());
  }

  @Test
  void ctrl_g_clears_input_only() throws Exception {
    PipedTerminal.PendingLine line = terminal.readLine();
    terminal.show("leslie: hi");
    terminal.type("never mind");
    terminal.output().awaitBottom("leslie: hi", "pat> never mind");

    terminal.type(CTRL_G + "ok");
    terminal.output().awaitBottom("leslie: hi", "pat> ok");
    terminal.type("\r");

    assertEquals(Optional.of("ok"), line.result());
    assertFalse(terminal.output().allOutput().contains("\r\n"));
  }

  @Test
  void ctrl_g_in_search_restores_input() throws Exception {
    PipedTerminal.PendingLine first = terminal.readLine();
    terminal.type("once\r");
    assertEquals(Optional.of("once"), first.result());
    PipedTerminal.PendingLine second = terminal.readLine();
    terminal.type("half" + CTRL_R + "on");
    terminal.output().awaitBottom("pat> once", "bck-i-search: on_");

    terminal.type(CTRL_G + "\r");

    assertEquals(Optional.of("half"), second.result());
  }

  /** Unknown function keys, Ctrl and Alt with arrows and Page Up, and replies of terminals. */
  @Test
  void ignores_unknown_key_sequences() throws Exception {
    List<String> unknown =
        List.of(
            "[1;3F",
            "[1;5A",
            "[1;5B",
            "[1;3A",
            "[1;3B",
            "[5;5~",
            "[6;3~",
            "[1;6D",
            "[33~",
            "[9;5u",
            "[?1;2c",
            "[>0;276;0 q",
            "O5P",
            "Ox",
            "\u001b[9~",
            "[200;3~");
    PipedTerminal.PendingLine line = terminal.readLine();
    StringBuilder keys = new StringBuilder();
    for (String sequence : unknown) {
      keys.append("a\u001b").append(sequence).append("b");
    }

    terminal.type(keys + "\r");

    assertEquals(Optional.of("ab".repeat(unknown.size())), line.result());
  }

  /** In a shell they submit the line, wait for another key, or repeat the next one. */
  @Test
  void shell_keys_are_unbound() throws Exception {
    PipedTerminal.PendingLine line = terminal.readLine();

    terminal.type("a\u0018b\u000fc\u001ddd\u001b9e\u001b0f\u001b-g\u001b\u001dhh\r");

    assertEquals(Optional.of("abcddefghh"), line.result());
    assertFalse(terminal.output().allOutput().contains("widget"));
  }

  @Test
  void ctrl_left_and_ctrl_right_move_by_words() throws Exception {
    PipedTerminal.PendingLine line = terminal.readLine();

    terminal.type("one three" + CTRL_LEFT + "two " + CTRL_LEFT + CTRL_LEFT + "zero ");
    terminal.type(CTRL_RIGHT + "and \r");

    assertEquals(Optional.of("zero one and two three"), line.result());
  }

  @Test
  void ctrl_c_clears_input_and_twice_quits_when_empty() throws Exception {
    PipedTerminal.PendingLine line = terminal.readLine();
    terminal.type("never mind");
    terminal.output().awaitBottom("pat> never mind");

    terminal.type(CTRL_C);
    terminal.output().awaitBottom("pat>");
    terminal.type("ok");
    terminal.output().awaitBottom("pat> ok");
    terminal.type(BACKSPACE + BACKSPACE);
    terminal.output().awaitBottom("pat>");
    terminal.type(CTRL_C);
    terminal.output().awaitStatus(" press Ctrl-C again to leave | ");
    terminal.awaitReading();
    terminal.type(CTRL_C);

    assertEquals(Optional.empty(), line.result());
  }

  @Test
  void ctrl_u_clears_all_lines_of_input() throws Exception {
    PipedTerminal.PendingLine line = terminal.readLine();
    terminal.type("one" + ALT_ENTER + "two" + ALT_ENTER + "three");
    terminal.output().awaitBottom("pat> one", "two", "three");

    terminal.type(CTRL_U + "four\r");

    assertEquals(Optional.of("four"), line.result());
  }

  @Test
  void ctrl_d_on_empty_line_ends_input() throws Exception {
    PipedTerminal.PendingLine line = terminal.readLine();
    terminal.output().awaitBottom("pat>");

    terminal.type(CTRL_D);

    assertEquals(Optional.empty(), line.result());
  }

  /** Each is one character for a person, and several for JLine. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "e\u0301",
        "\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66",
        "🇩🇪",
        "❤\uFE0F",
        "👍🏽",
        "1\uFE0F\u20E3"
      })
  void keys_treat_a_grapheme_cluster_as_one_character(String cluster) throws Exception {
    String left = "\u001bOD";
    String right = "\u001bOC";
    String delete = "\u001b[3~";
    String ctrlT = "\u0014";

    assertEquals("ab", typed("a" + cluster + BACKSPACE + "b"));
    assertEquals("a" + cluster, typed("a" + cluster + cluster + BACKSPACE));
    assertEquals("ax" + cluster, typed("a" + cluster + left + "x"));
    assertEquals(cluster + "xb", typed(cluster + "b" + left + left + right + "x"));
    assertEquals("ab", typed("a" + cluster + "b" + left + left + delete));
    assertEquals("b" + cluster, typed(cluster + "b" + ctrlT));
    assertEquals("ab" + cluster + "c", typed("a" + cluster + "bc" + left + left + ctrlT));
  }

  @Test
  void overwrite_mode_replaces_whole_clusters() throws Exception {
    String home = "\u0001";
    String insert = "\u001b[2~";

    assertEquals("xyzc", typed("e\u0301b🇩🇪c" + home + insert + "xyz"));
    assertEquals("xyz", typed("e\u0301" + home + "xyz"));
  }

  @Test
  void words_end_between_clusters() throws Exception {
    String ctrlW = "\u0017";
    String altD = "\u001bd";
    String home = "\u0001";

    assertEquals("a x", typed("a cafe\u0301s" + ctrlW + "x"));
    assertEquals("a x", typed("a cafe\u0301" + ctrlW + "x"));
    assertEquals("x b", typed("cafe\u0301 b" + home + altD + "x"));
    assertEquals("x b", typed("1\uFE0F\u20E3 b" + home + altD + "x"));
    assertEquals("1\uFE0F\u20E3 xb", typed("1\uFE0F\u20E3 b" + home + CTRL_RIGHT + "x"));
    assertEquals("x", typed("❤\uFE0F" + ctrlW + "x"));
  }

  /** The line that these keys enter. */
  private String typed(String keys) throws Exception {
    PipedTerminal.PendingLine line = terminal.readLine();
    terminal.type(keys + "\r");
    return line.result().orElseThrow();
  }

  @Test
  void vertical_movement_does_not_stop_inside_a_cluster() throws Exception {
    PipedTerminal.PendingLine line = terminal.readLine();

    terminal.type("a🇩🇪" + ALT_ENTER + "xy" + UP + "!\r");

    assertEquals(Optional.of("a!🇩🇪\nxy"), line.result());
  }

  @Test
  void shows_combining_and_joining_characters() throws Exception {
    String typed = "e\u0301 \uD83D\uDC69\u200D\uD83D\uDC67 n\u0303o";
    PipedTerminal.PendingLine line = terminal.readLine();

    terminal.type(typed + CLEAR_SCREEN);

    terminal.output().awaitWritten("pat> " + typed);
    terminal.type("\r");
    assertEquals(Optional.of(typed), line.result());
  }
}
