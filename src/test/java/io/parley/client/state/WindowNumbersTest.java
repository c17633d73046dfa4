package io.parley.client.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.client.model.NumberedWindow;
import io.parley.client.model.WindowName;
import io.parley.client.model.WindowRename;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WindowNumbersTest {
  private static final RoomName AMY = WindowName.ofQuery(Nickname.sanitize("Amy"));

  private final WindowNumbers numbers = new WindowNumbers();

  @Test
  void renamed_window_keeps_its_number() {
    RoomName garden = new RoomName("garden");
    RoomName amy = new RoomName("@amy");
    RoomName amelia = new RoomName("@amelia");
    WindowNumbers named = new WindowNumbers();
    named.update(List.of(RoomName.LOBBY, amy, garden));

    named.rename(amy, amelia);
    named.update(List.of(RoomName.LOBBY, garden, amelia));
    assertEquals(
        List.of(
            new NumberedWindow(1, RoomName.LOBBY),
            new NumberedWindow(2, amelia),
            new NumberedWindow(3, garden)),
        named.all());
    assertEquals(List.of(new WindowRename(1, amy, amelia)), named.renames());

    named.rename(RoomName.LOBBY, garden);
    assertEquals(
        List.of(new NumberedWindow(1, garden), new NumberedWindow(2, amelia)), named.all());
  }

  @Test
  void lobby_is_one_whenever_it_opens() {
    open("garden", "kitchen");
    assertEquals(List.of("2:#garden", "3:#kitchen"), labels());

    open("kitchen", "garden", "lobby");

    assertEquals(List.of("1:#lobby", "2:#garden", "3:#kitchen"), labels());
  }

  @Test
  void other_windows_keep_their_numbers_when_windows_open_and_close() {
    open("lobby", "zoo", "attic", "work");
    assertEquals(List.of("1:#lobby", "2:#zoo", "3:#attic", "4:#work"), labels());

    open("lobby", "work", "attic");
    assertEquals(List.of("1:#lobby", "3:#attic", "4:#work"), labels());

    open("attic", "lobby", "work", "barn", "cave");
    assertEquals(List.of("1:#lobby", "2:#barn", "3:#attic", "4:#work", "5:#cave"), labels());
  }

  @Test
  void moved_window_takes_free_number() {
    open("lobby", "zoo", "attic");

    move("zoo", 7);

    assertEquals(List.of("1:#lobby", "3:#attic", "7:#zoo"), labels());
  }

  @Test
  void windows_between_make_room_for_moved_window() {
    open("lobby", "a", "b", "c", "d");

    move("d", 3);
    assertEquals(List.of("1:#lobby", "2:#a", "3:#d", "4:#b", "5:#c"), labels());
    move("a", 4);
    assertEquals(List.of("1:#lobby", "2:#d", "3:#b", "4:#a", "5:#c"), labels());
    move("a", 4);
    assertEquals(List.of("1:#lobby", "2:#d", "3:#b", "4:#a", "5:#c"), labels());
    move("d", 1);
    assertEquals(List.of("1:#d", "2:#lobby", "3:#b", "4:#a", "5:#c"), labels());
  }

  @Test
  void move_displaces_windows_up_to_first_gap_only() {
    open("lobby", "a", "b", "gone", "c", "d");
    open("lobby", "a", "b", "c", "d");

    move("d", 2);

    assertEquals(List.of("1:#lobby", "2:#d", "3:#a", "4:#b", "5:#c"), labels());
  }

  @Test
  void move_of_unknown_window_does_nothing() {
    open("lobby");

    move("garden", 5);

    assertEquals(List.of("1:#lobby"), labels());
  }

  @Test
  void finds_window_by_number_name_mark_and_only_beginning() {
    numbers.update(
        Stream.concat(
                Stream.of("lobby", "Garden", "gate", "amy", "2").map(RoomName::new), Stream.of(AMY))
            .toList());

    assertEquals(Optional.of(new RoomName("Garden")), numbers.find("2"));
    assertEquals(Optional.of(new RoomName("2")), numbers.find("#2"));
    assertEquals(Optional.of(new RoomName("Garden")), numbers.find("gArden"));
    assertEquals(Optional.of(new RoomName("Garden")), numbers.find("#gar"));
    assertEquals(Optional.empty(), numbers.find("ga"));
    assertEquals(Optional.of(new RoomName("amy")), numbers.find("amy"));
    assertEquals(Optional.of(AMY), numbers.find("@AMY"));
    assertEquals(Optional.empty(), numbers.find("9"));
    assertEquals(Optional.empty(), numbers.find("kitchen"));
  }

  private void open(String... names) {
    numbers.update(Stream.of(names).map(RoomName::new).toList());
  }

  private void move(String name, int number) {
    numbers.move(new RoomName(name), number);
  }

  private List<String> labels() {
    return numbers.all().stream().map(NumberedWindow::label).toList();
  }
}
