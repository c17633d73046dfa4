package io.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.protocol.Nickname;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RosterTest {
  private final Roster<String> roster = new Roster<>();

  @Test
  void claims_free_nickname() {
    roster.add(nick("chris"), "c1", Instant.EPOCH);
    assertEquals("chris", roster.find("c1").orElseThrow().nickname().value());
    assertEquals(1, roster.memberCount());
  }

  @Test
  void rejects_taken_nickname_in_any_spelling() {
    roster.add(nick("Straße"), "c1", Instant.EPOCH);

    for (String twin : List.of("Straße", "STRASSE", "strasse", "Ｓｔｒａßｅ")) {
      assertThrows(
          IllegalStateException.class, () -> roster.add(nick(twin), "c2", Instant.EPOCH), twin);
    }
    assertTrue(roster.find("c2").isEmpty());
    assertEquals(1, roster.memberCount());
  }

  @Test
  void rejects_nickname_that_looks_like_a_taken_one() {
    roster.add(nick("Mary"), "c1", Instant.EPOCH);
    roster.add(nick("paul"), "c2", Instant.EPOCH);

    for (String twin : List.of("rnary", "RNARY", "PauI", "pau1", "МАRY")) {
      assertThrows(
          IllegalStateException.class, () -> roster.add(nick(twin), "c3", Instant.EPOCH), twin);
    }
    roster.add(nick("paui"), "c3", Instant.EPOCH);
  }

  @Test
  void finds_same_spelling_before_nickname_that_looks_alike() {
    roster.add(nick("ian"), "c1", Instant.EPOCH);
    roster.add(nick("lan"), "c2", Instant.EPOCH);
    roster.add(nick("0livia"), "c3", Instant.EPOCH);

    assertEquals(Optional.of("c1"), holder("Ian"));
    assertEquals(Optional.of("c2"), holder("1an"));
    assertEquals(Optional.of("c3"), holder("OLIVIA"));
    assertEquals(Optional.empty(), holder("o".repeat(5000)));
  }

  @Test
  void release_frees_nicknames_that_look_alike() {
    roster.add(nick("Mary"), "c1", Instant.EPOCH);
    roster.release("c1");

    assertTrue(holder("rnary").isEmpty());
    roster.add(nick("rnary"), "c2", Instant.EPOCH);
    assertThrows(IllegalStateException.class, () -> roster.add(nick("mary"), "c1", Instant.EPOCH));
  }

  @Test
  void nicknames_are_the_same_object_until_a_member_comes_or_goes() {
    roster.add(nick("chris"), "c1", Instant.EPOCH);
    List<Nickname> one = roster.nicknames();
    assertSame(one, roster.nicknames());

    roster.add(nick("pat"), "c2", Instant.EPOCH);
    assertEquals(List.of(nick("chris"), nick("pat")), roster.nicknames());
    roster.release("c1");
    assertEquals(List.of(nick("pat")), roster.nicknames());
  }

  @Test
  void some_nicknames_have_that_of_the_member() {
    Member<String> chris = roster.add(nick("chris"), "c1", Instant.EPOCH);
    roster.add(nick("pat"), "c2", Instant.EPOCH);
    Member<String> zoe = roster.add(nick("zoe"), "c3", Instant.EPOCH);

    assertEquals(List.of(nick("chris"), nick("pat")), roster.firstNicknames(2));
    assertEquals(List.of(nick("chris"), nick("pat")), roster.nicknamesWith(chris, 2));
    assertEquals(List.of(nick("chris"), nick("zoe")), roster.nicknamesWith(zoe, 2));
    assertEquals(List.of(nick("zoe")), roster.nicknamesWith(zoe, 1));
    assertEquals(roster.nicknames(), roster.nicknamesWith(zoe, 4));
  }

  @Test
  void rejects_second_nickname_for_same_member() {
    roster.add(nick("chris"), "c1", Instant.EPOCH);

    assertThrows(IllegalStateException.class, () -> roster.add(nick("pat"), "c1", Instant.EPOCH));
    roster.add(nick("pat"), "c2", Instant.EPOCH);
  }

  @Test
  void release_frees_nickname() {
    roster.add(nick("chris"), "c1", Instant.EPOCH);

    assertEquals(Optional.of(nick("chris")), roster.release("c1").map(Member::nickname));
    assertTrue(roster.isEmpty());
    roster.add(nick("CHRIS"), "c2", Instant.EPOCH);
  }

  @Test
  void second_release_returns_empty() {
    roster.add(nick("chris"), "c1", Instant.EPOCH);
    roster.release("c1");
    roster.add(nick("chris"), "c2", Instant.EPOCH);

    assertTrue(roster.release("c1").isEmpty());
    assertFalse(roster.isEmpty());
  }

  @Test
  void lists_members_in_join_order() {
    roster.add(nick("zoe"), "c1", Instant.EPOCH);
    roster.add(nick("amy"), "c2", Instant.EPOCH);
    roster.add(nick("bob"), "c3", Instant.EPOCH);
    roster.release("c2");

    assertEquals(
        List.of("zoe", "bob"), roster.members().stream().map(m -> m.nickname().value()).toList());
  }

  @Test
  void devices_of_an_account_are_one_occupant_with_one_nickname() {
    Member<String> first = addDevice("amy", 1, "c1");
    roster.add(nick("pat"), "c2", Instant.EPOCH);
    List<Nickname> nicknames = roster.nicknames();
    Member<String> second = addDevice("amy", 1, "c3");

    assertSame(first.occupant(), second.occupant());
    assertEquals(List.of(nick("amy"), nick("pat")), nicknames);
    assertSame(nicknames, roster.nicknames(), "nobody has come");
    assertEquals(nicknames, roster.firstNicknames(3));
    assertEquals(nicknames, roster.nicknamesWith(second, 2));
    assertEquals(3, roster.memberCount());
    assertEquals(2, roster.occupantCount());
  }

  @Test
  void occupant_keeps_its_nickname_and_place_until_its_last_device_is_released() {
    addDevice("amy", 1, "c1");
    roster.add(nick("pat"), "c2", Instant.EPOCH);
    addDevice("amy", 1, "c3");
    List<Nickname> nicknames = roster.nicknames();

    Member<String> first = roster.release("c1").orElseThrow();
    assertFalse(first.occupant().hasLeft());
    assertSame(nicknames, roster.nicknames(), "nobody has gone");
    assertEquals(Optional.of("c3"), holder("amy"));

    Member<String> last = roster.release("c3").orElseThrow();
    assertTrue(last.occupant().hasLeft());
    assertEquals(nick("amy"), last.nickname());
    assertEquals(List.of(nick("pat")), roster.nicknames());
    assertTrue(holder("amy").isEmpty());
    assertTrue(roster.find(OptionalLong.of(1)).isEmpty());
    addDevice("AMY", 2, "c4");
  }

  @Test
  void rename_is_for_all_devices() {
    Member<String> first = addDevice("amy", 1, "c1");
    roster.add(nick("pat"), "c2", Instant.EPOCH);
    Member<String> second = addDevice("amy", 1, "c3");
    roster.rename(first.occupant(), nick("amelia"));

    assertEquals(nick("amelia"), second.nickname());
    assertEquals(List.of(nick("amelia"), nick("pat")), roster.nicknames());
    assertTrue(holder("amy").isEmpty());
    assertEquals(Optional.of("c1"), holder("amelia"));
    assertSame(first.occupant(), addDevice("amelia", 1, "c4").occupant());
  }

  @Test
  void rejects_other_account_or_guest_with_the_nickname_and_other_nickname_for_the_account() {
    addDevice("amy", 1, "c1");

    assertThrows(IllegalStateException.class, () -> addDevice("amy", 2, "c2"));
    assertThrows(IllegalStateException.class, () -> roster.add(nick("amy"), "c2", Instant.EPOCH));
    assertThrows(IllegalStateException.class, () -> addDevice("amelia", 1, "c2"));
    assertEquals(1, roster.memberCount());
    assertEquals(1, roster.occupantCount());
  }

  @Test
  void released_member_is_added_again_as_a_device_of_another_occupant() {
    Member<String> guest = roster.add(nick("guest-1"), "c1", Instant.EPOCH);
    Member<String> amy = addDevice("amy", 1, "c2");
    roster.release("c1");
    roster.addAgain(guest, TestRoom.identity("amy", 1, 0));

    assertSame(amy.occupant(), guest.occupant());
    assertTrue(amy.occupant().isShared());
    assertTrue(roster.contains(guest));
    assertEquals(List.of(nick("amy")), roster.nicknames());
  }

  @Test
  void account_of_an_occupant_changes() {
    Member<String> amy = roster.add(nick("amy"), "c1", Instant.EPOCH);
    roster.setAccount(amy.occupant(), OptionalLong.of(1));
    assertSame(amy.occupant(), addDevice("amy", 1, "c2").occupant());
    roster.setAccount(amy.occupant(), OptionalLong.of(2));
    assertTrue(roster.find(OptionalLong.of(1)).isEmpty());
    assertSame(amy.occupant(), roster.find(OptionalLong.of(2)).orElseThrow());
    roster.setAccount(amy.occupant(), OptionalLong.empty());
    assertTrue(roster.find(OptionalLong.of(2)).isEmpty());
    assertTrue(roster.find(OptionalLong.empty()).isEmpty());
  }

  private Member<String> addDevice(String nickname, long account, String reference) {
    return roster.add(TestRoom.identity(nickname, account, 0), reference, Instant.EPOCH, false);
  }

  private Optional<String> holder(String nickname) {
    return roster
        .findOther(nick(nickname), Optional.empty())
        .map(occupant -> occupant.firstMember().reference());
  }

  private static Nickname nick(String value) {
    return Nickname.sanitize(value);
  }
}
