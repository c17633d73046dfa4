package io.parley.client.terminal.jline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;

class InputHighlighterTest {
  @Test
  void keeps_combining_and_joining_characters() throws Exception {
    String typed = "e\u0301 \uD83D\uDC69\u200D\uD83D\uDC67 \uE000 \u2764\uFE0F";

    assertEquals(typed, highlight(typed));
  }

  @Test
  void makes_control_characters_visible_and_removes_invisible_ones() throws Exception {
    assertEquals("a^[[1mb", highlight("a\u001b[1m\u202eb\u009b"));
  }

  private static String highlight(String typed) throws IOException {
    LineReader reader =
        LineReaderBuilder.builder()
            .terminal(
                new DumbTerminal(
                    new ByteArrayInputStream(new byte[0]), OutputStream.nullOutputStream()))
            .build();
    return new InputHighlighter().highlight(reader, typed).toString();
  }
}
