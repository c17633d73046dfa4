package io.parley.client.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.client.ClientFixture;
import io.parley.client.model.ScreenTraits;
import io.parley.client.screen.FakeScreen;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@code /window} on a screen with windows. */
class WindowCommandTest {
  private static final Nickname PAT = Nickname.sanitize("pat");

  private final ClientFixture pat =
      new ClientFixture(new FakeScreen(new ScreenTraits(true, true)), "beej", message -> true);

  @Test
  void number_selects_room_before_next_line_is_sent() {
    join("lobby", "garden", "attic");
    pat.receive(privateMessage("amy"));
    assertEquals(List.of("1:#lobby", "2:#garden", "3:#attic", "4:@amy"), pat.screen().lastLabels());

    pat.type("/window 2", "hello");

    pat.expectSent(
        new ClientMessage.RequestMessage(new Request.Join("garden")),
        new ClientMessage.Ping(),
        new ClientMessage.Chat("hello", Optional.of("garden")));
    assertEquals("pat #garden", pat.screen().lastPrompt());
  }

  @Test
  void name_selects_query_and_room() {
    join("lobby", "garden");
    pat.receive(privateMessage("amy"));

    pat.type("/window am");
    assertEquals("pat @amy", pat.screen().lastPrompt());
    pat.type("/win #GARDEN");
    assertEquals("pat #garden", pat.screen().lastPrompt());
    pat.type("/window goto 1");
    assertEquals("pat #lobby", pat.screen().lastPrompt());
  }

  @Test
  void next_and_prev_follow_numbers() {
    join("lobby", "garden", "attic");

    pat.type("/window next");
    assertEquals("pat #lobby", pat.screen().lastPrompt());
    pat.type("/window prev");
    assertEquals("pat #attic", pat.screen().lastPrompt());
    pat.type("/window prev");
    assertEquals("pat #garden", pat.screen().lastPrompt());
  }

  @Test
  void move_orders_windows_by_hand() {
    join("lobby", "garden", "attic");

    pat.type("/window move 2");

    assertEquals(List.of("1:#lobby", "2:#attic", "3:#garden"), pat.screen().lastLabels());
    assertEquals("pat #attic", pat.screen().lastPrompt());
  }

  @Test
  void numbers_stay_over_lost_connection() {
    join("lobby", "garden", "attic");
    pat.type("/window move 9");

    pat.state().onConnectionLost();
    pat.receive(joined("lobby"), joined("attic"), joined("garden"));

    assertEquals(List.of("1:#lobby", "2:#garden", "9:#attic"), pat.screen().lastLabels());
  }

  @Test
  void number_of_closed_window_is_given_to_next_new_window() {
    join("lobby", "garden", "attic");

    pat.receive(new ServerMessage.Left(PAT, stamp("garden")));
    assertEquals(List.of("1:#lobby", "3:#attic"), pat.screen().lastLabels());
    join("barn");

    assertEquals(List.of("1:#lobby", "2:#barn", "3:#attic"), pat.screen().lastLabels());
  }

  @Test
  void close_leaves_room_or_closes_query() {
    join("lobby", "garden");
    pat.type("/window close");
    pat.expectRequests(new Request.Part(Optional.empty()));

    pat.type("/query amy");
    assertEquals(List.of("1:#lobby", "2:#garden", "3:@amy"), pat.screen().lastLabels());
    pat.type("/window close");
    assertEquals(List.of("1:#lobby", "2:#garden"), pat.screen().lastLabels());
  }

  @Test
  void lists_windows_and_reports_unknown_one() {
    pat.type("/window");
    pat.screen().expect("*** Windows: 1:#lobby");
    pat.type("/window 7", "/window move", "/window move 0", "/window a b");
    pat.screen()
        .expect(
            "*** No window, or more than one, fits 7: /window lists all.",
            "*** Usage: /window move NUMBER",
            "*** Usage: /window move NUMBER",
            "*** Usage: /window [NUMBER|NAME]");
  }

  @Test
  void screen_without_windows_says_what_to_use() {
    ClientFixture plain = new ClientFixture(FakeScreen.interactive(), "beej", message -> true);

    plain.type("/window 2");

    plain.screen().expect("*** This screen has no windows: use /join ROOM.");
  }

  private void join(String... rooms) {
    for (String room : rooms) {
      pat.receive(joined(room));
    }
  }

  private static ServerMessage joined(String room) {
    return new ServerMessage.Joined(PAT, stamp(room));
  }

  private static ServerMessage privateMessage(String from) {
    return new ServerMessage.PrivateMessage(Nickname.sanitize(from), PAT, Text.sanitize("psst"));
  }

  private static Stamp stamp(String room) {
    return new Stamp(new RoomName(room), ClientFixture.NOW);
  }
}
