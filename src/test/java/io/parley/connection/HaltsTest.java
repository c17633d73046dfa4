package io.parley.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.protocol.RoomName;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What somebody in several rooms is told when these halt. */
class HaltsTest {
  private static final RoomName GARDEN = RoomName.foreign("garden");

  private final Halts halts = new Halts();

  @Test
  void one_notice_is_for_all_rooms_and_one_more_when_the_last_goes_on() {
    assertEquals(Optional.of(Halts.HALTED), halts.halted(RoomName.LOBBY));
    assertEquals(Optional.empty(), halts.halted(GARDEN));
    assertEquals(Optional.empty(), halts.resumed(RoomName.LOBBY));
    assertEquals(Optional.empty(), halts.halted(RoomName.LOBBY));
    assertEquals(Optional.empty(), halts.resumed(RoomName.LOBBY));
    assertEquals(Optional.of(Halts.RESUMED), halts.resumed(GARDEN));
    assertEquals(Optional.of(Halts.HALTED), halts.halted(GARDEN));
  }

  @Test
  void a_room_that_never_halted_is_no_news() {
    assertEquals(Optional.empty(), halts.resumed(GARDEN));
  }
}
