package io.parley.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.model.DisplayLine;
import io.parley.client.model.LineText;
import io.parley.client.model.NumberedWindow;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scrolling, rooms, completion, pasting and diagnostics on a terminal. */
class TerminalChatTest {
  private static final String PAGE_UP = "\u001b[5~";
  private static final String PAGE_DOWN = "\u001b[6~";
  private static final String ALT_RIGHT = "\u001b[1;3C";
  private static final String ALT_ENTER = "\u001b\r";
  private static final String CTRL_R = "\u0012";
  private static final String TAB = "\t";
  private static final String SHIFT_TAB = "\u001b[Z";
  private static final String BELL = "\u0007";
  private static final RoomName GARDEN = new RoomName("garden");

  @AutoClose private final PipedTerminal terminal = new PipedTerminal("pat");

  @Test
  void page_up_and_page_down_scroll_messages() throws Exception {
    terminal.screen().draw(chatLines(1, 100));
    PipedTerminal.PendingLine line = terminal.readLine();
    terminal.type("half");
    terminal.output().awaitBottom("leslie: 99", "leslie: 100", "pat> half");

    terminal.type(PAGE_UP);
    terminal.output().awaitBottom("leslie: 79", "leslie: 80", "pat> half");
    terminal.output().awaitStatus(" more: 20 (Page Down) | 1:#lobby | ");
    terminal.screen().draw(chatLines(101, 200));
    terminal.output().awaitStatus(" more: 120 (Page Down) | 1:#lobby | ");
    terminal.output().awaitBottom("leslie: 79", "leslie: 80", "pat> half");

    terminal.type(PAGE_DOWN);
    terminal.output().awaitBottom("leslie: 99", "leslie: 100", "pat> half");
    terminal.type(" a line\r");
    assertEquals(Optional.of("half a line"), line.result());
    terminal.screen().refresh();
    terminal.output().awaitBottom("leslie: 199", "leslie: 200", "pat>");
  }

  @Test
  void window_whose_newest_line_is_in_view_is_told() throws Exception {
    BlockingQueue<Optional<RoomName>> views = new LinkedBlockingQueue<>();
    terminal.screen().draw(chatLines(1, 100));
    PipedTerminal.PendingLine line = terminal.readLine();
    terminal.screen().onView(views::add);
    assertEquals(Optional.of(RoomName.LOBBY), views.poll(60, TimeUnit.SECONDS));
    terminal.screen().draw(chatLines(101, 102)); // nothing new

    terminal.type(PAGE_UP);
    assertEquals(Optional.empty(), views.poll(60, TimeUnit.SECONDS));
    terminal.type(PAGE_DOWN);
    assertEquals(Optional.of(RoomName.LOBBY), views.poll(60, TimeUnit.SECONDS));
    terminal.screen().showRooms(PipedTerminal.windows(RoomName.LOBBY, GARDEN), GARDEN);
    assertEquals(Optional.of(GARDEN), views.poll(60, TimeUnit.SECONDS));
    terminal.type("\r");
    assertEquals(Optional.of(""), line.result());
    assertEquals(List.of(), List.copyOf(views));
  }

  @Test
  void page_up_at_oldest_line_fetches_history() throws Exception {
    terminal.screen().draw(chatLines(51, 100));
    terminal
        .screen()
        .onPageUp(
            () -> terminal.screen().draw(chatLines(1, 50).stream().map(l -> asOlder(l)).toList()));
    PipedTerminal.PendingLine line = terminal.readLine();
    terminal.output().awaitBottom("leslie: 100", "pat>");

    terminal.type(PAGE_UP + PAGE_UP);
    terminal.output().awaitBottom("leslie: 70", "leslie: 71", "pat>"); // 51 is the first in view
    terminal.type(PAGE_UP);
    terminal.output().awaitBottom("leslie: 50", "leslie: 51", "pat>");

    terminal.type("\r");
    assertEquals(Optional.of(""), line.result());
  }

  @Test
  void keeps_draft_of_each_room() throws Exception {
    terminal.screen().showRooms(PipedTerminal.windows(RoomName.LOBBY, GARDEN), RoomName.LOBBY);
    terminal
        .screen()
        .onSwitchRoom(
            room -> {
              terminal.screen().showRooms(PipedTerminal.windows(RoomName.LOBBY, GARDEN), room);
              return true;
            });
    PipedTerminal.PendingLine line = terminal.readLine();
    terminal.type("in the lob");
    terminal.output().awaitBottom("pat> in the lob");

    terminal.type(ALT_RIGHT);
    terminal.output().awaitStatus(" 2:#garden | ");
    terminal.type("in the gard");
    terminal.output().awaitBottom("pat> in the gard");
    terminal.type(ALT_RIGHT);
    terminal.output().awaitStatus(" 1:#lobby | ");
    terminal.output().awaitBottom("pat> in the lob");
    terminal.type("by\r");

    assertEquals(Optional.of("in the lobby"), line.result());
  }

