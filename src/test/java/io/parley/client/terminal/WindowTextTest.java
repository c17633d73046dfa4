package io.parley.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.client.model.DisplayLine;
import io.parley.client.model.LineText;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WindowTextTest {
  private static final Nickname AMY = Nickname.sanitize("amy");

  @Test
  void links_are_newest_first_and_listed_once() {
    assertEquals(
        List.of("https://c.example", "https://a.example", "https://b.example/x"),
        WindowText.links(
            lines(
                inRoom(LineText.authored("", AMY, ": https://a.example and https://c.example")),
                inRoom(LineText.notice("amy has made this the topic: https://b.example/x.")),
                inRoom(LineText.authored("", AMY, ": (https://a.example)"))),
            10));
  }

  @Test
  void number_of_links_is_limited() {
    Stream<DisplayLine> lines =
        lines(
            inRoom(LineText.authored("", AMY, ": https://a.example https://b.example")),
            inRoom(LineText.authored("", AMY, ": https://c.example")));

    assertEquals(List.of("https://b.example", "https://a.example"), WindowText.links(lines, 2));
  }

  /** Otherwise a list of links would contain the lists before it. */
  @Test
  void lines_of_this_program_have_no_links() {
    assertEquals(
        List.of(), WindowText.links(lines(DisplayLine.notice("1: https://a.example")), 10));
  }

  @Test
  void message_is_without_author() {
    assertEquals(Optional.of("lunch: now?"), message(LineText.authored("", AMY, ": lunch: now?")));
    assertEquals(Optional.of("psst"), message(LineText.authored("", AMY, " -> pat: psst")));
    assertEquals(
        Optional.of("amy goes out: home"),
        message(LineText.authored("[", AMY, " goes out: home]")));
  }

  @Test
  void messages_are_numbered_from_the_newest_and_notices_are_none() {
    Stream<DisplayLine> lines =
        lines(
            inRoom(LineText.authored("", AMY, ": new")),
            inRoom(LineText.notice("bob has joined")),
            inRoom(LineText.authored("", AMY, ": old")));

    assertEquals(Optional.of("old"), WindowText.message(lines, 2));
    assertEquals(Optional.empty(), message(LineText.notice("bob has left")));
  }

  private static Optional<String> message(LineText text) {
    return WindowText.message(lines(inRoom(text)), 1);
  }

  private static DisplayLine inRoom(LineText text) {
    return DisplayLine.live(text).withRoom(RoomName.LOBBY);
  }

  private static Stream<DisplayLine> lines(DisplayLine... newestFirst) {
    return Stream.of(newestFirst);
  }
}
