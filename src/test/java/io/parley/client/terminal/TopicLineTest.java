package io.parley.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.parley.client.model.ClientStatus;
import io.parley.protocol.RoomName;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.Test;

class TopicLineTest {
  private final TopicLine line =
      new TopicLine(AttributedStyle.DEFAULT.inverse(), new Truncation("…"), true);

  @Test
  void shows_name_and_topic() {
    assertEquals(" #garden: Tulips and more", format("garden", "Tulips and more", 80));
    assertEquals(" @amy: away: lunch", format("@amy", "away: lunch", 80));
  }

  @Test
  void shows_name_alone_without_topic() {
    assertEquals(" #garden", format("garden", "", 80));
  }

  @Test
  void cuts_long_topic_with_a_mark() {
    assertEquals(" #garden: Tulips an…", format("garden", "Tulips and more", 20));
    assertEquals(" #garden: Tulips and", format("garden", "Tulips and", 20));
    assertEquals(" #gar…", format("garden", "Tulips", 6));
  }

  @Test
  void measures_wide_characters_and_never_splits_one() {
    assertEquals(" #g: 日本…", format("g", "日本語の話題", 10));
    assertEquals(" #g: 日本…", format("g", "日本語の話題", 11));
    assertEquals(" #g: 日本語…", format("g", "日本語の話題", 12));
  }

  @Test
  void fills_every_width() {
    for (int columns = 1; columns <= 30; columns++) {
      assertEquals(columns, line.format(status("garden", "日本語 🇩🇪 の話題"), columns).columnLength());
    }
  }

  @Test
  void puts_right_to_left_topic_in_visual_order() {
    assertEquals(" #g: םולש", format("g", "שלום", 20));
  }

  @Test
  void same_content_is_laid_out_once() {
    AttributedString first = line.format(status("garden", "Tulips"), 40);

    assertSame(first, line.format(status("garden", "Tulips"), 40));
    assertEquals(" #garden: Roses", format("garden", "Roses", 40));
  }

  private String format(String room, String topic, int columns) {
    return line.format(status(room, topic), columns).toString().stripTrailing();
  }

  private static ClientStatus status(String room, String topic) {
    return new ClientStatus(
        "chat.example:3490",
        new RoomName(room),
        OptionalInt.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        0,
        false,
        Optional.of(topic).filter(text -> !text.isEmpty()));
  }
}
