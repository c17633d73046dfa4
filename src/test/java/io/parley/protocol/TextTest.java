package io.parley.protocol;

import static io.parley.protocol.Problem.Code.TEXT_EMPTY;
import static io.parley.protocol.Problem.Code.TEXT_TOO_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the sanitizing and the length limit of texts. */
class TextTest {
  private static final String FAMILY = "👩‍👩‍👧‍👦";

  @Test
  void replaces_separators_and_removes_only_other_controls_and_bidi_overrides() {
    // Tests all characters, because scripts need many format characters.
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        String expected = isForbidden(c) ? replacement(c) : Character.toString(c);
        assertEquals(
            "a" + expected + "b",
            Text.sanitize("a" + Character.toString(c) + "b").value(),
            Integer.toHexString(c));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hello?",
        "大家好",
        FAMILY,
        "שלום",
        "مرحبا بالعالم",
        "e\u0301",
        "न\u093F",
        "a\u200Db",
        "two\nlines",
        "a\tb",
        "\u200Fא",
        "\uFEFFa",
        "\uFFFD",
        " a "
      })
  void keeps_printable_text(String raw) throws Exception {
    assertEquals(raw, Text.sanitize(raw).value());
    assertEquals(raw, Text.parse(raw, 100).value());
  }

  @Test
  void removes_terminal_escape_sequences() {
    assertEquals("[31mred[0m", Text.sanitize("\u001B[31mred\u001B[0m").value());
    assertEquals("31mred", Text.sanitize("\u009B31mred").value());
    assertEquals("]0;title", Text.sanitize("\u001B]0;title\u0007").value());
    assertEquals("pat: hi\n", Text.sanitize("pat: hi\r\n").value());
  }

  @Test
  void lone_surrogate_becomes_replacement_character() {
    assertEquals("a\uFFFD", Text.sanitize("a\uD83D").value());
    assertEquals("\uFFFDb", Text.sanitize("\uDE00b").value());
    assertEquals("\uFFFD\uFFFD", Text.sanitize("\uDE00\uD83D").value());
    // Two surrogates that are adjacent only after a removal do not form a character.
    assertEquals("\uFFFD\uFFFD", Text.sanitize("\uD83D\u0000\uDE00").value());
    assertEquals("\uFFFD😀", Text.sanitize("\uD83D😀").value());
  }

  @ParameterizedTest
  @CsvSource({"a, 5", "é, 5", "明, 5", "😀, 5", "😀, 7000"})
  void length_limit_counts_code_points(String character, int limit) throws Exception {
    String longest = character.repeat(limit);
    assertEquals(longest, Text.parse(longest, limit).value());
    assertEquals(
        "That text has %d characters; the limit is %d. It was not sent to anybody."
            .formatted(limit + 1, limit),
        rejectionMessage(longest + character, limit, TEXT_TOO_LONG));
  }

  @Test
  void length_limit_counts_characters_before_removal() throws Exception {
    assertEquals("ab", Text.parse("a\u0000b", 3).value());
    rejectionMessage("a\u0000bc", 3, TEXT_TOO_LONG);
  }

  @Test
  void separator_does_not_join_words() {
    assertEquals("10% 20%", Text.sanitize("10%\r20%").value());
    assertEquals("one\ntwo", Text.sanitize("one\r\ntwo").value());
    assertEquals("one \ntwo", Text.sanitize("one\r\r\ntwo").value());
    assertEquals("one\n two", Text.sanitize("one\n\rtwo").value());
    assertEquals("one two three", Text.sanitize("one\u000Btwo\fthree").value());
    assertEquals(
        "one\ntwo\nthree\nfour", Text.sanitize("one\u0085two\u2028three\u2029four").value());
    assertEquals("a b", Text.sanitize("a\u001Fb").value());
    assertEquals("end ", Text.sanitize("end\r").value());
  }

  @Test
  void rejects_empty_text() {
    assertEquals("There is nothing to say in an empty text.", rejectionMessage("", 10, TEXT_EMPTY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0000",
        "\r",
        "\u202E\u001B\u2066",
        " ",
        "\n",
        "\t \n",
        "\u00A0",
        "\u3000",
        "\u2003",
        "\u2028",
        "\u0085",
        "\u200B",
        "\u200D",
        "\u200F",
        "\u2060",
        "\u00AD",
        "\uFEFF",
        "\u061C",
        "\u034F",
        "\u115F",
        "\u1160",
        "\u3164",
        "\uFFA0",
        "\u17B5",
        "\u180B",
        "\u180E",
        "\u2800",
        "\uFE0F",
        "\uFFF9",
        "\uD834\uDD59",
        "\uDB40\uDC41",
        " \u200B\u2800\u3000\uFE0F\n"
      })
  void rejects_text_that_shows_nothing(String raw) {
    assertEquals(
        "That text has only spaces or invisible characters. It was not sent to anybody.",
        rejectionMessage(raw, 10, TEXT_EMPTY));
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "\u200B.", "\u0301", "\u06DD", "\u2801", "\uE000", "\uFFFD", "😀"})
  void accepts_text_with_one_visible_character(String raw) throws Exception {
    assertEquals(raw, Text.parse(raw, 10).value());
  }

  @Test
  void splits_text_into_lines() {
    assertEquals(List.of("one"), Text.sanitize("one").lines());
    assertEquals(List.of("one", "", "three"), Text.sanitize("one\n\nthree").lines());
    assertEquals(List.of("one"), Text.sanitize("one\n").lines());
    assertEquals(List.of("", "two"), Text.sanitize("\r\ntwo").lines());
    assertEquals(List.of(), Text.sanitize("").lines());
  }

  @Test
  void renders_newlines_and_tabs_on_single_line() {
    assertEquals("one↵two three", Text.sanitize("one\ntwo\tthree").toSingleLine());
    assertEquals("one", Text.sanitize("one").toSingleLine());
  }

  private static String rejectionMessage(String raw, int limit, Problem.Code code) {
    Problem problem = assertThrows(RejectedException.class, () -> Text.parse(raw, limit)).problem();
    assertEquals(code, problem.code());
    return problem.message();
  }

  /** What stands for a control character: a newline or a space if it separates words. */
  private static String replacement(int c) {
    boolean separates = Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
    boolean endsLine = c == 0x85 || c == 0x2028 || c == 0x2029;
    return separates ? endsLine ? "\n" : " " : "";
  }

  /** The rule once more, by Unicode's own categories and directions. */
  private static boolean isForbidden(int c) {
    return switch (Character.getDirectionality(c)) {
      case Character.DIRECTIONALITY_LEFT_TO_RIGHT_EMBEDDING,
          Character.DIRECTIONALITY_RIGHT_TO_LEFT_EMBEDDING,
          Character.DIRECTIONALITY_LEFT_TO_RIGHT_OVERRIDE,
          Character.DIRECTIONALITY_RIGHT_TO_LEFT_OVERRIDE,
          Character.DIRECTIONALITY_POP_DIRECTIONAL_FORMAT,
          Character.DIRECTIONALITY_LEFT_TO_RIGHT_ISOLATE,
          Character.DIRECTIONALITY_RIGHT_TO_LEFT_ISOLATE,
          Character.DIRECTIONALITY_FIRST_STRONG_ISOLATE,
          Character.DIRECTIONALITY_POP_DIRECTIONAL_ISOLATE ->
          true;
      default ->
          switch (Character.getType(c)) {
            case Character.CONTROL -> c != '\n' && c != '\t';
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
          };
    };
  }
}
