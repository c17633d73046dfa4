package io.parley.client.terminal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.parley.client.terminal.cluster.ClusterColumns;
import java.nio.charset.Charset;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodableRowTest {

  @ParameterizedTest
  @CsvSource({
    "Grüße, Grüße",
    "你好 Zoë, ???? Zoë",
    "a😀b, a??b",
    "a🇩🇪b, a??b",
    "Zoe\u0308!, Zoë!",
    "x\u0306!, ?!",
    "a\u200Bb, ab",
  })
  void replaces_what_the_charset_lacks_with_a_question_mark_per_column(
      String text, String expected) {
    AttributedString row = ClusterColumns.withFlagWidths(new AttributedString(text));
    AttributedString encodable = new EncodableRow(ISO_8859_1).of(row);

    assertEquals(expected, encodable.toString());
    assertEquals(row.columnLength(), encodable.columnLength());
  }

  @Test
  void keeps_styles() {
    AttributedString row = new AttributedString("你", AttributedStyle.BOLD);

    assertEquals(
        new AttributedString("??", AttributedStyle.BOLD), new EncodableRow(ISO_8859_1).of(row));
  }

  @Test
  void keeps_every_row_in_charsets_of_unicode() {
    AttributedString row = new AttributedString("你😀\uD800");

    assertSame(row, new EncodableRow(UTF_8).of(row));
    assertSame(row, new EncodableRow(Charset.forName("GB18030")).of(row));
  }
}
