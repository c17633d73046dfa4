package io.parley.client.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The list of members after a summary of joins and leaves. */
class MemberListsTest {
  private static final Nickname PAT = new Nickname("pat");
  private static final Nickname CHRIS = new Nickname("chris");
  private static final ServerMessage SUMMARY =
      new ServerMessage.PresenceSummary(2, 1, Stamp.UNKNOWN);

  private final MemberLists lists = new MemberLists();

  @Test
  void renamed_member_keeps_its_place_among_the_speakers_of_the_room() {
    Stamp tea = new Stamp(new RoomName("tea"), Instant.EPOCH.plusSeconds(1));
    Nickname amy = new Nickname("amy");
    Nickname amelia = new Nickname("amelia");
    lists.onMessage(new ServerMessage.MemberList(List.of(PAT, CHRIS, amy), tea.room()));
    for (Nickname speaker : List.of(PAT, amy, CHRIS)) {
      lists.onMessage(new ServerMessage.Chatted(speaker, Text.sanitize("hi"), tea));
    }

    lists.onMessage(new ServerMessage.Renamed(amy, amelia, tea));

    assertEquals(List.of(CHRIS, amelia, PAT), lists.byLastSpoken(tea.room()));
    assertEquals(OptionalInt.of(3), lists.count(tea.room()));
    assertTrue(lists.hasNickname(Set.of("amelia")));
    assertFalse(lists.hasNickname(Set.of("amy")));
  }

  @Test
  void summary_makes_the_list_unknown_until_the_next_one() {
    lists.onMessage(new ServerMessage.MemberList(List.of(PAT, CHRIS)));
    assertEquals(OptionalInt.of(2), lists.count(RoomName.LOBBY));

    lists.onMessage(SUMMARY);
    lists.onMessage(new ServerMessage.Joined(new Nickname("third")));
    assertEquals(OptionalInt.empty(), lists.count(RoomName.LOBBY));
    assertEquals(Optional.empty(), lists.members(RoomName.LOBBY));

    ServerMessage.MemberList all = new ServerMessage.MemberList(List.of(PAT));
    lists.onMessage(all);
    assertEquals(Optional.of(all), lists.members(RoomName.LOBBY));
  }

  @Test
  void known_members_are_still_suggested_after_a_summary() {
    lists.onMessage(new ServerMessage.MemberList(List.of(PAT, CHRIS)));
    lists.onMessage(SUMMARY);
    assertEquals(List.of(CHRIS, PAT), lists.byLastSpoken(RoomName.LOBBY));
  }

  @Test
  void list_of_some_members_is_not_complete() {
    lists.onMessage(new ServerMessage.MemberList(List.of(PAT, CHRIS), RoomName.LOBBY, 300));
    assertTrue(lists.isKnown(RoomName.LOBBY));
    assertEquals(OptionalInt.empty(), lists.count(RoomName.LOBBY));
    assertEquals(Optional.empty(), lists.members(RoomName.LOBBY));
    assertEquals(List.of(CHRIS, PAT), lists.byLastSpoken(RoomName.LOBBY));
  }

  @Test
  void list_in_two_packets_has_the_members_of_both() {
    ServerMessage first = new ServerMessage.MemberList(List.of(PAT));
    ServerMessage second = new ServerMessage.MemberList(List.of(CHRIS));
    lists.onMessage(first);
    lists.onMessage(second);
    assertEquals(
        Optional.of(new ServerMessage.MemberList(List.of(PAT, CHRIS))),
        lists.members(RoomName.LOBBY));

    lists.onMessage(new ServerMessage.Pong());
    lists.onMessage(second);
    assertEquals(Optional.of(second), lists.members(RoomName.LOBBY));
  }

  @Test
  void summary_of_a_room_without_a_list_changes_nothing() {
    lists.onMessage(SUMMARY);
    lists.onMessage(new ServerMessage.MemberList(List.of(PAT)));
    assertEquals(OptionalInt.of(1), lists.count(RoomName.LOBBY));
  }
}
