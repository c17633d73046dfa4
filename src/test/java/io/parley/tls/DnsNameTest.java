package io.parley.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DnsNameTest {
  @ParameterizedTest
  @CsvSource({
    "München.Example, xn--mnchen-3ya.example",
    "mu\u0308nchen.example, xn--mnchen-3ya.example",
    "straße.example, xn--strae-oqa.example",
    "例え.テスト, xn--r8jz45g.xn--zckzah",
    "例え。テスト, xn--r8jz45g.xn--zckzah",
  })
  void name_with_other_letters_is_encoded(String host, String expected) {
    assertEquals(expected, DnsName.toAscii(host));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "Chat.Example.org.",
        "my_machine",
        "127.0.0.1",
        "::1",
        "fe80::1%eth0"
      })
  void ascii_stays_as_it_is(String host) {
    assertEquals(host, DnsName.toAscii(host));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u200Db", "mün chen", "-ü"})
  void what_is_no_name_stays_as_it_is(String host) {
    assertEquals(host, DnsName.toAscii(host));
  }
}
