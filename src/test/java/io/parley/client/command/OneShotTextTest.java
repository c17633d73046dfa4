package io.parley.client.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parley.protocol.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OneShotTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"hello", "one\ntwo", "//etc", "/message amy one\ntwo", "/names", "/history 10"})
  void accepts_texts_and_commands_that_send(String text) {
    assertEquals(text, OneShotText.parse(text));
  }

  @Test
  void parse_text_escapes_leading_slash() {
    assertEquals("//dev/sda1 90%", OneShotText.parseText("/dev/sda1 90%"));
    assertEquals("hello", OneShotText.parseText("hello"));
    assertEquals(new UserCommand.Say("/q"), new CommandTable().parse(OneShotText.parseText("/q")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``           | the text is empty",
        "` `          | the text is empty",
        "\u0007       | the text is empty",
        "/q           | /q sends nothing",
        "/help        | /help sends nothing",
        "/dance       | Unknown command /dance. /help lists the commands; //text sends /text.",
        "/message amy | Usage: /message NICK TEXT",
      })
  void rejects_other_texts_with_reason(String text, String wrong) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> OneShotText.parse(text));

    assertEquals(wrong, refused.getMessage());
  }

  @Test
  void limit_counts_code_points() {
    String longest = "😀".repeat(Text.MAX_LIMIT);
    assertEquals(longest, OneShotText.parse(longest));
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> OneShotText.parse(longest + "!"));

    assertEquals("the text has 7001 characters; the limit is 7000", refused.getMessage());
  }
}
