package io.parley.client.terminal.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextLinkTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "see https://a.example/x?y=1#z now | https://a.example/x?y=1#z",
        "HTTP://A.example | HTTP://A.example",
        "(see https://a.example/x). | https://a.example/x",
        "https://a.example/wiki/Tea_(drink) | https://a.example/wiki/Tea_(drink)",
        "(https://a.example/wiki/Tea_(drink)) | https://a.example/wiki/Tea_(drink)",
        "<https://a.example/a,b>, | https://a.example/a,b",
        "\"https://a.example/\" | https://a.example/",
        "看https://a.example/x。 | https://a.example/x",
        "http://localhost:3490/a!? | http://localhost:3490/a",
        "http://[::1]:80/x] | http://[::1]:80/x",
        "https://a.example/* and more | https://a.example/"
      })
  void ends_where_a_reader_would_end_it(String text, String link) {
    assertEquals(List.of(link), links(text));
  }

  @Test
  void finds_several() {
    assertEquals(
        List.of("https://a.example", "http://b.example/"),
        links("https://a.example,http://b.example/".replace(",", ", ")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no link",
        "https://a.example/very-lo…",
        "ftp://a.example",
        "javascript:alert(1)//https",
        "file:///etc/passwd",
        "xhttps://a.example",
        "https://",
        "https:///path",
        "https://user@a.example",
        "https://bank.example@evil.example/",
        "https://a_b.example/",
        "http://a.example:999999/",
        "https://-.example"
      })
  void is_no_link(String text) {
    assertEquals(List.of(), links(text));
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example/Österreich, https://a.example/%C3%96sterreich",
    "https://a.example/😀, https://a.example/%F0%9F%98%80",
    "https://münchen.example/, https://xn--mnchen-3ya.example/",
    "https://a.example/%41%zz, https://a.example/%41%25zz",
    "https://a.example/a|b^{c}[d], https://a.example/a%7Cb%5E%7Bc%7D%5Bd%5D",
    "https://a.example/#a#b, https://a.example/#a%23b"
  })
  void target_is_percent_encoded(String text, String target) {
    assertEquals(List.of(target), TextLink.findAll(text).stream().map(TextLink::target).toList());
  }

  /** Every character that a text may have, and those that it may not have. */
  @Test
  void target_never_has_a_character_that_controls_a_terminal() {
    IntStream.concat(IntStream.rangeClosed(0, 0x2FFF), IntStream.of(0x1F600, 0xE0001, 0xFEFF))
        .filter(c -> !Character.isSurrogate((char) c) || c > 0xFFFF)
        .forEach(
            c -> {
              String text = "https://a.example/x" + Character.toString(c) + "y";
              for (TextLink link : TextLink.findAll(text)) {
                assertTrue(
                    link.target().chars().allMatch(one -> one > ' ' && one < 0x7f),
                    () -> "U+" + Integer.toHexString(c) + " in " + link.target());
              }
            });
  }

  @Test
  void longer_address_than_terminals_take_is_no_link() {
    String start = "https://a.example/";
    String longest = start + "x".repeat(LinkTarget.MAX_LENGTH - start.length());

    assertEquals(List.of(longest), links(longest));
    assertEquals(List.of(), links(longest + "x"));
  }

  private static List<String> links(String text) {
    return TextLink.findAll(text).stream()
        .map(link -> text.substring(link.start(), link.end()))
        .toList();
  }
}
