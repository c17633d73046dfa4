package io.parley.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.protocol.RoomName;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The notices of suspended rooms for a member of several rooms. */
class SuspendedRoomsTest {
  private static final RoomName GARDEN = RoomName.sanitize("garden");

  private final SuspendedRooms suspendedRooms = new SuspendedRooms();

  @Test
  void one_notice_for_first_suspended_and_one_for_last_resumed_room() {
    assertEquals(
        Optional.of(SuspendedRooms.SUSPENDED_NOTICE), suspendedRooms.suspend(RoomName.LOBBY));
    assertEquals(Optional.empty(), suspendedRooms.suspend(GARDEN));
    assertEquals(Optional.empty(), suspendedRooms.resume(RoomName.LOBBY));
    assertEquals(Optional.empty(), suspendedRooms.suspend(RoomName.LOBBY));
    assertEquals(Optional.empty(), suspendedRooms.resume(RoomName.LOBBY));
    assertEquals(Optional.of(SuspendedRooms.RESUMED_NOTICE), suspendedRooms.resume(GARDEN));
    assertEquals(Optional.of(SuspendedRooms.SUSPENDED_NOTICE), suspendedRooms.suspend(GARDEN));
  }

  @Test
  void resuming_room_that_was_not_suspended_gives_no_notice() {
    assertEquals(Optional.empty(), suspendedRooms.resume(GARDEN));
  }
}
