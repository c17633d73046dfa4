package io.parley.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.Charset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocaleCharsetTest {

  @ParameterizedTest
  @CsvSource({
    "UTF-8, UTF-8",
    "ISO-8859-1, ISO-8859-1",
    "EUC-JP, EUC-JP",
    "ANSI_X3.4-1968, UTF-8",
    "US-ASCII, UTF-8",
    "no such charset, UTF-8",
    "NO-SUCH-CHARSET, UTF-8",
    "'', UTF-8",
  })
  void charset_is_that_of_the_locale_unless_it_is_ascii_or_unknown(String name, Charset charset) {
    assertEquals(charset, LocaleCharset.of(name));
  }
}
