package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.client.local.LocalStore;
import io.parley.client.model.DisplayLine;
import io.parley.client.model.ScreenTraits;
import io.parley.client.model.WindowName;
import io.parley.client.screen.FakeScreen;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client with windows does when other people take other nicknames, and when it does. */
class RenamedPeopleTest {
  private static final Nickname PAT = new Nickname("pat");
  private static final Nickname AMY = new Nickname("amy");
  private static final Nickname AMELIA = new Nickname("amelia");
  private static final RoomName GARDEN = new RoomName("garden");

  /** A screen that records each line with its window. */
  private static final class WindowScreen extends FakeScreen {
    private final List<String> lines = new ArrayList<>();

    WindowScreen() {
      super(new ScreenTraits(true, true));
    }

    @Override
    public void draw(List<DisplayLine> drawn) {
      drawn.forEach(
          line -> lines.add(line.room().map(WindowName::title).orElse("") + " " + line.text()));
    }

    private List<String> take() {
      List<String> taken = List.copyOf(lines);
      lines.clear();
      return taken;
    }
  }

  @TempDir Path folder;
  private final WindowScreen screen = new WindowScreen();
  private final ClientFixture pat = new ClientFixture(screen, "beej", message -> true);

  @Test
  void rename_is_shown_once_in_each_common_room_and_in_the_query() {
    join();
    pat.type("/msg amy hi");
    pat.receive(privateMessage(PAT, AMY));
    screen.take();

    rename(AMY, AMELIA);

    assertEquals(
        List.of(
            "#lobby *** amy is now known as amelia",
            "@amelia *** amy is now known as amelia",
            "#garden *** amy is now known as amelia"),
        screen.take());
    assertEquals(List.of("1:#lobby", "2:#garden", "3:@amelia"), screen.lastLabels());
    assertEquals(List.of("@amy @amelia"), screen.lastRenames());
  }

  @Test
  void query_that_is_selected_continues_under_the_new_nickname() {
    join();
    pat.type("/query amy");
    assertEquals("pat @amy", screen.lastPrompt());

    rename(AMY, AMELIA);
    assertEquals("pat @amelia", screen.lastPrompt());
    pat.type("hello");

    pat.expectSent(new ClientMessage.PrivateMessage("amelia", "hello"));
  }

  @Test
  void query_of_the_new_nickname_is_selected_in_place_of_that_of_the_earlier_one() {
    join();
    pat.type("/query amelia", "/query amy");
    screen.take();

    rename(AMY, AMELIA);

    assertEquals("pat @amelia", screen.lastPrompt());
    assertEquals(List.of("1:#lobby", "2:#garden", "3:@amelia", "4:@amy"), screen.lastLabels());
    assertEquals(
        List.of(
            "#lobby *** amy is now known as amelia",
            "@amy *** amy is now known as amelia",
            "@amelia *** amy is now known as amelia",
            "#garden *** amy is now known as amelia"),
        screen.take());
  }

  @Test
  void reply_goes_to_the_new_nickname() {
    join();
    pat.receive(privateMessage(AMY, PAT));

    rename(AMY, AMELIA);
    pat.type("/r hello");

    pat.expectSent(new ClientMessage.PrivateMessage("amelia", "hello"));
  }

  @Test
  void own_rename_is_shown_in_all_rooms_and_in_the_selected_query() {
    join();
    pat.type("/query amy");
    screen.take();

    rename(PAT, new Nickname("patricia"));

    assertEquals(
        List.of(
            "#lobby *** pat is now known as patricia",
            "@amy *** pat is now known as patricia",
            "#garden *** pat is now known as patricia"),
        screen.take());
    assertEquals("patricia @amy", screen.lastPrompt());
    assertEquals(List.of(), screen.lastRenames());
  }

  @Test
  void own_new_nickname_is_highlighted() {
    join();
    rename(PAT, new Nickname("patricia"));

    Nickname self = pat.state().self();
    assertEquals(
        DisplayLine.Highlight.MENTION,
        pat.state().filter().highlight(chatted(AMY, "patricia: tea?"), self));
    assertEquals(
        DisplayLine.Highlight.NONE,
        pat.state().filter().highlight(chatted(AMY, "pat: tea?"), self));
  }

