package io.parley.client.terminal.bidi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArabicShaperTest {

  @Test
  void uses_presentation_form_of_position() {
    assertEquals(
        List.of("\uFE91", "\uFEF4", "\uFE96"),
        ArabicShaper.shape(List.of("\u0628", "\u064A", "\u062A")));
    assertEquals(List.of("\uFE8F"), ArabicShaper.shape(List.of("\u0628")));
  }

  @Test
  void joins_lam_and_alef() {
    assertEquals(
        List.of("\uFEB3", "\uFEFC", "", "\uFEE1"),
        ArabicShaper.shape(List.of("\u0633", "\u0644", "\u0627", "\u0645")));
  }

  @Test
  void keeps_marks_without_separating_letters() {
    assertEquals(
        List.of("\uFE91\u064E", "\uFE96\u0652"),
        ArabicShaper.shape(List.of("\u0628\u064E", "\u062A\u0652")));
    assertEquals(
        List.of("\uFEFB\u064E\u064B", ""),
        ArabicShaper.shape(List.of("\u0644\u064E", "\u0627\u064B")));
  }

  @Test
  void non_joiner_separates_letters() {
    assertEquals(
        List.of("\uFEE3", "\uFBFD\u200C", "\uFEA7", "\uFEEE"),
        ArabicShaper.shape(List.of("\u0645", "\u06CC\u200C", "\u062E", "\u0648")));
  }

  @Test
  void leaves_other_characters_unchanged() {
    List<String> others = List.of("ש", "a", "👍", " ");

    assertEquals(others, ArabicShaper.shape(others));
    assertEquals(
        Stream.concat(others.stream(), Stream.of("\uFE8F")).toList(),
        ArabicShaper.shape(Stream.concat(others.stream(), Stream.of("\u0628")).toList()));
  }
}
