package io.parley.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.model.DisplayLine;
import io.parley.protocol.RoomName;
import java.util.List;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

class RoomWindowsTest {
  private static final RoomName GARDEN = new RoomName("Garden");
  private static final RoomWindow.Layout LAYOUT =
      (line, before) -> List.of(new AttributedString(line.text()));

  private final RoomWindows windows = new RoomWindows(100);

  RoomWindowsTest() {
    windows.setRooms(List.of(RoomName.LOBBY, GARDEN));
  }

  @Test
  void put_each_line_where_it_belongs() {
    windows.add(
        List.of(said("one", RoomName.LOBBY), said("two", GARDEN), DisplayLine.live("of no room")));

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
            DisplayLine.live("*** pat has joined").withRoom(GARDEN),
            said("before", GARDEN).asHistory(),
            said("pat!", GARDEN).withHighlight(DisplayLine.Highlight.MENTION),
            said("here", RoomName.LOBBY)));

    assertEquals(List.of(new RoomWindows.UnreadCount(GARDEN, 2, 1)), windows.unread());

    windows.show(GARDEN);
    assertEquals(List.of(), windows.unread());
    assertEquals(0, windows.highlightCount());
  }

  @Test
  void count_what_was_missed() {
    windows.add(
        List.of(
            said("one", GARDEN).asMissed(),
            said("pat!", GARDEN).asMissed().withHighlight(DisplayLine.Highlight.MENTION),
            said("pat?", RoomName.LOBBY).asMissed().withHighlight(DisplayLine.Highlight.MENTION)));

    assertEquals(List.of(new RoomWindows.UnreadCount(GARDEN, 2, 1)), windows.unread());
    assertEquals(2, windows.highlightCount());
  }

  @Test
  void ones_own_words_to_somebody_alone_are_no_news() {
    RoomName leslie = new RoomName("@leslie");
    windows.setRooms(List.of(RoomName.LOBBY, leslie));
    windows.add(List.of(said("pat -> leslie: hi", leslie)));
    assertEquals(List.of(), windows.unread());

    windows.add(
        List.of(said("leslie -> pat: hi", leslie).withHighlight(DisplayLine.Highlight.PRIVATE)));
    assertEquals(List.of(new RoomWindows.UnreadCount(leslie, 1, 1)), windows.unread());
  }

  @Test
  void only_what_is_marked_waits_for_somebody() {
    windows.add(List.of(said("one", GARDEN), said("two", RoomName.LOBBY)));
    assertEquals(0, windows.highlightCount());

    windows.add(
        List.of(
            said("pat?", GARDEN).withHighlight(DisplayLine.Highlight.MENTION),
            said("pat!", RoomName.LOBBY).withHighlight(DisplayLine.Highlight.MENTION)));
    assertEquals(2, windows.highlightCount());

    windows.onSeen();
    assertEquals(1, windows.highlightCount());
    windows.show(GARDEN);
    assertEquals(0, windows.highlightCount());
  }

  @Test
  void what_is_marked_waits_until_somebody_is_here() {
    windows.add(List.of(said("pat?", RoomName.LOBBY).withHighlight(DisplayLine.Highlight.MENTION)));
    assertEquals(1, windows.highlightCount());

    windows.onSeen();

    assertEquals(0, windows.highlightCount());
  }

  @Test
  void let_rooms_go_that_were_left_but_for_the_lobby() {
    windows.add(List.of(said("one", GARDEN), said("two", RoomName.LOBBY)));

    windows.setRooms(List.of());

    assertEquals(List.of(), windows.unread());
    assertEquals(List.of("two"), view());
    windows.show(GARDEN);
    assertEquals(List.of(), view());
  }

  @Test
  void put_older_lines_before_all_of_their_room() {
    windows.add(List.of(said("three", GARDEN)));

    windows.add(
        List.of(said("one", GARDEN).asOlderHistory(), said("two", GARDEN).asOlderHistory()));

    windows.show(GARDEN);
    assertEquals(List.of("one", "two", "three"), view());
  }

  @Test
  void a_room_where_one_is_not_has_no_window() {
    RoomName elsewhere = new RoomName("elsewhere");
    windows.add(
        List.of(
            said("leslie: hi", elsewhere),
            DisplayLine.live("*** pat has left elsewhere").withRoom(elsewhere)));

    assertEquals(List.of("[elsewhere] leslie: hi", "*** pat has left elsewhere"), view());
    assertEquals(List.of(), windows.unread());
  }

  private List<String> view() {
    return windows.shownWindow().view(10, LAYOUT).stream().map(AttributedString::toString).toList();
  }

  private static DisplayLine said(String text, RoomName room) {
    return DisplayLine.live(text).withRoom(room).withAuthor("leslie");
  }
}
