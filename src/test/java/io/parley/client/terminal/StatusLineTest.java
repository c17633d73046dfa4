package io.parley.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.model.ClientStatus;
import io.parley.client.model.NumberedWindow;
import io.parley.protocol.RoomName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.Test;

class StatusLineTest {
  private static final Truncation TRUNCATION = new Truncation("…");
  private static final NumberedWindow LOBBY = new NumberedWindow(1, RoomName.LOBBY);
  private static final NumberedWindow LONG =
      new NumberedWindow(12, new RoomName("a-room-whose-name-is-32-long-ok!"));
  private static final ClientStatus STATUS = status(RoomName.LOBBY, false);
  private static final List<RoomWindows.UnreadCount> BUSY =
      List.of(
          unread(7, "@amy", 1, 1),
          unread(3, "work", 12, 2),
          unread(4, "garden", 120, 0),
          unread(2, "kitchen", 9, 0),
          unread(5, "attic", 1, 0));

  @Test
  void shows_window_members_lag_and_server() {
    assertEquals(
        " 1:#lobby | 3 here | lag 12 ms | chat.example:3490",
        format(120, STATUS, LOBBY, List.of()));
  }

  @Test
  void shows_name_of_window_whose_number_is_unknown() {
    StatusLine line = new StatusLine(STATUS, List.of(), Optional.empty(), 0, Optional.empty());

    assertEquals(
        " #lobby | 3 here | lag 12 ms | chat.example:3490",
        line.format(AttributedStyle.DEFAULT, TRUNCATION, 80).toString().stripTrailing());
  }

  @Test
  void shows_unread_counts_and_highlights() {
    assertEquals(
        " 1:#lobby | 7:@amy 1! | 3:#work 12! | 4:#garden 120 | 2:#kitchen 9 | 5:#attic 1 | 3 here"
            + " | lag 12 ms | chat.example:3490",
        format(140, STATUS, LOBBY, BUSY));
  }

  @Test
  void shows_hint_lines_below_and_problem_first() {
    ClientStatus disconnected =
        new ClientStatus(
            "chat.example:3490",
            RoomName.LOBBY,
            OptionalInt.empty(),
            OptionalLong.of(61_500),
            Optional.of("not connected"),
            2,
            true,
            Optional.empty());
    StatusLine line =
        new StatusLine(disconnected, List.of(), Optional.of(LOBBY), 7, Optional.of("press a key"));

    assertEquals(
        " press a key | more: 7 (Page Down) | not connected | 2 queued | 1:#lobby | away | lag 61 s"
            + " | chat.example:3490",
        line.format(AttributedStyle.DEFAULT, TRUNCATION, 120).toString().stripTrailing());
  }

  /** At the widths of usual terminals. */
  @Test
  void busy_windows_that_do_not_fit_are_counted() {
    assertEquals(
        " 1:#lobby | 7:@amy 1! | 3:#work 12! | 4:#garden 120 | 2:#kitchen 9 | 5:#attic 1",
        format(80, STATUS, LOBBY, BUSY));
    assertEquals(
        " 1:#lobby | 7:@amy 1! | 3:#work 12! | 4:#garden 120 | 2:#kitchen 9 | +1",
        format(78, STATUS, LOBBY, BUSY));
    assertEquals(" 1:#lobby | 7:@amy 1! | 3:#work 12! | +3", format(40, STATUS, LOBBY, BUSY));
  }

  @Test
  void highlights_stay_longer_than_own_state_and_are_counted_with_a_mark() {
    ClientStatus away = status(RoomName.LOBBY, true);

    assertEquals(" 1:#lobby | away | 7:@amy 1! | 3:#work 12! | +3", format(47, away, LOBBY, BUSY));
    assertEquals(" 1:#lobby | 7:@amy 1! | 3:#work 12! | +3", format(46, away, LOBBY, BUSY));
    assertEquals(" 1:#lobby | 7:@amy 1! | +4!", format(39, away, LOBBY, BUSY));
  }

