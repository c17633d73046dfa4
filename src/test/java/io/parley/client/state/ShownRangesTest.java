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

  private final ShownRanges ranges = new ShownRanges();

  @Test
  void first_page_is_newest_when_no_shown_message_has_an_id() {
    ranges.onShown(chatted(new Stamp(GARDEN, Instant.EPOCH)));

    assertEquals(
        new Request.History(Optional.of("garden"), OptionalInt.of(5), OptionalLong.empty()),
        ranges.olderPage(GARDEN, OptionalInt.of(5)));
  }

  @Test
  void page_precedes_oldest_shown_message_of_room() {
    ranges.onShown(chatted(stamp(GARDEN, 40)));
    ranges.onShown(chatted(stamp(RoomName.LOBBY, 7)));
    ranges.onShown(chatted(stamp(GARDEN, 50)));
    assertEquals(OptionalLong.of(40), ranges.olderPage(GARDEN, OptionalInt.empty()).before());

    ranges.onShown(history(chatted(stamp(GARDEN, 20)), chatted(stamp(GARDEN, 21))));
    assertEquals(OptionalLong.of(20), ranges.olderPage(GARDEN, OptionalInt.empty()).before());
    assertEquals(
        OptionalLong.of(7), ranges.olderPage(RoomName.LOBBY, OptionalInt.empty()).before());
  }

  @Test
  void page_precedes_backlog() {
    ranges.onShown(
        new ServerMessage.Backlog(
            GARDEN,
            Optional.empty(),
            List.of(chatted(stamp(GARDEN, 30)), chatted(stamp(GARDEN, 31)))));

    assertEquals(OptionalLong.of(30), ranges.olderPage(GARDEN, OptionalInt.empty()).before());
  }

  /** Search results are not adjacent to the shown range. */
  @Test
  void search_results_do_not_change_range() {
    ranges.onShown(
        new ServerMessage.Answered(
            new Answer.SearchResults("hi", List.of(chatted(stamp(GARDEN, 3))))));

    assertEquals(OptionalLong.empty(), ranges.olderPage(GARDEN, OptionalInt.empty()).before());
  }

  @Test
  void page_is_requested_until_answer_or_rejection() {
    assertFalse(ranges.isPageRequested());
    ranges.onPageRequested(RoomName.LOBBY);
    ranges.onShown(chatted(stamp(GARDEN, 3)));
    assertTrue(ranges.isPageRequested());

    ranges.onShown(history());
    assertFalse(ranges.isPageRequested());

    ranges.onPageRequested(RoomName.LOBBY);
    ranges.onShown(new ServerMessage.Pong());
    assertFalse(ranges.isPageRequested());
  }

  /** A server that invents rooms must not fill the memory. */
  @Test
  void remembers_a_bounded_number_of_complete_rooms() {
    for (int i = 0; i <= 1000; i++) {
      ranges.onKeyRequest(RoomName.sanitize("room" + i));
    }

    assertFalse(ranges.isComplete(RoomName.sanitize("room0")));
    assertTrue(ranges.isComplete(RoomName.sanitize("room1000")));
  }

  private static Stamp stamp(RoomName room, long id) {
    return new Stamp(room, Instant.EPOCH).withId(id);
  }

  private static ServerMessage.RoomText chatted(Stamp stamp) {
    return new ServerMessage.Chatted(Nickname.sanitize("pat"), Text.sanitize("hi"), stamp);
  }

  private static ServerMessage history(ServerMessage.RoomText... messages) {
    return new ServerMessage.Answered(new Answer.History(GARDEN, List.of(messages)));
  }
}
