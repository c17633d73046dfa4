package io.parley.client.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.parley.client.ClientFixture;
import io.parley.client.ClientTestKit;
import io.parley.client.local.LocalStore;
import io.parley.client.model.DisplayLine;
import io.parley.client.model.NumberedWindow;
import io.parley.client.model.ScreenTraits;
import io.parley.client.model.WindowName;
import io.parley.client.screen.FakeScreen;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The text of private conversations, on a screen with windows. */
class QueryHistoryTest {
  private static final Nickname PAT = Nickname.sanitize("pat");
  private static final Nickname ZOE = Nickname.sanitize("Zoë");
  private static final RoomName ZOE_WINDOW = WindowName.ofQuery(ZOE);

  /** A screen that records each line with its window. */
  private static final class WindowScreen extends FakeScreen {
    private final List<DisplayLine> lines = new ArrayList<>();
    private RoomName current = RoomName.LOBBY;

    WindowScreen() {
      super(new ScreenTraits(true, true));
    }

    @Override
    public void draw(List<DisplayLine> drawn) {
      lines.addAll(drawn);
      super.draw(drawn);
    }

    @Override
    public void showRooms(List<NumberedWindow> windows, RoomName shown) {
      super.showRooms(windows, shown);
      current = shown;
    }

    /** The lines of a window since the last call. */
    private List<String> take(RoomName window) {
      List<String> taken =
          lines.stream()
              .filter(line -> line.room().filter(window::isSame).isPresent())
              .map(line -> (line.isOlderHistory() ? "older " : "") + line.text())
              .toList();
      lines.clear();
      return taken;
    }
  }

  @TempDir Path folder;
  private WindowScreen screen = new WindowScreen();

  @Test
  void closed_window_has_its_text_when_it_is_opened_again() {
    ClientFixture pat = start();
    pat.type("/msg zoË hi");
    pat.receive(privateMessage(PAT, ZOE, "hi"), privateMessage(ZOE, PAT, "hello"));
    assertEquals(List.of("pat -> Zoë: hi", "Zoë -> pat: hello"), screen.take(ZOE_WINDOW));

    pat.type("/query zoë", "/query");
    assertEquals(List.of(RoomName.LOBBY), screen.lastRooms());
    pat.type("/query ZOË");
    assertEquals(
        List.of("older pat -> Zoë: hi", "older Zoë -> pat: hello"), screen.take(ZOE_WINDOW));
  }

  /** It also keeps what arrives while the window is closed, and what opens it comes once. */
  @Test
  void conversation_is_kept_over_a_restart() {
    start().receive(privateMessage(ZOE, PAT, "one"), privateMessage(PAT, ZOE, "two"));
    ClientFixture pat = start();
    assertEquals(List.of(RoomName.LOBBY), screen.lastRooms());

    pat.receive(privateMessage(ZOE, PAT, "three"));

    assertEquals(
        List.of("Zoë -> pat: three", "older Zoë -> pat: one", "older pat -> Zoë: two"),
        screen.take(ZOE_WINDOW));
  }

  @Test
  void kept_lines_have_the_time_of_their_message() {
    start().receive(privateMessage(ZOE, PAT, "one"));
    start().type("/query Zoë");

    DisplayLine line = screen.lines.get(screen.lines.size() - 1);
    assertEquals(ClientFixture.NOW, line.time().orElseThrow());
    assertEquals(DisplayLine.Highlight.NONE, line.highlight());
    assertEquals(ZOE, line.author().orElseThrow().nickname());
  }