  @Test
  void returns_pasted_lines_one_by_one() throws Exception {
    PipedTerminal.PendingLine first = terminal.readLine();
    terminal.type("\u001b[200~one\rtwo\r\u001b[201~");
    terminal.output().awaitBottom("pat> one", "two");
    terminal.type("\r");

    assertEquals(Optional.of("one"), first.result());
    assertEquals(Optional.of("two"), terminal.readLine().result());
  }

  @Test
  void asks_before_sending_many_pasted_lines_and_restores_them_when_refused() throws Exception {
    PipedTerminal.PendingLine line = terminal.readLine();
    terminal.type("\u001b[200~1\r2\r3\r4\r5\r6\u001b[201~");
    terminal.output().awaitBottom("pat> 1", "2", "3", "4", "5", "6");
    terminal.type("\r");
    terminal.output().awaitBottom("Send these 6 lines one by one? [y/N]");
    terminal.type("n\r");
    terminal.output().awaitBottom("pat> 1", "2", "3", "4", "5", "6");
    terminal.type("\r");
    terminal.output().awaitBottom("Send these 6 lines one by one? [y/N]");
    terminal.type("y\r");

    assertEquals(Optional.of("1"), line.result());
    for (int i = 2; i <= 6; i++) {
      assertEquals(Optional.of(String.valueOf(i)), terminal.readLine().result());
    }
  }

  @Test
  void alt_digit_follows_numbers_and_alt_a_the_status_line() throws Exception {
    RoomName kitchen = new RoomName("kitchen");
    RoomName attic = new RoomName("attic");
    List<NumberedWindow> windows =
        List.of(
            new NumberedWindow(1, RoomName.LOBBY),
            new NumberedWindow(3, kitchen),
            new NumberedWindow(4, GARDEN),
            new NumberedWindow(10, attic));
    terminal.screen().showRooms(windows, RoomName.LOBBY);
    terminal
        .screen()
        .onSwitchRoom(
            room -> {
              terminal.screen().showRooms(windows, room);
              return true;
            });
    PipedTerminal.PendingLine line = terminal.readLine();
    terminal.type("\u001b0");
    terminal.output().awaitStatus(" 10:#attic | ");
    terminal.type(ALT_RIGHT);
    terminal.output().awaitStatus(" 1:#lobby | ");
    terminal.type("\u001b4");
    terminal.output().awaitStatus(" 4:#garden | ");
    terminal.type("\u001b2\u001b1");
    terminal.output().awaitStatus(" 1:#lobby | ");
    terminal.screen().draw(List.of(chatLine("hi").withRoom(GARDEN)));
    terminal.screen().draw(List.of(chatLine("1").withRoom(attic), chatLine("2").withRoom(attic)));
    terminal
        .screen()
        .draw(
            List.of(
                chatLine("pat?").withRoom(kitchen).withHighlight(DisplayLine.Highlight.MENTION)));
    terminal.output().awaitStatus(" 1:#lobby | 3:#kitchen 1! | 10:#attic 2 | 4:#garden 1 | ");

    terminal.type("\u001ba");
    terminal.output().awaitStatus(" 3:#kitchen | 10:#attic 2 | 4:#garden 1 | ");
    terminal.type("\u001ba");
    terminal.output().awaitStatus(" 10:#attic | 4:#garden 1 | ");
    terminal.type("\u001ba");
    terminal.output().awaitStatus(" 4:#garden | ");
    terminal.type("\u001ba\u001b9" + "here\r");

    assertEquals(Optional.of("here"), line.result());
    terminal.output().awaitStatus(" 4:#garden | ");
  }

  @Test
  void home_and_end_scroll_to_oldest_and_newest_line() throws Exception {
    terminal.screen().draw(chatLines(1, 100));
    PipedTerminal.PendingLine line = terminal.readLine();
    terminal.output().awaitBottom("leslie: 100", "pat>");
    for (String home : List.of("\u001bOH", "\u001b[1;3H", "\u001b[1;5H")) {
      terminal.type(home);
      terminal.output().awaitBottom("leslie: 20", "leslie: 21", "pat>");
      terminal.type(home.replace('H', 'F'));
      terminal.output().awaitBottom("leslie: 99", "leslie: 100", "pat>");
    }

    terminal.type("b\u001bOHa\u001bOFc");
    terminal.output().awaitBottom("leslie: 100", "pat> abc");
    terminal.type("\u001b[1;3H");
    terminal.output().awaitBottom("leslie: 21", "pat> abc");
    terminal.type("\r");

    assertEquals(Optional.of("abc"), line.result());
  }

