package io.parley.client.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ShownRangesTest {
  private static final RoomName GARDEN = RoomName.sanitize("garden");

  private final ShownRanges pages = new ShownRanges();

  @Test
  void begins_with_the_newest_if_nothing_that_is_kept_was_shown() {
    pages.onShown(chatted(new Stamp(GARDEN, Instant.EPOCH)));

    assertEquals(
        new Request.History(Optional.of("garden"), OptionalInt.of(5), OptionalLong.empty()),
        pages.olderPage(GARDEN, OptionalInt.of(5)));
  }

  @Test
  void goes_on_before_the_oldest_that_was_shown_of_the_room() {
    pages.onShown(chatted(stamp(GARDEN, 40)));
    pages.onShown(chatted(stamp(RoomName.LOBBY, 7)));
    pages.onShown(chatted(stamp(GARDEN, 50)));
    assertEquals(OptionalLong.of(40), pages.olderPage(GARDEN, OptionalInt.empty()).before());

    pages.onShown(past(chatted(stamp(GARDEN, 20)), chatted(stamp(GARDEN, 21))));
    assertEquals(OptionalLong.of(20), pages.olderPage(GARDEN, OptionalInt.empty()).before());
    assertEquals(OptionalLong.of(7), pages.olderPage(RoomName.LOBBY, OptionalInt.empty()).before());
  }

  @Test
  void goes_on_before_what_a_newcomer_is_told() {
    pages.onShown(
        new ServerMessage.Backlog(
            GARDEN,
            Optional.empty(),
            List.of(chatted(stamp(GARDEN, 30)), chatted(stamp(GARDEN, 31)))));

    assertEquals(OptionalLong.of(30), pages.olderPage(GARDEN, OptionalInt.empty()).before());
  }

  /** What a search finds is not next to what is shown. */
  @Test
  void a_search_turns_no_page() {
    pages.onShown(
        new ServerMessage.Answered(
            new Answer.SearchResults("hi", List.of(chatted(stamp(GARDEN, 3))))));

    assertEquals(OptionalLong.empty(), pages.olderPage(GARDEN, OptionalInt.empty()).before());
  }

  @Test
  void a_page_is_on_its_way_until_it_comes_or_is_refused() {
    assertFalse(pages.isPageRequested());
    pages.onPageRequested();
    pages.onShown(chatted(stamp(GARDEN, 3)));
    assertTrue(pages.isPageRequested());

    pages.onShown(past());
    assertFalse(pages.isPageRequested());

    pages.onPageRequested();
    pages.onShown(new ServerMessage.Pong());
    assertFalse(pages.isPageRequested());
  }

  private static Stamp stamp(RoomName room, long id) {
    return new Stamp(room, Instant.EPOCH).withId(id);
  }

  private static ServerMessage.RoomText chatted(Stamp stamp) {
    return new ServerMessage.Chatted(Nickname.sanitize("pat"), Text.sanitize("hi"), stamp);
  }

  private static ServerMessage past(ServerMessage.RoomText... messages) {
    return new ServerMessage.Answered(new Answer.History(GARDEN, List.of(messages)));
  }
}
