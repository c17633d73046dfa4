package io.parley.client.state;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SeenRenamesTest {
  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

  private final SeenRenames renames = new SeenRenames();

  @Test
  void rename_in_several_rooms_is_seen_once() {
    assertTrue(isFirst("amy", "amelia", "tea", 0));
    assertFalse(isFirst("amy", "amelia", "garden", 1));
    assertFalse(isFirst("amy", "amelia", "kitchen", 2));
  }

  @Test
  void other_nicknames_are_another_rename() {
    assertTrue(isFirst("amy", "amelia", "tea", 0));
    assertTrue(isFirst("amelia", "amy", "tea", 0));
    assertTrue(isFirst("amy", "Amy", "tea", 0));
    assertTrue(isFirst("bob", "amelia", "garden", 0));
  }

  @Test
  void same_room_tells_the_same_nicknames_for_another_rename() {
    isFirst("amy", "amelia", "tea", 0);
    isFirst("amy", "amelia", "garden", 0);

    assertTrue(isFirst("amy", "amelia", "garden", 1));
    assertFalse(isFirst("amy", "amelia", "tea", 1));
  }

  @Test
  void another_room_tells_another_rename_when_much_time_has_passed() {
    isFirst("amy", "amelia", "tea", 0);

    assertTrue(isFirst("amy", "amelia", "garden", 11));
  }

  @Test
  void rename_without_a_room_is_always_another_one() {
    ServerMessage.Renamed renamed =
        new ServerMessage.Renamed(new Nickname("amy"), new Nickname("amelia"), Stamp.UNKNOWN);

    assertTrue(renames.isFirst(renamed));
    assertTrue(renames.isFirst(renamed));
  }

  private boolean isFirst(String previous, String nickname, String room, int seconds) {
    return renames.isFirst(
        new ServerMessage.Renamed(
            new Nickname(previous),
            new Nickname(nickname),
            new Stamp(new RoomName(room), NOON.plusSeconds(seconds))));
  }
}
