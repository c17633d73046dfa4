package io.parley.client.screen;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;

class InputDecoderTest {
  private static final Charset EUC_JP = Charset.forName("EUC-JP");

  @Test
  void reads_utf_8_in_every_locale() throws Exception {
    assertEquals("Grüße 你", decode(ISO_8859_1, "Grüße 你".getBytes(UTF_8)));
    assertEquals("Grüße 你", decode(UTF_8, "Grüße 你".getBytes(UTF_8)));
  }

  @Test
  void reads_charset_of_the_locale() throws Exception {
    assertEquals("Grüße", decode(ISO_8859_1, "Grüße".getBytes(ISO_8859_1)));
    assertEquals("日本", decode(EUC_JP, "日本".getBytes(EUC_JP)));
  }

  @Test
  void refuses_what_is_in_neither_charset() {
    byte[] invalid = {'a', (byte) 0xFF, 'b'};

    assertThrows(CharacterCodingException.class, () -> decode(UTF_8, invalid));
    assertThrows(CharacterCodingException.class, () -> decode(EUC_JP, invalid));
    assertEquals("is not UTF-8", new InputDecoder(UTF_8).error());
    assertEquals("is neither UTF-8 nor EUC-JP", new InputDecoder(EUC_JP).error());
  }

  private static String decode(Charset locale, byte[] text) throws CharacterCodingException {
    return new InputDecoder(locale).decode(ByteBuffer.wrap(text));
  }
}
