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
  private static final ClientStatus QUIET =
      new ClientStatus(
          "chat.example:3490",
          RoomName.LOBBY,
          OptionalInt.of(3),
          OptionalLong.of(12),
          Optional.empty(),
          0,
          false);

  @Test
  void tells_where_one_is_with_how_many_and_how_far_away() {
    assertEquals(" #lobby | 3 here | lag 12 ms | chat.example:3490", of(QUIET, List.of(), 0));
  }

  @Test
  void tells_what_is_unread_and_what_calls() {
    List<RoomWindows.UnreadCount> unread =
        List.of(
            new RoomWindows.UnreadCount(new RoomName("garden"), 2, 0),
            new RoomWindows.UnreadCount(new RoomName("work"), 12, 1));

    assertEquals(
        " #lobby | garden 2 | work 12! | 3 here | lag 12 ms | chat.example:3490",
        of(QUIET, unread, 0));
  }

  @Test
  void tells_first_what_is_wrong_and_that_there_is_more_below() {
    ClientStatus trouble =
        new ClientStatus(
            "chat.example:3490",
            RoomName.LOBBY,
            OptionalInt.empty(),
            OptionalLong.of(61_500),
            Optional.of("not connected"),
            2,
            true);

    assertEquals(
        " more: 7 (Page Down) | not connected | 2 waiting | #lobby | away | lag 61 s | chat.example:3490",
        of(trouble, List.of(), 7));
  }

  /** The room's name is whole as long as it fits. */
  @Test
  void leaves_out_what_matters_least_where_it_is_narrow() {
    RoomName long32 = new RoomName("a-room-whose-name-is-32-long-ok!");
    ClientStatus there =
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
        name + " | lobby 2! | 3 here | lag 12 ms | chat.example:3490", within(93, there, unread));
    assertEquals(name + " | lobby 2! | 3 here | lag 12 ms", within(92, there, unread));
    assertEquals(name + " | lobby 2! | 3 here", within(72, there, unread));
    assertEquals(name + " | lobby 2!", within(60, there, unread));
    assertEquals(name, within(51, there, unread));
    assertEquals(" #" + long32, within(40, there, unread));
  }

  @Test
  void is_as_wide_as_the_terminal() {
    String narrow = StatusLine.format(QUIET, List.of(), 0, AttributedStyle.DEFAULT, 5).toString();
    String wide = StatusLine.format(QUIET, List.of(), 0, AttributedStyle.DEFAULT, 100).toString();

    assertEquals(" #lob", narrow);
    assertEquals(100, wide.length());
  }

  private static String within(
      int columns, ClientStatus status, List<RoomWindows.UnreadCount> unread) {
    return StatusLine.format(status, unread, 0, AttributedStyle.DEFAULT, columns)
        .toString()
        .stripTrailing();
  }

  private static String of(ClientStatus status, List<RoomWindows.UnreadCount> unread, int below) {
    return StatusLine.format(status, unread, below, AttributedStyle.DEFAULT, 120)
        .toString()
        .stripTrailing();
  }
}