  @Test
  void page_up_loads_older_pages_until_there_is_none() {
    int count = 2 * QueryHistory.PAGE_SIZE + 1;
    ServerMessage[] messages =
        IntStream.range(0, count)
            .mapToObj(i -> privateMessage(ZOE, PAT, "m" + i))
            .toArray(ServerMessage[]::new);
    start().receive(messages);
    ClientFixture pat = start();

    pat.type("/query Zoë");
    assertEquals(lines(count - QueryHistory.PAGE_SIZE, count), screen.take(ZOE_WINDOW));
    screen.pageUp();
    assertEquals(lines(1, QueryHistory.PAGE_SIZE + 1), screen.take(ZOE_WINDOW));
    screen.pageUp();
    assertEquals(lines(0, 1), screen.take(ZOE_WINDOW));
    screen.pageUp();
    assertEquals(List.of(), screen.take(ZOE_WINDOW));
    pat.type("/history 5");
    assertEquals(
        "*** No older messages with Zoë are kept.",
        screen.lines.get(screen.lines.size() - 1).text());
    pat.expectSent();
  }

  private static List<String> lines(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "older Zoë -> pat: m" + i).toList();
  }

  @Test
  void ignored_user_is_neither_kept_nor_shown() throws Exception {
    start().receive(privateMessage(ZOE, PAT, "one"));
    ClientFixture pat = start();
    pat.type("/ignore ZOË");
    pat.receive(privateMessage(ZOE, PAT, "two"), privateMessage(PAT, ZOE, "mine"));

    assertEquals(List.of("pat -> Zoë: mine"), screen.take(ZOE_WINDOW));
    pat.type("/unignore Zoë", "/query Zoë", "/query", "/query Zoë");
    assertEquals(
        List.of("older Zoë -> pat: one", "older pat -> Zoë: mine"), screen.take(ZOE_WINDOW));
  }

  @Test
  void private_messages_are_not_written_when_they_are_not_kept() throws Exception {
    ClientFixture pat =
        new ClientFixture(screen, "beej", message -> true); // keeps nothing, as a script
    pat.receive(privateMessage(ZOE, PAT, "one")).type("/query Zoë", "/query", "/query Zoë");

    assertEquals(List.of("Zoë -> pat: one"), screen.take(ZOE_WINDOW));
    assertFalse(Files.exists(folder.resolve("servers")));
    screen.pageUp();
    assertEquals(List.of(), screen.take(ZOE_WINDOW));
  }

  /** As in irssi and WeeChat: /msg opens the window, /query switches to it. */
  @Test
  void message_command_opens_the_window_at_once_without_a_switch() {
    ClientFixture pat = start();

    pat.type("/msg Zoë hi");
    assertEquals(List.of(RoomName.LOBBY, ZOE_WINDOW), screen.lastRooms());
    assertEquals(RoomName.LOBBY, screen.current);

    pat.receive(privateMessage(PAT, ZOE, "hi"));
    assertEquals(List.of("pat -> Zoë: hi"), screen.take(ZOE_WINDOW));
  }

  @Test
  void refusal_is_shown_in_the_window_and_where_the_user_is() {
    ClientFixture pat = start();
    pat.type("/msg amy hi", "/msg Zoë hi");
    screen.take(ZOE_WINDOW);
    ServerMessage refusal =
        new ServerMessage.Refused(
            new Problem(Problem.Code.NO_SUCH_NICKNAME, "Nobody here is called ZOË."));

    pat.receive(refusal);
    assertEquals(2, screen.lines.size());
    assertFalse(screen.lines.get(0).room().isPresent());
    assertEquals(List.of("*** Nobody here is called ZOË."), screen.take(ZOE_WINDOW));

    pat.type("/query Zoë").receive(refusal);
    assertEquals(1, screen.lines.size());
    assertEquals(List.of("*** Nobody here is called ZOË."), screen.take(ZOE_WINDOW));
  }

  private ClientFixture start() {
    screen = new WindowScreen();
    return new ClientFixture(
            screen, LocalStore.ofServer(folder, "chat", 3490, "", ClientTestKit.KEEP))
        .receive(new ServerMessage.Joined(PAT, new Stamp(RoomName.LOBBY, ClientFixture.NOW)));
  }

  private static ServerMessage privateMessage(Nickname from, Nickname to, String text) {
    return new ServerMessage.PrivateMessage(from, to, Text.sanitize(text));
  }
}
