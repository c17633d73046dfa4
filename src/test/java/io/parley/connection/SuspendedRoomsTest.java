package io.parley.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.protocol.RoomName;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What somebody in several rooms is told when these halt. */
class SuspendedRoomsTest {
  private static final RoomName GARDEN = RoomName.sanitize("garden");

  private final SuspendedRooms halts = new SuspendedRooms();

  @Test
  void one_notice_for_first_suspended_and_one_for_last_resumed_room() {
    assertEquals(Optional.of(SuspendedRooms.SUSPENDED_NOTICE), halts.suspend(RoomName.LOBBY));
    assertEquals(Optional.empty(), halts.suspend(GARDEN));
    assertEquals(Optional.empty(), halts.resume(RoomName.LOBBY));
    assertEquals(Optional.empty(), halts.suspend(RoomName.LOBBY));
    assertEquals(Optional.empty(), halts.resume(RoomName.LOBBY));
    assertEquals(Optional.of(SuspendedRooms.RESUMED_NOTICE), halts.resume(GARDEN));
    assertEquals(Optional.of(SuspendedRooms.SUSPENDED_NOTICE), halts.suspend(GARDEN));
  }

  @Test
  void resuming_room_that_was_not_suspended_gives_no_notice() {
    assertEquals(Optional.empty(), halts.resume(GARDEN));
  }
}
