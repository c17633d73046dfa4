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
import org.junit.jupiter.api.Test;

class RosterTest {
  private final Roster<String> roster = new Roster<>();

  @Test
  void claims_free_nickname() {
    roster.add(nick("chris"), "c1", Instant.EPOCH);
    assertEquals("chris", roster.find("c1").orElseThrow().nickname().value());
    assertEquals(1, roster.size());
  }

  @Test
  void rejects_taken_nickname_in_any_spelling() {
    roster.add(nick("Straße"), "c1", Instant.EPOCH);

    for (String twin : List.of("Straße", "STRASSE", "strasse", "Ｓｔｒａßｅ")) {
      assertThrows(
          IllegalStateException.class, () -> roster.add(nick(twin), "c2", Instant.EPOCH), twin);
    }
    assertTrue(roster.find("c2").isEmpty());
    assertEquals(1, roster.size());
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

    assertEquals(Optional.of("c1"), roster.find(nick("Ian")).map(Member::reference));
    assertEquals(Optional.of("c2"), roster.find(nick("1an")).map(Member::reference));
    assertEquals(Optional.of("c3"), roster.find(nick("OLIVIA")).map(Member::reference));
    assertEquals(Optional.empty(), roster.find(nick("o".repeat(5000))));
  }

  @Test
  void release_frees_nicknames_that_look_alike() {
    roster.add(nick("Mary"), "c1", Instant.EPOCH);
    roster.release("c1");

    assertTrue(roster.find(nick("rnary")).isEmpty());
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

  private static Nickname nick(String value) {
    return Nickname.sanitize(value);
  }
}
