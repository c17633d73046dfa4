package io.parley.client.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.protocol.Nickname;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IgnoredNicknamesTest {
  private static final Nickname MALLORY = new Nickname("mallory");
  private static final Nickname TRUDY = new Nickname("trudy");
  private static final Nickname EVE = new Nickname("eve");
  private static final IgnoredNicknames.Change NOTHING =
      new IgnoredNicknames.Change(List.of(), List.of());

  private final IgnoredNicknames ignored = new IgnoredNicknames();

  @Test
  void ignored_user_stays_ignored_under_another_nickname_and_may_come_back_with_the_first() {
    ignored.add(MALLORY);

    assertEquals(
        new IgnoredNicknames.Change(List.of(TRUDY), List.of()),
        ignored.onRenamed(new Nickname("Mallory"), TRUDY));

    assertEquals(List.of("mallory", "trudy"), ignored.names());
  }

  /** The next common room tells the same rename. */
  @Test
  void same_rename_changes_nothing_the_second_time() {
    ignored.add(MALLORY);
    ignored.onRenamed(MALLORY, TRUDY);

    assertEquals(NOTHING, ignored.onRenamed(MALLORY, TRUDY));
  }

  @Test
  void only_the_typed_and_the_current_nickname_are_ignored_after_many_renames() {
    ignored.add(MALLORY);
    ignored.onRenamed(MALLORY, TRUDY);

    assertEquals(
        new IgnoredNicknames.Change(List.of(EVE), List.of(TRUDY)), ignored.onRenamed(TRUDY, EVE));
    assertEquals(List.of("eve", "mallory"), ignored.names());
    assertEquals(NOTHING, ignored.onRenamed(EVE, MALLORY));
    assertEquals(List.of("eve", "mallory"), ignored.names());
  }

  @Test
  void rename_of_another_user_changes_nothing() {
    ignored.add(MALLORY);

    assertEquals(NOTHING, ignored.onRenamed(TRUDY, EVE));
    assertEquals(NOTHING, ignored.onRenamed(TRUDY, MALLORY));
    assertFalse(ignored.contains(TRUDY));
  }

  @Test
  void user_is_ignored_under_no_nickname_after_removal_of_any() {
    for (Nickname removed : List.of(MALLORY, TRUDY)) {
      ignored.add(MALLORY);
      ignored.onRenamed(MALLORY, TRUDY);

      assertEquals(List.of(MALLORY, TRUDY), ignored.remove(removed));
      assertEquals(List.of(), ignored.names());
      assertEquals(List.of(), ignored.remove(removed));
    }
  }

  @Test
  void nickname_that_is_typed_later_is_no_longer_only_followed() {
    ignored.add(MALLORY);
    ignored.onRenamed(MALLORY, TRUDY);
    ignored.add(TRUDY);
    assertFalse(ignored.isFollowed(TRUDY));

    assertEquals(List.of(MALLORY), ignored.remove(MALLORY));

    assertTrue(ignored.contains(TRUDY));
  }

  @Test
  void full_list_follows_nobody() {
    IntStream.range(0, 1000).forEach(i -> assertTrue(ignored.add(new Nickname("user" + i))));
    assertFalse(ignored.add(MALLORY));

    assertEquals(NOTHING, ignored.onRenamed(new Nickname("user7"), TRUDY));

    assertEquals(1000, ignored.names().size());
  }
}
