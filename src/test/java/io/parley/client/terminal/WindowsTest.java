package io.parley.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.Line;
import io.parley.protocol.RoomName;
import java.util.List;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

class WindowsTest {
  private static final RoomName GARDEN = new RoomName("Garden");
  private static final Window.Layout LAYOUT =
      (line, before) -> List.of(new AttributedString(line.text()));

  private final Windows windows = new Windows(100);

  WindowsTest() {
    windows.keep(List.of(RoomName.LOBBY, GARDEN));
  }

  @Test
  void put_each_line_where_it_belongs() {
    windows.add(List.of(said("one", RoomName.LOBBY), said("two", GARDEN), Line.now("of no room")));

    assertEquals(List.of("one", "of no room"), view());
    assertTrue(windows.show(new RoomName("garden")));
    assertEquals(List.of("two"), view());
    assertFalse(windows.show(GARDEN));
  }

  @Test
  void count_what_people_said_where_nobody_looks() {
    windows.add(
        List.of(
            said("one", GARDEN),
            Line.now("*** pat has joined").in(GARDEN),
            said("before", GARDEN).fromBefore(),
            said("pat!", GARDEN).marked(Line.Mark.NAMED),
            said("here", RoomName.LOBBY)));

    assertEquals(List.of(new Windows.Unread(GARDEN, 2, 1)), windows.unread());

    windows.show(GARDEN);
    assertEquals(List.of(), windows.unread());
    assertEquals(0, windows.waiting());
  }

  @Test
  void count_what_was_missed() {
    windows.add(
        List.of(
            said("one", GARDEN).missedThen(),
            said("pat!", GARDEN).missedThen().marked(Line.Mark.NAMED),
            said("pat?", RoomName.LOBBY).missedThen().marked(Line.Mark.NAMED)));

    assertEquals(List.of(new Windows.Unread(GARDEN, 2, 1)), windows.unread());
    assertEquals(2, windows.waiting());
  }

  @Test
  void ones_own_words_to_somebody_alone_are_no_news() {
    RoomName leslie = new RoomName("@leslie");
    windows.keep(List.of(RoomName.LOBBY, leslie));
    windows.add(List.of(said("pat -> leslie: hi", leslie)));
    assertEquals(List.of(), windows.unread());

    windows.add(List.of(said("leslie -> pat: hi", leslie).marked(Line.Mark.PRIVATE)));
    assertEquals(List.of(new Windows.Unread(leslie, 1, 1)), windows.unread());
  }

  @Test
  void only_what_is_marked_waits_for_somebody() {
    windows.add(List.of(said("one", GARDEN), said("two", RoomName.LOBBY)));
    assertEquals(0, windows.waiting());

    windows.add(
        List.of(
            said("pat?", GARDEN).marked(Line.Mark.NAMED),
            said("pat!", RoomName.LOBBY).marked(Line.Mark.NAMED)));
    assertEquals(2, windows.waiting());

    windows.seen();
    assertEquals(1, windows.waiting());
    windows.show(GARDEN);
    assertEquals(0, windows.waiting());
  }

  @Test
  void what_is_marked_waits_until_somebody_is_here() {
    windows.add(List.of(said("pat?", RoomName.LOBBY).marked(Line.Mark.NAMED)));
    assertEquals(1, windows.waiting());

    windows.seen();

    assertEquals(0, windows.waiting());
  }

  @Test
  void let_rooms_go_that_were_left_but_for_the_lobby() {
    windows.add(List.of(said("one", GARDEN), said("two", RoomName.LOBBY)));

    windows.keep(List.of());

    assertEquals(List.of(), windows.unread());
    assertEquals(List.of("two"), view());
    windows.show(GARDEN);
    assertEquals(List.of(), view());
  }

  @Test
  void put_older_lines_before_all_of_their_room() {
    windows.add(List.of(said("three", GARDEN)));

    windows.add(List.of(said("one", GARDEN).fromBeforeAll(), said("two", GARDEN).fromBeforeAll()));

    windows.show(GARDEN);
    assertEquals(List.of("one", "two", "three"), view());
  }

  @Test
  void a_room_where_one_is_not_has_no_window() {
    RoomName elsewhere = new RoomName("elsewhere");
    windows.add(
        List.of(
            said("leslie: hi", elsewhere), Line.now("*** pat has left elsewhere").in(elsewhere)));

    assertEquals(List.of("[elsewhere] leslie: hi", "*** pat has left elsewhere"), view());
    assertEquals(List.of(), windows.unread());
  }

  private List<String> view() {
    return windows.shown().view(10, LAYOUT).stream().map(AttributedString::toString).toList();
  }

  private static Line said(String text, RoomName room) {
    return Line.now(text).in(room).by("leslie");
  }
}