  /** For example when the server confirms a typed /join. */
  @Test
  void keeps_input_when_command_switches_room() throws Exception {
    terminal.screen().showRooms(PipedTerminal.windows(RoomName.LOBBY), RoomName.LOBBY);
    PipedTerminal.PendingLine line = terminal.readLine();
    terminal.type("tul");
    terminal.output().awaitBottom("pat> tul");

    terminal.screen().showRooms(PipedTerminal.windows(RoomName.LOBBY, GARDEN), GARDEN);
    terminal.output().awaitStatus(" 2:#garden | ");
    terminal.type("ips\r");

    assertEquals(Optional.of("tulips"), line.result());
  }

  @Test
  void does_not_switch_room_while_confirming() throws Exception {
    List<RoomName> switches = new CopyOnWriteArrayList<>();
    terminal.screen().onSwitchRoom(switches::add);
    PipedTerminal.PendingLine line = terminal.readLine();
    terminal.type("\u001b[200~1\r2\r3\r4\r5\r6\u001b[201~\r");
    terminal.output().awaitBottom("Send these 6 lines one by one? [y/N]");

    terminal.type(ALT_RIGHT + "y\r");

    assertEquals(Optional.of("1"), line.result());
    assertEquals(List.of(), switches);
  }

  @Test
  void ctrl_c_at_confirmation_restores_pasted_lines() throws Exception {
    PipedTerminal.PendingLine line = terminal.readLine();
    terminal.type("\u001b[200~1\r2\r3\r4\r5\r6\u001b[201~\r");
    terminal.output().awaitBottom("Send these 6 lines one by one? [y/N]");
    terminal.screen().setPrompt("pat #garden");
    terminal.output().awaitBottom("Send these 6 lines one by one? [y/N]");

    terminal.type("\u0003");

    terminal.output().awaitBottom("pat #garden> 1", "2", "3", "4", "5", "6");
    terminal.type("\u0015still here\r");
    assertEquals(Optional.of("still here"), line.result());
  }

  @Test
  void alt_enter_inserts_line_break() throws Exception {
    PipedTerminal.PendingLine line = terminal.readLine();

    terminal.type("one" + ALT_ENTER + "two");
    terminal.output().awaitBottom("pat> one", "two");
    terminal.type("\r");

    assertEquals(Optional.of("one\ntwo"), line.result());
  }

  @Test
  void tab_completes_word() throws Exception {
    terminal.screen().setCompletion(typed -> List.of("leslie:"));
    PipedTerminal.PendingLine line = terminal.readLine();

    terminal.type("le" + TAB);
    terminal.output().awaitBottom("pat> leslie:");
    terminal.type("hi\r");

    assertEquals(Optional.of("leslie: hi"), line.result());
  }

  @Test
  void shows_candidates_below_input() throws Exception {
    terminal.screen().setCompletion(typed -> List.of("/message", "/me"));
    PipedTerminal.PendingLine line = terminal.readLine();

    terminal.type("/m" + TAB);
    terminal.output().awaitBottom("pat> /me", "/message   /me");
    terminal.type("\r");

    assertEquals(Optional.of("/me"), line.result());
  }

  @Test
  void tab_cycles_through_candidates_in_order() throws Exception {
    terminal.screen().setCompletion(typed -> List.of("leslie:", "leo:", "lena:"));
    PipedTerminal.PendingLine line = terminal.readLine();
    terminal.type("l" + TAB);
    terminal.output().awaitBottom("pat> le", "leslie:   leo:      lena:");

    terminal.type(TAB);
    terminal.output().awaitBottom("pat> leslie:", "leslie:   leo:      lena:");
    terminal.type(TAB + TAB);
    terminal.output().awaitBottom("pat> lena:", "leslie:   leo:      lena:");
    terminal.type(SHIFT_TAB);
    terminal.output().awaitBottom("pat> leo:", "leslie:   leo:      lena:");
    terminal.type("hi");
    terminal.output().awaitBottom("pat> leo: hi");
    terminal.type(" l" + TAB + TAB + "\r");

    assertEquals(Optional.of("leo: hi leslie: "), line.result());
  }

