package io.parley.client.reconnect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.state.ShownRanges;
import io.parley.protocol.Answer;
import io.parley.protocol.ClientMessage;
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
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReplayFetchTest {
  private static final RoomName GARDEN = RoomName.sanitize("garden");
  private static final Nickname PAT = Nickname.sanitize("pat");
  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
  private static final ServerMessage.Joined IN =
      new ServerMessage.Joined(PAT, new Stamp(GARDEN, NOON.plusSeconds(1000)));
  private static final Optional<ClientMessage> FENCE = Optional.of(new ClientMessage.Ping());

  @Test
  void shows_what_is_newer_than_what_was_shown() {
    ReplayFetch catchUp = after(5);
    recall(catchUp, 4, 5, 7, 9);

    assertTrue(catchUp.isDone());
    assertEquals(List.of(recalled(7, 9), IN), catchUp.result());
  }

  @Test
  void shows_nothing_where_nothing_was_missed() {
    ReplayFetch catchUp = after(5);
    recall(catchUp, 4, 5);

    assertEquals(List.of(IN), catchUp.result());
  }

  @Test
  void asks_page_by_page_until_it_meets_what_was_shown() {
    ReplayFetch catchUp = after(5);
    recall(catchUp, 30, 31);
    assertEquals(past(30), catchUp.takeRequest());
    page(catchUp, 20, 29);
    assertEquals(past(20), catchUp.takeRequest());
    page(catchUp, 3, 5, 8, 19);

    assertTrue(catchUp.isDone());
    assertEquals(List.of(recalled(8, 19, 20, 29, 30, 31), IN), catchUp.result());
  }

  @Test
  void asks_until_there_is_nothing_older() {
    ReplayFetch catchUp = after(5); // which is forgotten
    recall(catchUp, 30);
    assertEquals(past(30), catchUp.takeRequest());
    page(catchUp, 29);
    assertEquals(past(29), catchUp.takeRequest());
    page(catchUp);

    assertTrue(catchUp.isDone());
    assertEquals(List.of(recalled(29, 30), IN), catchUp.result());
  }

  /** A pong overtakes what has to be looked up: only one that follows the first part ends it. */
  @Test
  void a_page_may_come_in_parts() {
    ReplayFetch catchUp = after(5);
    recall(catchUp, 30);
    assertEquals(past(30), catchUp.takeRequest());
    assertTrue(catchUp.accept(part(4, 6)));
    assertEquals(FENCE, catchUp.takeRequest());
    assertTrue(catchUp.accept(part(7, 8)));
    assertEquals(Optional.empty(), catchUp.takeRequest());
    catchUp.onPageComplete();

    assertEquals(List.of(recalled(6, 7, 8, 30), IN), catchUp.result());
  }

  @Test
  void holds_back_what_comes_meanwhile_and_shows_nothing_twice() {
    ReplayFetch catchUp = after(5);
    recall(catchUp); // the server recalls nothing
    assertEquals(past(OptionalLong.empty()), catchUp.takeRequest());
    assertTrue(catchUp.accept(chatted(GARDEN, 8)));
    assertTrue(catchUp.accept(chatted(GARDEN, 9)));
    assertFalse(catchUp.accept(chatted(RoomName.LOBBY, 10)));
    page(catchUp, 5, 7, 8);

    assertEquals(List.of(recalled(7, 8), IN, chatted(GARDEN, 9)), catchUp.result());
    assertFalse(catchUp.accept(chatted(GARDEN, 11)));
  }

  @Test
  void where_nothing_was_shown_the_time_of_coming_in_tells() {
    ShownRanges shown = new ShownRanges();
    shown.onJoined(new Stamp(GARDEN, NOON.plusSeconds(8)));
    ReplayFetch catchUp = new ReplayFetch(GARDEN, shown.newest(GARDEN), 100);
    recall(catchUp, 9, 10);
    assertEquals(past(9), catchUp.takeRequest());
    page(catchUp, 6, 7, 8);

    assertEquals(List.of(recalled(8, 9, 10), IN), catchUp.result());
  }

  @Test
  void leaves_out_the_oldest_of_too_much_and_says_so() {
    ReplayFetch catchUp = new ReplayFetch(GARDEN, mark(5), 3);
    recall(catchUp, 30, 31);
    assertEquals(past(30), catchUp.takeRequest());
    page(catchUp, 20, 21, 29);

    assertTrue(catchUp.isDone());
    assertTrue(catchUp.isTruncated());
    assertEquals(
        List.of(
            new ServerMessage.Notice(
                Text.sanitize(
                    "Much was said in garden meanwhile: what is older than the following is left"
                        + " out.")),
            recalled(29, 30, 31),
            IN),
        catchUp.result());
  }

  @Test
  void goes_on_when_too_much_is_held_back_or_the_server_will_not_tell() {
    ReplayFetch held = new ReplayFetch(GARDEN, mark(5), 3);
    recall(held, 30);
    assertTrue(LongStream.range(31, 34).allMatch(id -> held.accept(chatted(GARDEN, id))));
    assertTrue(held.isDone());
    assertTrue(held.isTruncated());
    assertEquals(6, held.result().size());

    ReplayFetch untold = after(5);
    recall(untold, 30);
    untold.giveUp();
    assertTrue(untold.isTruncated());
    assertEquals(3, untold.result().size());
  }

  /** A server that keeps nothing begins to count anew when it starts. */
  @Test
  void knows_a_server_that_has_forgotten_everything() {
    ReplayFetch fewer = after(500);
    recall(fewer, 1, 2);
    assertTrue(fewer.isDone());
    assertEquals(List.of(IN), fewer.result()); // they are older than what was shown

    ShownRanges shown = new ShownRanges();
    shown.onReceived(
        new ServerMessage.Chatted(
            PAT, Text.sanitize("another"), new Stamp(GARDEN, NOON.plusSeconds(8)).withId(8)));
    ReplayFetch reused = new ReplayFetch(GARDEN, shown.newest(GARDEN), 100);
    recall(reused, 7, 8, 9);
    assertTrue(reused.isDone());
    assertEquals(List.of(recalled(8, 9), IN), reused.result());
  }

  @Test
  void asks_a_server_that_counts_anew_for_all_that_was_said_since() {
    ShownRanges shown = new ShownRanges();
    shown.onReceived(
        new ServerMessage.Chatted(
            PAT, Text.sanitize("before"), new Stamp(GARDEN, NOON.plusSeconds(2)).withId(500)));
    ReplayFetch catchUp = new ReplayFetch(GARDEN, shown.newest(GARDEN), 100);
    recall(catchUp, 8, 9);
    assertTrue(catchUp.isHistoryReset());
    assertEquals(past(8), catchUp.takeRequest());
    page(catchUp, 1, 2, 7);

    assertTrue(catchUp.isDone());
    assertEquals(List.of(recalled(2, 7, 8, 9), IN), catchUp.result());
  }

  @Test
  void a_page_without_an_end_is_ended() {
    ReplayFetch catchUp = after(5);
    recall(catchUp, 1000);
    assertEquals(past(1000), catchUp.takeRequest());
    assertTrue(catchUp.accept(part(LongStream.range(700, 800).toArray())));
    assertTrue(catchUp.accept(part(LongStream.range(800, 900).toArray())));
    assertFalse(catchUp.isDone());

    assertTrue(catchUp.accept(part(900)));

    assertTrue(catchUp.isDone());
    assertTrue(catchUp.isTruncated());
  }

  @Test
  void what_was_shown_is_not_too_much() {
    ReplayFetch catchUp = new ReplayFetch(GARDEN, mark(5), 3);
    recall(catchUp, 2, 3, 4, 5, 6);

    assertFalse(catchUp.isTruncated());
    assertEquals(List.of(recalled(6), IN), catchUp.result());
  }

  /** Servers that number nothing cannot be asked for what is missing. */
  @Test
  void without_numbers_it_shows_what_it_gets() {
    ServerMessage.RoomText said =
        new ServerMessage.Chatted(PAT, Text.sanitize("hi"), new Stamp(GARDEN, NOON));
    ReplayFetch catchUp = after(5);
    assertTrue(catchUp.accept(new ServerMessage.Backlog(GARDEN, Optional.empty(), List.of(said))));
    catchUp.onJoined(IN);

    assertTrue(catchUp.isDone());
    assertEquals(
        List.of(new ServerMessage.Backlog(GARDEN, Optional.empty(), List.of(said)), IN),
        catchUp.result());
  }

  private static void recall(ReplayFetch catchUp, long... ids) {
    if (ids.length > 0) {
      assertTrue(catchUp.accept(recalled(ids)));
    }
    catchUp.onJoined(IN);
  }

  private static void page(ReplayFetch catchUp, long... ids) {
    boolean taken = catchUp.accept(part(ids));
    assertTrue(taken || ids.length == 0);
    assertEquals(FENCE, catchUp.takeRequest());
    catchUp.onPageComplete();
  }

  private static ReplayFetch after(long id) {
    return new ReplayFetch(GARDEN, mark(id), 100);
  }

  private static ShownRanges.Marker mark(long id) {
    ShownRanges shown = new ShownRanges();
    shown.onReceived(chatted(GARDEN, id));
    return shown.newest(GARDEN);
  }

  private static ServerMessage recalled(long... ids) {
    return new ServerMessage.Backlog(GARDEN, Optional.empty(), messages(ids));
  }

  private static ServerMessage part(long... ids) {
    return new ServerMessage.Answered(new Answer.History(GARDEN, messages(ids)));
  }

  private static List<ServerMessage.RoomText> messages(long... ids) {
    return LongStream.of(ids).mapToObj(id -> chatted(GARDEN, id)).toList();
  }

  /** One each second. */
  private static ServerMessage.RoomText chatted(RoomName room, long id) {
    return new ServerMessage.Chatted(
        PAT, Text.sanitize("text " + id), new Stamp(room, NOON.plusSeconds(id)).withId(id));
  }

  private static Optional<ClientMessage> past(long before) {
    return past(OptionalLong.of(before));
  }

  private static Optional<ClientMessage> past(OptionalLong before) {
    return Optional.of(
        new ClientMessage.RequestMessage(
            new Request.History(Optional.of("garden"), OptionalInt.of(200), before)));
  }
}