  @Test
  void omits_last_parts_first_when_narrow() {
    ClientStatus away = status(LONG.name(), true);
    List<RoomWindows.UnreadCount> one = List.of(unread(1, "lobby", 2, 1));

    String name = " 12:#a-room-whose-name-is-32-long-ok!";
    assertEquals(
        name + " | away | 1:#lobby 2! | 3 here | lag 12 ms | chat.example:3490",
        format(99, away, LONG, one));
    assertEquals(name + " | away | 1:#lobby 2! | 3 here | lag 12 ms", format(98, away, LONG, one));
    assertEquals(name + " | away | 1:#lobby 2! | 3 here", format(78, away, LONG, one));
    assertEquals(name + " | away | 1:#lobby 2!", format(66, away, LONG, one));
    assertEquals(name + " | 1:#lobby 2!", format(56, away, LONG, one));
    assertEquals(" 12:#a-room-whose-name-is… | 1:#lobby 2!", format(40, away, LONG, one));
    assertEquals(" 12:#a-room-whose-name-is-32-long-ok!", format(40, away, LONG, List.of()));
  }

  @Test
  void long_names_share_narrow_line_and_are_cut_with_a_mark() {
    List<RoomWindows.UnreadCount> two =
        List.of(unread(2, "@somebody-with-a-long-nickname", 3, 3), unread(3, "garden", 1, 0));

    String line = format(40, status(LONG.name(), false), LONG, two);

    assertEquals(" 12:#a-room-who… | 2:@somebody-… 3! | +1", line);
    assertTrue(Truncation.width(line) <= 40);
  }

  @Test
  void wide_characters_are_measured_in_columns() {
    NumberedWindow wide = new NumberedWindow(2, new RoomName("日本語の部屋日本語の部屋"));
    List<RoomWindows.UnreadCount> two = List.of(unread(3, "@ともだち", 1, 1), unread(4, "東京", 5, 0));
    ClientStatus status = status(wide.name(), false);

    assertEquals(" 2:#日本語の部屋日本語の部屋 | 3:@ともだち 1! | 4:#東京 5", format(60, status, wide, two));
    assertEquals(" 2:#日本語の部屋日本語の部屋 | 3:@ともだち 1! | +1", format(54, status, wide, two));
    String narrow = format(40, status, wide, two);
    assertEquals(" 2:#日本語の部屋… | 3:@ともだち 1! | +1", narrow);
    assertTrue(new AttributedString(narrow).columnLength() <= 40);
  }

  @Test
  void whole_line_is_cut_with_a_mark_as_last_resort() {
    assertEquals(" 1:#…", format(5, STATUS, LOBBY, List.of()));
    assertEquals("…", format(1, STATUS, LOBBY, BUSY));
  }

  /** Also where one column of a wide character would remain. */
  @Test
  void fills_every_width_of_terminal() {
    for (int columns = 1; columns <= 150; columns++) {
      for (List<RoomWindows.UnreadCount> unread :
          List.of(List.<RoomWindows.UnreadCount>of(), BUSY, List.of(unread(2, "日本語", 1, 1)))) {
        AttributedString line =
            new StatusLine(STATUS, unread, Optional.of(LOBBY), 3, Optional.empty())
                .format(AttributedStyle.DEFAULT, TRUNCATION, columns);

        assertEquals(columns, line.columnLength(), line.toString());
      }
    }
  }

  @Test
  void many_windows_take_one_part() {
    List<RoomWindows.UnreadCount> many = new ArrayList<>();
    for (int i = 2; i <= 1000; i++) {
      many.add(unread(i, "room" + i, 1, 0));
    }

    assertEquals(
        " 1:#lobby | 2:#room2 1 | 3:#room3 1 | 4:#room4 1 | 5:#room5 1 | +995",
        format(76, STATUS, LOBBY, many));
  }

  private static RoomWindows.UnreadCount unread(int number, String name, int count, int marked) {
    return new RoomWindows.UnreadCount(
        new NumberedWindow(number, new RoomName(name)), count, marked);
  }

  private static ClientStatus status(RoomName room, boolean away) {
    return new ClientStatus(
        "chat.example:3490",
        room,
        OptionalInt.of(3),
        OptionalLong.of(12),
        Optional.empty(),
        0,
        away,
        Optional.empty());
  }

  private static String format(
      int columns,
      ClientStatus status,
      NumberedWindow window,
      List<RoomWindows.UnreadCount> unread) {
    return new StatusLine(status, unread, Optional.of(window), 0, Optional.empty())
        .format(AttributedStyle.DEFAULT, TRUNCATION, columns)
        .toString()
        .stripTrailing();
  }
}
