package io.parley.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.model.DisplayLine;
import io.parley.client.model.LineText;
import io.parley.client.model.NumberedWindow;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

class RoomWindowsTest {
  private static final RoomName GARDEN = new RoomName("Garden");
  private static final LineText.Author AUTHOR = new LineText.Author(Nickname.sanitize("leslie"), 0);
  private static final RoomWindow.Layout LAYOUT =
      (line, before) -> List.of(new AttributedString(line.text()));

  private final RoomWindows windows = new RoomWindows(100);

  RoomWindowsTest() {
    windows.setWindows(PipedTerminal.windows(RoomName.LOBBY, GARDEN));
  }

  @Test
  void renamed_window_keeps_its_lines_and_its_unread_count_and_gets_late_lines() {
    RoomName tea = new RoomName("tea");
    RoomName cake = new RoomName("cake");
    windows.setWindows(PipedTerminal.windows(RoomName.LOBBY, tea));
    windows.add(List.of(chatLine("one", tea)));

    windows.rename(tea, cake);
    windows.setWindows(PipedTerminal.windows(RoomName.LOBBY, cake));
    windows.add(List.of(chatLine("late", tea), chatLine("two", cake)));

    assertEquals(
        List.of(new RoomWindows.UnreadCount(new NumberedWindow(2, cake), 3, 0)), windows.unread());
    windows.show(cake);
    assertEquals(List.of("one", "late", "two"), view());
  }

  @Test
  void shown_window_stays_shown_under_another_name() {
    RoomName kitchen = new RoomName("kitchen");
    windows.show(GARDEN);
    windows.add(List.of(chatLine("one", GARDEN)));

    windows.rename(GARDEN, kitchen);

    assertEquals(kitchen, windows.shownRoom());
    assertEquals(List.of("one"), view());
  }

  @Test
  void lines_of_a_renamed_window_are_above_those_of_the_window_of_that_name() {
    windows.add(List.of(chatLine("one", GARDEN), chatLine("two", RoomName.LOBBY)));

    windows.rename(RoomName.LOBBY, GARDEN);

    assertEquals(List.of("two", "one"), view());
  }

  @Test
  void adds_line_to_window_of_its_room() {
    windows.add(
        List.of(
            chatLine("one", RoomName.LOBBY),
            chatLine("two", GARDEN),
            DisplayLine.live("of no room")));

    assertEquals(List.of("one", "of no room"), view());
    assertTrue(windows.show(new RoomName("garden")));
    assertEquals(List.of("two"), view());
    assertFalse(windows.show(GARDEN));
  }

  @Test
  void mark_of_another_client_lowers_the_unread_count_to_what_is_above() {
    windows.add(
        List.of(
            line(GARDEN, 1),
            line(GARDEN, 2).withHighlight(DisplayLine.Highlight.MENTION),
            line(GARDEN, 3),
            line(GARDEN, 4).withHighlight(DisplayLine.Highlight.MENTION)));

    windows.markRead(GARDEN, 1, false);
    assertUnread(3, 2);
    windows.markRead(GARDEN, 3, false);
    assertUnread(1, 1);
    windows.add(List.of(line(GARDEN, 5)));
    assertUnread(2, 1);
    windows.markRead(GARDEN, 5, false);
    assertEquals(List.of(), windows.unread());
    windows.add(List.of(line(GARDEN, 5), chatLine("of no id", GARDEN)));
    assertUnread(1, 0);
  }

  @Test
  void mark_counts_nothing_that_was_seen_here() {
    windows.add(List.of(line(GARDEN, 1), line(GARDEN, 2)));
    windows.show(GARDEN);
    windows.show(RoomName.LOBBY);
    windows.markRead(GARDEN, 1, false);
    assertEquals(List.of(), windows.unread());

    windows.add(List.of(line(GARDEN, 3)));
    windows.markRead(GARDEN, 1, false);
    assertUnread(1, 0);
  }

  @Test
  void mark_of_a_join_counts_the_earlier_messages_above_it() {
    windows.add(List.of(line(GARDEN, 1).asHistory(), line(GARDEN, 2).asHistory()));
    assertEquals(List.of(), windows.unread());
    windows.markRead(GARDEN, 0, true); // there is none
    assertEquals(List.of(), windows.unread());

    windows.markRead(GARDEN, 1, true);
    assertUnread(1, 0);
  }

  @Test
  void mark_that_precedes_the_earlier_messages_counts_them_too() {
    windows.markRead(GARDEN, 1, true);
    windows.add(
        List.of(
            line(GARDEN, 1).asHistory(),
            line(GARDEN, 2).asHistory(),
            line(GARDEN, 3).asMissed(),
            line(GARDEN, 1).asMissed()));
    assertUnread(2, 0);
  }

  @Test
  void mark_of_the_shown_room_or_of_an_unknown_one_counts_nothing() {
    windows.add(List.of(line(RoomName.LOBBY, 1)));
    windows.markRead(RoomName.LOBBY, 1, true);
    windows.markRead(new RoomName("nowhere"), 1, true);
    assertEquals(List.of(), windows.unread());
  }

  private void assertUnread(int count, int highlights) {
    assertEquals(
        List.of(new RoomWindows.UnreadCount(new NumberedWindow(2, GARDEN), count, highlights)),
        windows.unread());
  }

  private static DisplayLine line(RoomName room, long id) {
    return chatLine("text " + id, room).withId(OptionalLong.of(id));
  }

