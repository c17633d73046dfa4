package io.parley.client.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.ClientFixture;
import io.parley.client.model.DisplayLine;
import io.parley.client.model.NumberedWindow;
import io.parley.client.model.ScreenTraits;
import io.parley.client.model.WindowName;
import io.parley.client.screen.FakeScreen;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Windows for private messages, on a screen with windows. */
class QueryWindowsTest {
  private static final Nickname SELF = Nickname.sanitize("pat");
  private static final Nickname LESLIE = Nickname.sanitize("leslie");
  private static final RoomName LESLIE_WINDOW = WindowName.ofQuery(LESLIE);

  /** A screen that records its windows and the room of each line. */
  private static final class WindowScreen extends FakeScreen {
    private final List<Optional<RoomName>> lineRooms = new ArrayList<>();
    private RoomName currentRoom = RoomName.LOBBY;

    WindowScreen() {
      super(new ScreenTraits(true, true));
    }

    @Override
    public void draw(List<DisplayLine> lines) {
      super.draw(lines);
      lines.forEach(line -> lineRooms.add(line.room()));
    }

    @Override
    public void showRooms(List<NumberedWindow> windows, RoomName current) {
      super.showRooms(windows, current);
      currentRoom = current;
    }
  }

  private final WindowScreen screen = new WindowScreen();
  private final ClientFixture pat = new ClientFixture(screen, "beej", message -> true);

  @Test
  void private_message_opens_window_and_is_shown_there_only() {
    pat.receive(joined(RoomName.LOBBY), privateMessage(LESLIE, SELF, "psst"));

    assertEquals(List.of(RoomName.LOBBY, LESLIE_WINDOW), screen.lastRooms());
    assertEquals(RoomName.LOBBY, screen.currentRoom);
    assertEquals(
        List.of(Optional.of(RoomName.LOBBY), Optional.of(LESLIE_WINDOW)), screen.lineRooms);
  }

  @Test
  void text_typed_in_query_window_is_sent_as_private_message() {
    pat.receive(joined(RoomName.LOBBY), privateMessage(LESLIE, SELF, "psst"));
    assertTrue(screen.switchRoom(LESLIE_WINDOW));
    assertEquals("pat @leslie", screen.lastPrompt());
    pat.type("what?");
    pat.expectSent(new ClientMessage.PrivateMessage("leslie", "what?"));
    pat.receive(privateMessage(SELF, LESLIE, "what?"));
    assertEquals(Optional.of(LESLIE_WINDOW), screen.lineRooms.get(2));

    assertTrue(screen.switchRoom(RoomName.LOBBY));
    pat.type("hello, all");
    pat.expectSent(new ClientMessage.Chat("hello, all"));
  }

  @Test
  void query_command_opens_and_closes_window() {
    pat.receive(joined(RoomName.LOBBY)).type("/query leslie", "hi");
    pat.expectSent(new ClientMessage.PrivateMessage("leslie", "hi"));
    pat.type("/query");

    assertEquals("pat", screen.lastPrompt());
    assertEquals(List.of(RoomName.LOBBY), screen.lastRooms());
    pat.type("/query");
    screen.expect(
        "*** pat has joined the chat", "*** No query is selected: /query NICK opens one.");
  }

  @Test
  void leave_in_query_window_leaves_no_room() {
    pat.receive(joined(RoomName.LOBBY)).type("/query leslie", "/leave");

    assertEquals(RoomName.LOBBY, screen.currentRoom);
    pat.expectSent();
  }

  @Test
  void join_in_query_window_switches_to_room() {
    pat.receive(joined(RoomName.LOBBY)).type("/query leslie", "/join garden");
    pat.expectRequests(new Request.Join("garden"));
    pat.receive(joined(RoomName.sanitize("garden")));

    assertEquals("pat #garden", screen.lastPrompt());
  }

  @Test
  void query_window_rejects_emote_and_requests_no_history() {
    pat.receive(joined(RoomName.LOBBY)).type("/query leslie", "/me waves");
    screen.pageUp();

    pat.expectSent();
    screen.expect("*** pat has joined the chat", "*** Emotes cannot be sent to a query.");
  }

  @Test
  void unknown_nickname_is_reported_in_open_window() {
    pat.receive(joined(RoomName.LOBBY)).type("/query leslie", "hi");
    pat.receive(new ServerMessage.Refused(new Problem(Problem.Code.NO_SUCH_NICKNAME, "Nobody.")));

    assertEquals(Optional.empty(), screen.lineRooms.get(1));
    assertEquals(LESLIE_WINDOW, screen.currentRoom);
  }

  @Test
  void private_message_of_ignored_nickname_opens_no_window() {
    pat.receive(joined(RoomName.LOBBY)).type("/ignore leslie");
    pat.receive(privateMessage(LESLIE, SELF, "psst"));

    assertFalse(screen.switchRoom(LESLIE_WINDOW));
  }

  @Test
  void open_window_is_kept_when_oldest_windows_are_removed() {
    pat.receive(joined(RoomName.LOBBY)).type("/query leslie");
    IntStream.range(0, 200)
        .mapToObj(i -> privateMessage(Nickname.sanitize("n" + i), SELF, "hi"))
        .forEach(pat::receive);

    assertEquals(1 + 100, screen.lastRooms().size());
    assertEquals(LESLIE_WINDOW, screen.currentRoom);
    assertTrue(screen.lastRooms().contains(LESLIE_WINDOW));
  }

  @Test
  void query_command_reports_screen_without_windows() {
    ClientFixture plain = new ClientFixture(FakeScreen.interactive(), "beej", message -> true);
    plain.receive(joined(RoomName.LOBBY)).type("/query leslie", "hi");

    plain.expectSent(new ClientMessage.Chat("hi"));
    plain
        .screen()
        .expect(
            "*** pat has joined the chat",
            "*** This screen has no windows: use /message NICK TEXT.");
  }

  private static ServerMessage joined(RoomName room) {
    return new ServerMessage.Joined(SELF, new Stamp(room, ClientFixture.NOW));
  }

  private static ServerMessage privateMessage(Nickname from, Nickname to, String text) {
    return new ServerMessage.PrivateMessage(from, to, Text.sanitize(text));
  }
}
