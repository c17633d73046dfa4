package io.parley.client;

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

class PagesTest {
  private static final RoomName GARDEN = RoomName.sanitize("garden");

  private final Pages pages = new Pages();

  @Test
  void begins_with_the_newest_if_nothing_that_is_kept_was_shown() {
    pages.heard(chatted(new Stamp(GARDEN, Instant.EPOCH)));

    assertEquals(
        new Request.History(Optional.of("garden"), OptionalInt.of(5), OptionalLong.empty()),
        pages.older(GARDEN, OptionalInt.of(5)));
  }

  @Test
  void goes_on_before_the_oldest_that_was_shown_of_the_room() {
    pages.heard(chatted(stamp(GARDEN, 40)));
    pages.heard(chatted(stamp(RoomName.LOBBY, 7)));
    pages.heard(chatted(stamp(GARDEN, 50)));
    assertEquals(OptionalLong.of(40), pages.older(GARDEN, OptionalInt.empty()).before());

    pages.heard(past(chatted(stamp(GARDEN, 20)), chatted(stamp(GARDEN, 21))));
    assertEquals(OptionalLong.of(20), pages.older(GARDEN, OptionalInt.empty()).before());
    assertEquals(OptionalLong.of(7), pages.older(RoomName.LOBBY, OptionalInt.empty()).before());
  }

  @Test
  void goes_on_before_what_a_newcomer_is_told() {
    pages.heard(
        new ServerMessage.Backlog(
            GARDEN,
            Optional.empty(),
            List.of(chatted(stamp(GARDEN, 30)), chatted(stamp(GARDEN, 31)))));

    assertEquals(OptionalLong.of(30), pages.older(GARDEN, OptionalInt.empty()).before());
  }

  /** What a search finds is not next to what is shown. */
  @Test
  void a_search_turns_no_page() {
    pages.heard(
        new ServerMessage.Answered(
            new Answer.SearchResults("hi", List.of(chatted(stamp(GARDEN, 3))))));

    assertEquals(OptionalLong.empty(), pages.older(GARDEN, OptionalInt.empty()).before());
  }

  @Test
  void a_page_is_on_its_way_until_it_comes_or_is_refused() {
    assertFalse(pages.isTurning());
    pages.turn();
    pages.heard(chatted(stamp(GARDEN, 3)));
    assertTrue(pages.isTurning());

    pages.heard(past());
    assertFalse(pages.isTurning());

    pages.turn();
    pages.heard(new ServerMessage.Pong());
    assertFalse(pages.isTurning());
  }

  private static Stamp stamp(RoomName room, long id) {
    return new Stamp(room, Instant.EPOCH).withId(id);
  }

  private static ServerMessage chatted(Stamp stamp) {
    return new ServerMessage.Chatted(Nickname.sanitize("pat"), Text.sanitize("hi"), stamp);
  }

  private static ServerMessage past(ServerMessage... messages) {
    return new ServerMessage.Answered(new Answer.History(GARDEN, List.of(messages)));
  }
}