  @Test
  void counts_unread_messages_of_hidden_rooms() {
    windows.add(
        List.of(
            chatLine("one", GARDEN),
            DisplayLine.notice("pat has joined").withRoom(GARDEN),
            chatLine("before", GARDEN).asHistory(),
            chatLine("pat!", GARDEN).withHighlight(DisplayLine.Highlight.MENTION),
            chatLine("here", RoomName.LOBBY)));

    assertEquals(
        List.of(new RoomWindows.UnreadCount(new NumberedWindow(2, GARDEN), 2, 1)),
        windows.unread());

    windows.show(GARDEN);
    assertEquals(List.of(), windows.unread());
    assertEquals(0, windows.highlightCount());
  }

  @Test
  void counts_missed_messages_as_unread() {
    windows.add(
        List.of(
            chatLine("one", GARDEN).asMissed(),
            chatLine("pat!", GARDEN).asMissed().withHighlight(DisplayLine.Highlight.MENTION),
            chatLine("pat?", RoomName.LOBBY)
                .asMissed()
                .withHighlight(DisplayLine.Highlight.MENTION)));

    assertEquals(
        List.of(new RoomWindows.UnreadCount(new NumberedWindow(2, GARDEN), 2, 1)),
        windows.unread());
    assertEquals(2, windows.highlightCount());
  }

  @Test
  void highlights_come_first_then_windows_with_most_messages() {
    List<RoomName> rooms = Stream.of("a", "b", "c", "d", "e").map(RoomName::new).toList();
    windows.setWindows(PipedTerminal.windows(rooms.toArray(RoomName[]::new)));
    for (int i : new int[] {0, 1, 2, 1, 3, 4}) {
      windows.add(List.of(chatLine("x", rooms.get(i))));
    }
    for (int i : new int[] {4, 3}) {
      windows.add(
          List.of(chatLine("pat", rooms.get(i)).withHighlight(DisplayLine.Highlight.MENTION)));
    }

    assertEquals(List.of("4:#d 2!", "5:#e 2!", "2:#b 2", "1:#a 1", "3:#c 1"), unread());

    windows.add(List.of(chatLine("x", rooms.get(2)), chatLine("x", rooms.get(2))));
    assertEquals(List.of("4:#d 2!", "5:#e 2!", "3:#c 3", "2:#b 2", "1:#a 1"), unread());
  }

  private List<String> unread() {
    return windows.unread().stream().map(ActivityText::format).toList();
  }

  @Test
  void own_private_message_is_not_unread() {
    RoomName leslie = new RoomName("@leslie");
    windows.setWindows(PipedTerminal.windows(RoomName.LOBBY, leslie));
    windows.add(List.of(chatLine("pat -> leslie: hi", leslie)));
    assertEquals(List.of(), windows.unread());

    windows.add(
        List.of(
            chatLine("leslie -> pat: hi", leslie).withHighlight(DisplayLine.Highlight.PRIVATE)));
    assertEquals(
        List.of(new RoomWindows.UnreadCount(new NumberedWindow(2, leslie), 1, 1)),
        windows.unread());
  }

  @Test
  void highlight_count_contains_highlighted_lines_only() {
    windows.add(List.of(chatLine("one", GARDEN), chatLine("two", RoomName.LOBBY)));
    assertEquals(0, windows.highlightCount());

    windows.add(
        List.of(
            chatLine("pat?", GARDEN).withHighlight(DisplayLine.Highlight.MENTION),
            chatLine("pat!", RoomName.LOBBY).withHighlight(DisplayLine.Highlight.MENTION)));
    assertEquals(2, windows.highlightCount());

    windows.onSeen();
    assertEquals(1, windows.highlightCount());
    windows.show(GARDEN);
    assertEquals(0, windows.highlightCount());
  }

  @Test
  void key_press_resets_highlights_of_shown_room() {
    windows.add(
        List.of(chatLine("pat?", RoomName.LOBBY).withHighlight(DisplayLine.Highlight.MENTION)));
    assertEquals(1, windows.highlightCount());

    windows.onSeen();

    assertEquals(0, windows.highlightCount());
  }

  @Test
  void removes_windows_of_left_rooms() {
    windows.add(List.of(chatLine("one", GARDEN), chatLine("two", RoomName.LOBBY)));

    windows.setWindows(PipedTerminal.windows(RoomName.LOBBY));

    assertEquals(List.of(), windows.unread());
    assertEquals(List.of("two"), view());
    windows.show(GARDEN);
    assertEquals(List.of(), view());
  }

  @Test
  void adds_older_history_above_lines_of_its_room() {
    windows.add(List.of(chatLine("three", GARDEN)));

    windows.add(
        List.of(
            chatLine("one", GARDEN).asOlderHistory(), chatLine("two", GARDEN).asOlderHistory()));

    windows.show(GARDEN);
    assertEquals(List.of("one", "two", "three"), view());
  }

  @Test
  void line_of_other_room_goes_to_shown_window_with_room_prefix() {
    RoomName elsewhere = new RoomName("elsewhere");
    windows.add(
        List.of(
            chatLine("leslie: hi", elsewhere),
            DisplayLine.notice("pat has left elsewhere").withRoom(elsewhere)));

    assertEquals(List.of("[elsewhere] leslie: hi", "*** pat has left elsewhere"), view());
    assertEquals(List.of(), windows.unread());
  }

  private List<String> view() {
    return windows.shownWindow().view(10, LAYOUT).stream().map(AttributedString::toString).toList();
  }

  private static DisplayLine chatLine(String text, RoomName room) {
    return DisplayLine.live(new LineText(text, Optional.of(AUTHOR))).withRoom(room);
  }
}