  @Test
  void highlight_rings_bell_and_is_counted_in_title() throws Exception {
    PipedTerminal.PendingLine line = terminal.readLine();
    terminal.output().awaitBottom("pat>");
    terminal.output().awaitWritten("\u001b]2;#lobby - parley" + BELL);

    terminal.screen().draw(List.of(DisplayLine.live("leslie: hi")));
    terminal
        .screen()
        .draw(
            List.of(DisplayLine.live("leslie: pat?").withHighlight(DisplayLine.Highlight.MENTION)));
    terminal.output().awaitBottom("leslie: hi", "leslie: pat?", "pat>");
    terminal.output().awaitWritten("\u001b]2;(1) #lobby - parley" + BELL);

    String title = "\u001b\\]2;[^\u0007]*\u0007";
    assertEquals(1, terminal.output().allOutput().replaceAll(title, "").split(BELL, -1).length - 1);
    terminal.type("here\r");
    assertEquals(Optional.of("here"), line.result());
    String everything = terminal.output().allOutput();
    assertTrue(
        everything.lastIndexOf("\u001b]2;#lobby") > everything.lastIndexOf("\u001b]2;(1) #lobby"));
  }

  @Test
  void restores_input_history_from_owner_only_file(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("state/parley/typed");
    TerminalSettings settings = PipedTerminal.settings(file);
    try (PipedTerminal before = new PipedTerminal("pat", settings)) {
      PipedTerminal.PendingLine line = before.readLine();
      before.type("something to find\r");
      assertEquals(Optional.of("something to find"), line.result());
      PipedTerminal.PendingLine last = before.readLine();
      before.type("and more\r");
      assertEquals(Optional.of("and more"), last.result());
    }
    assertEquals("rw-------", permissions(file));
    assertEquals("rwx------", permissions(file.getParent()));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    try (PipedTerminal after = new PipedTerminal("pat", settings)) {
      PipedTerminal.PendingLine line = after.readLine();
      after.output().awaitBottom("pat>");
      after.type(CTRL_R + "to fi");
      after.output().awaitBottom("pat> something to find", "bck-i-search: to fi_");
      after.type("\r");
      assertEquals(Optional.of("something to find"), line.result());
    }
    assertEquals("rw-------", permissions(file));
  }

  @Test
  void works_without_history_file_when_it_cannot_be_created(@TempDir Path folder) throws Exception {
    Path file = Files.createFile(folder.resolve("file")).resolve("typed");
    try (PipedTerminal other = new PipedTerminal("pat", PipedTerminal.settings(file))) {
      PipedTerminal.PendingLine line = other.readLine();
      other.type("hello\r");

      assertEquals(Optional.of("hello"), line.result());
    }
  }

  @Test
  void repeats_last_diagnostic_after_restore() throws Exception {
    terminal.screen().showDiagnostic("the connection was lost");
    terminal.output().awaitBottom("parley: the connection was lost", "pat>");

    terminal.screen().close();

    String everything = terminal.output().allOutput();
    assertTrue(
        everything.lastIndexOf("parley: the connection was lost")
            > everything.lastIndexOf("\u001b[?1049l"));
    assertFalse(everything.endsWith("\u001b[?1049l"));
  }

  @Test
  void repeats_up_to_24_diagnostics_after_restore() throws Exception {
    for (int i = 1; i <= 25; i++) {
      terminal.screen().showDiagnostic("this was not sent: line " + i);
    }
    terminal.output().awaitBottom("parley: this was not sent: line 25", "pat>");

    terminal.screen().close();

    String everything = terminal.output().allOutput();
    String last = everything.substring(everything.lastIndexOf("\u001b[?1049l"));
    assertEquals(
        IntStream.rangeClosed(2, 25).mapToObj(i -> "parley: this was not sent: line " + i).toList(),
        last.lines()
            .filter(line -> line.contains("parley: "))
            .map(line -> line.substring(line.indexOf("parley: ")))
            .toList());
  }

  @Test
  void does_not_repeat_diagnostics_followed_by_messages() throws Exception {
    terminal.screen().showDiagnostic("the connection was lost");
    terminal.screen().draw(List.of(DisplayLine.live("leslie: hello again")));
    terminal.output().awaitBottom("leslie: hello again", "pat>");

    terminal.screen().close();

    assertTrue(
        terminal.output().allOutput().lastIndexOf("the connection was lost")
            < terminal.output().allOutput().lastIndexOf("hello again"));
  }

  private static DisplayLine asOlder(DisplayLine line) {
    return line.asOlderHistory();
  }

  private static DisplayLine chatLine(String text) {
    return DisplayLine.live(LineText.authored("", Nickname.sanitize("leslie"), ": " + text))
        .withTime(PipedTerminal.CLOCK.instant());
  }

  private static List<DisplayLine> chatLines(int first, int last) {
    List<DisplayLine> lines = new ArrayList<>();
    for (int i = first; i <= last; i++) {
      lines.add(chatLine(String.valueOf(i)).withRoom(RoomName.LOBBY));
    }
    return lines;
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