  @Test
  void ignored_person_stays_ignored_under_the_new_nickname_and_after_a_restart() {
    LocalStore store = LocalStore.ofServer(folder, "chat.example", 3490, "", ClientTestKit.KEEP);
    ClientFixture keeping = new ClientFixture(screen, store);
    keeping.receive(joined(RoomName.LOBBY), joined(GARDEN)).type("/ignore amy");
    screen.take();

    keeping.receive(
        renamed(AMY, AMELIA, RoomName.LOBBY),
        renamed(AMY, AMELIA, GARDEN),
        chatted(AMELIA, "hello"),
        privateMessage(AMELIA, PAT));

    assertEquals(List.of(), screen.take());
    WindowScreen later = new WindowScreen();
    new ClientFixture(later, store).receive(chatted(AMELIA, "hello"), chatted(AMY, "hello"));
    assertEquals(List.of(), later.take());
    keeping.type("/unignore amelia").receive(chatted(AMELIA, "hello"));
    assertEquals(
        List.of(" *** Messages of amy and amelia are shown again.", "#garden amelia: hello"),
        screen.take());
    new ClientFixture(later, store).receive(chatted(AMY, "hello"));
    assertEquals(List.of("#garden amy: hello"), later.take());
  }

  @Test
  void person_who_takes_an_ignored_nickname_is_shown_to_do_so() {
    join();
    pat.type("/ignore amelia");
    screen.take();

    rename(AMY, AMELIA);
    pat.receive(chatted(AMELIA, "hello"));

    assertEquals(
        List.of("#lobby *** amy is now known as amelia", "#garden *** amy is now known as amelia"),
        screen.take());
  }

  /** The text before the rename is kept under the earlier nickname. */
  @Test
  void renamed_query_loads_older_text_of_the_earlier_nickname() {
    LocalStore store = LocalStore.ofServer(folder, "chat.example", 3490, "", ClientTestKit.KEEP);
    ClientFixture keeping = new ClientFixture(screen, store);
    keeping.receive(joined(RoomName.LOBBY));
    for (int i = 0; i < 101; i++) {
      keeping.receive(new ServerMessage.PrivateMessage(AMY, PAT, Text.sanitize("hi " + i)));
    }
    WindowScreen later = new WindowScreen();
    ClientFixture restarted = new ClientFixture(later, store);
    restarted.receive(joined(RoomName.LOBBY));
    later.take();
    restarted.type("/query amy");
    assertEquals("@amy amy -> pat: hi 1", later.take().get(0));

    restarted.receive(renamed(AMY, AMELIA, RoomName.LOBBY));
    later.take();
    restarted.type("/history");
    assertEquals(List.of("@amelia amy -> pat: hi 0"), later.take());
    restarted.receive(privateMessage(AMELIA, PAT));
    restarted.type("/query", "/query amelia");
    assertEquals(List.of("@amelia amelia -> pat: hi", "@amelia amelia -> pat: hi"), later.take());
  }

  private void join() {
    pat.receive(joined(RoomName.LOBBY), joined(GARDEN));
    screen.take();
  }

  private void rename(Nickname from, Nickname to) {
    pat.receive(renamed(from, to, RoomName.LOBBY), renamed(from, to, GARDEN));
  }

  private static ServerMessage joined(RoomName room) {
    return new ServerMessage.Joined(PAT, stamp(room));
  }

  private static ServerMessage renamed(Nickname from, Nickname to, RoomName room) {
    return new ServerMessage.Renamed(from, to, stamp(room));
  }

  private static ServerMessage chatted(Nickname author, String text) {
    return new ServerMessage.Chatted(author, Text.sanitize(text), stamp(GARDEN));
  }

  private static ServerMessage privateMessage(Nickname from, Nickname to) {
    return new ServerMessage.PrivateMessage(from, to, Text.sanitize("hi"));
  }

  private static Stamp stamp(RoomName room) {
    return new Stamp(room, ClientFixture.NOW);
  }
}
