package io.parley.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.client.model.ClientStatus;
import io.parley.protocol.RoomName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.Test;

class StatusLineTest {
  private static final ClientStatus STATUS =
      new ClientStatus(
          "chat.example:3490",
          RoomName.LOBBY,
          OptionalInt.of(3),
          OptionalLong.of(12),
          Optional.empty(),
          0,
          false);

  @Test
  void shows_room_members_lag_and_server() {
    assertEquals(" #lobby | 3 here | lag 12 ms | chat.example:3490", format(STATUS, List.of(), 0));
  }

  @Test
  void shows_unread_counts_and_highlights() {
    List<RoomWindows.UnreadCount> unread =
        List.of(
            new RoomWindows.UnreadCount(new RoomName("garden"), 2, 0),
            new RoomWindows.UnreadCount(new RoomName("work"), 12, 1));

    assertEquals(
        " #lobby | garden 2 | work 12! | 3 here | lag 12 ms | chat.example:3490",
        format(STATUS, unread, 0));
  }

  @Test
  void shows_lines_below_and_problem_first() {
    ClientStatus disconnected =
        new ClientStatus(
            "chat.example:3490",
            RoomName.LOBBY,
            OptionalInt.empty(),
            OptionalLong.of(61_500),
            Optional.of("not connected"),
            2,
            true);

    assertEquals(
        " more: 7 (Page Down) | not connected | 2 queued | #lobby | away | lag 61 s | chat.example:3490",
        format(disconnected, List.of(), 7));
  }

  /** The name of the room is complete as long as it fits. */
  @Test
  void omits_parts_of_lowest_priority_when_narrow() {
    RoomName long32 = new RoomName("a-room-whose-name-is-32-long-ok!");
    ClientStatus away =
        new ClientStatus(
            "chat.example:3490",
            long32,
            OptionalInt.of(3),
            OptionalLong.of(12),
            Optional.empty(),
            0,
            true);
    List<RoomWindows.UnreadCount> unread =
        List.of(new RoomWindows.UnreadCount(RoomName.LOBBY, 2, 1));

    String name = " #" + long32 + " | away";
    assertEquals(
        name + " | lobby 2! | 3 here | lag 12 ms | chat.example:3490",
        formatWithin(93, away, unread));
    assertEquals(name + " | lobby 2! | 3 here | lag 12 ms", formatWithin(92, away, unread));
    assertEquals(name + " | lobby 2! | 3 here", formatWithin(72, away, unread));
    assertEquals(name + " | lobby 2!", formatWithin(60, away, unread));
    assertEquals(name, formatWithin(51, away, unread));
    assertEquals(" #" + long32, formatWithin(40, away, unread));
  }

  @Test
  void fills_width_of_terminal() {
    String narrow = StatusLine.format(STATUS, List.of(), 0, AttributedStyle.DEFAULT, 5).toString();
    String wide = StatusLine.format(STATUS, List.of(), 0, AttributedStyle.DEFAULT, 100).toString();

    assertEquals(" #lob", narrow);
    assertEquals(100, wide.length());
  }

  private static String formatWithin(
      int columns, ClientStatus status, List<RoomWindows.UnreadCount> unread) {
    return StatusLine.format(status, unread, 0, AttributedStyle.DEFAULT, columns)
        .toString()
        .stripTrailing();
  }

  private static String format(
      ClientStatus status, List<RoomWindows.UnreadCount> unread, int below) {
    return StatusLine.format(status, unread, below, AttributedStyle.DEFAULT, 120)
        .toString()
        .stripTrailing();
  }
}
