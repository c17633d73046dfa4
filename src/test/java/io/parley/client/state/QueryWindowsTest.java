package io.parley.client.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.ClientFixture;
import io.parley.client.model.DisplayLine;
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

/** What two say to each other alone, on a screen with windows. */
class QueryWindowsTest {
  private static final Nickname PAT = Nickname.sanitize("pat");
  private static final Nickname LESLIE = Nickname.sanitize("leslie");
  private static final RoomName WITH_LESLIE = WindowName.ofQuery(LESLIE);

  /** The windows, and in which each line is. */
  private static final class Windowed extends FakeScreen {
    private final List<Optional<RoomName>> drawnIn = new ArrayList<>();
    private RoomName talking = RoomName.LOBBY;

    Windowed() {
      super(true);
    }

    @Override
    public boolean hasWindows() {
      return true;
    }

    @Override
    public void draw(List<DisplayLine> lines) {
      super.draw(lines);
      lines.forEach(line -> drawnIn.add(line.room()));
    }

    @Override
    public void showRooms(List<RoomName> rooms, RoomName here) {
      super.showRooms(rooms, here);
      talking = here;
    }
  }

  private final Windowed screen = new Windowed();
  private final ClientFixture pat = new ClientFixture(screen, "beej", message -> true);

  @Test
  void a_private_message_opens_a_window_and_stays_in_it() {
    pat.receive(joined(RoomName.LOBBY), told(LESLIE, PAT, "psst"));

    assertEquals(List.of(RoomName.LOBBY, WITH_LESLIE), screen.lastRooms());
    assertEquals(RoomName.LOBBY, screen.talking);
    assertEquals(List.of(Optional.of(RoomName.LOBBY), Optional.of(WITH_LESLIE)), screen.drawnIn);
  }

  @Test
  void what_is_typed_in_it_is_said_to_them_alone() {
    pat.receive(joined(RoomName.LOBBY), told(LESLIE, PAT, "psst"));
    assertTrue(screen.switchRoom(WITH_LESLIE));
    assertEquals("pat @leslie", screen.lastPrompt());
    pat.type("what?");
    pat.expectSent(new ClientMessage.PrivateMessage("leslie", "what?"));
    pat.receive(told(PAT, LESLIE, "what?"));
    assertEquals(Optional.of(WITH_LESLIE), screen.drawnIn.get(2));

    assertTrue(screen.switchRoom(RoomName.LOBBY));
    pat.type("hello, all");
    pat.expectSent(new ClientMessage.Chat("hello, all"));
  }

  @Test
  void a_query_begins_one_and_ends_it() {
    pat.receive(joined(RoomName.LOBBY)).type("/query leslie", "hi");
    pat.expectSent(new ClientMessage.PrivateMessage("leslie", "hi"));
    pat.type("/query");

    assertEquals("pat", screen.lastPrompt());
    assertEquals(List.of(RoomName.LOBBY), screen.lastRooms());
    pat.type("/query");
    screen.expect(
        "*** pat has joined the chat", "*** You talk with nobody alone: /query NICK begins.");
  }

  @Test
  void who_leaves_it_leaves_no_room() {
    pat.receive(joined(RoomName.LOBBY)).type("/query leslie", "/leave");

    assertEquals(RoomName.LOBBY, screen.talking);
    pat.expectSent();
  }

  @Test
  void who_enters_a_room_talks_there() {
    pat.receive(joined(RoomName.LOBBY)).type("/query leslie", "/join garden");
    pat.expectRequests(new Request.Join("garden"));
    pat.receive(joined(RoomName.sanitize("garden")));

    assertEquals("pat #garden", screen.lastPrompt());
  }

  @Test
  void nobody_is_seen_to_do_something_there_and_nothing_older_is_asked_for() {
    pat.receive(joined(RoomName.LOBBY)).type("/query leslie", "/me waves");
    screen.pageUp();

    pat.expectSent();
    screen.expect(
        "*** pat has joined the chat",
        "*** What you do is for rooms; in private there are words only.");
  }

  @Test
  void who_is_not_here_is_told_where_one_looks() {
    pat.receive(joined(RoomName.LOBBY)).type("/query leslie", "hi");
    pat.receive(new ServerMessage.Refused(new Problem(Problem.Code.NO_SUCH_NICKNAME, "Nobody.")));

    assertEquals(Optional.empty(), screen.drawnIn.get(1));
    assertEquals(WITH_LESLIE, screen.talking);
  }

  @Test
  void whom_one_ignores_opens_none() {
    pat.receive(joined(RoomName.LOBBY)).type("/ignore leslie");
    pat.receive(told(LESLIE, PAT, "psst"));

    assertFalse(screen.switchRoom(WITH_LESLIE));
  }

  @Test
  void whoever_writes_under_many_names_does_not_take_the_one_that_is_open() {
    pat.receive(joined(RoomName.LOBBY)).type("/query leslie");
    IntStream.range(0, 200)
        .mapToObj(i -> told(Nickname.sanitize("n" + i), PAT, "hi"))
        .forEach(pat::receive);

    assertEquals(1 + 100, screen.lastRooms().size());
    assertEquals(WITH_LESLIE, screen.talking);
    assertTrue(screen.lastRooms().contains(WITH_LESLIE));
  }

  @Test
  void there_is_none_where_there_are_no_windows() {
    ClientFixture plain = new ClientFixture(FakeScreen.interactive(), "beej", message -> true);
    plain.receive(joined(RoomName.LOBBY)).type("/query leslie", "hi");

    plain.expectSent(new ClientMessage.Chat("hi"));
    plain
        .screen()
        .expect(
            "*** pat has joined the chat",
            "*** There are no windows here: /message NICK TEXT is for NICK alone.");
  }

  private static ServerMessage joined(RoomName room) {
    return new ServerMessage.Joined(PAT, new Stamp(room, ClientFixture.NOW));
  }

  private static ServerMessage told(Nickname from, Nickname to, String text) {
    return new ServerMessage.PrivateMessage(from, to, Text.sanitize(text));
  }
}
