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
  private static final Nickname SELF = Nickname.sanitize("pat");
  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
  private static final ServerMessage.Joined JOINED =
      new ServerMessage.Joined(SELF, new Stamp(GARDEN, NOON.plusSeconds(1000)));
  private static final Optional<ClientMessage> FENCE = Optional.of(new ClientMessage.Ping());

  @Test
  void returns_messages_newer_than_marker() {
    ReplayFetch fetch = fetchAfter(5);
    receiveBacklog(fetch, 4, 5, 7, 9);

    assertTrue(fetch.isDone());
    assertEquals(List.of(backlog(7, 9), JOINED), fetch.result());
  }

  @Test
  void returns_nothing_when_no_message_was_missed() {
    ReplayFetch fetch = fetchAfter(5);
    receiveBacklog(fetch, 4, 5);

    assertEquals(List.of(JOINED), fetch.result());
  }

  @Test
  void requests_pages_until_marker_is_reached() {
    ReplayFetch fetch = fetchAfter(5);
    receiveBacklog(fetch, 30, 31);
    assertEquals(historyRequest(30), fetch.takeRequest());
    receivePage(fetch, 20, 29);
    assertEquals(historyRequest(20), fetch.takeRequest());
    receivePage(fetch, 3, 5, 8, 19);

    assertTrue(fetch.isDone());
    assertEquals(List.of(backlog(8, 19, 20, 29, 30, 31), JOINED), fetch.result());
  }

  @Test
  void requests_pages_until_history_is_exhausted() {
    ReplayFetch fetch = fetchAfter(5); // the server no longer has it
    receiveBacklog(fetch, 30);
    assertEquals(historyRequest(30), fetch.takeRequest());
    receivePage(fetch, 29);
    assertEquals(historyRequest(29), fetch.takeRequest());
    receivePage(fetch);

    assertTrue(fetch.isDone());
    assertEquals(List.of(backlog(29, 30), JOINED), fetch.result());
  }

  /** A pong can overtake a history answer: only a pong after the first part ends the page. */
  @Test
  void page_may_arrive_in_parts() {
    ReplayFetch fetch = fetchAfter(5);
    receiveBacklog(fetch, 30);
    assertEquals(historyRequest(30), fetch.takeRequest());
    assertTrue(fetch.accept(historyPage(4, 6)));
    assertEquals(FENCE, fetch.takeRequest());
    assertTrue(fetch.accept(historyPage(7, 8)));
    assertEquals(Optional.empty(), fetch.takeRequest());
    fetch.onPageComplete();

    assertEquals(List.of(backlog(6, 7, 8, 30), JOINED), fetch.result());
  }

  @Test
  void holds_live_messages_and_removes_duplicates() {
    ReplayFetch fetch = fetchAfter(5);
    receiveBacklog(fetch); // the server sends no backlog
    assertEquals(historyRequest(OptionalLong.empty()), fetch.takeRequest());
    assertTrue(fetch.accept(chatted(GARDEN, 8)));
    assertTrue(fetch.accept(chatted(GARDEN, 9)));
    assertFalse(fetch.accept(chatted(RoomName.LOBBY, 10)));
    receivePage(fetch, 5, 7, 8);

    assertEquals(List.of(backlog(7, 8), JOINED, chatted(GARDEN, 9)), fetch.result());
    assertFalse(fetch.accept(chatted(GARDEN, 11)));
  }

  @Test
  void join_time_is_marker_when_nothing_was_shown() {
    ShownRanges shown = new ShownRanges();
    shown.onJoined(new Stamp(GARDEN, NOON.plusSeconds(8)));
    ReplayFetch fetch = new ReplayFetch(GARDEN, shown.newest(GARDEN), 100);
    receiveBacklog(fetch, 9, 10);
    assertEquals(historyRequest(9), fetch.takeRequest());
    receivePage(fetch, 6, 7, 8);

    assertEquals(List.of(backlog(8, 9, 10), JOINED), fetch.result());
  }

  @Test
  void truncates_oldest_messages_with_notice() {
    ReplayFetch fetch = new ReplayFetch(GARDEN, marker(5), 3);
    receiveBacklog(fetch, 30, 31);
    assertEquals(historyRequest(30), fetch.takeRequest());
    receivePage(fetch, 20, 21, 29);

    assertTrue(fetch.isDone());
    assertTrue(fetch.isTruncated());
    assertEquals(
        List.of(
            new ServerMessage.Notice(
                Text.sanitize("Older missed messages of garden are not shown.")),
            backlog(29, 30, 31),
            JOINED),
        fetch.result());
  }

  @Test
  void truncates_when_held_messages_overflow_or_server_refuses() {
    ReplayFetch overflowing = new ReplayFetch(GARDEN, marker(5), 3);
    receiveBacklog(overflowing, 30);
    assertTrue(LongStream.range(31, 34).allMatch(id -> overflowing.accept(chatted(GARDEN, id))));
    assertTrue(overflowing.isDone());
    assertTrue(overflowing.isTruncated());
    assertEquals(6, overflowing.result().size());

    ReplayFetch refused = fetchAfter(5);
    receiveBacklog(refused, 30);
    refused.giveUp();
    assertTrue(refused.isTruncated());
    assertEquals(3, refused.result().size());
  }

  /** A server without stored history restarts its message ids when it starts. */
  @Test
  void detects_server_that_lost_its_history() {
    ReplayFetch fewer = fetchAfter(500);
    receiveBacklog(fewer, 1, 2);
    assertTrue(fewer.isDone());
    assertEquals(List.of(JOINED), fewer.result()); // they are older than the marker

    ShownRanges shown = new ShownRanges();
    shown.onReceived(
        new ServerMessage.Chatted(
            SELF, Text.sanitize("another"), new Stamp(GARDEN, NOON.plusSeconds(8)).withId(8)));
    ReplayFetch reused = new ReplayFetch(GARDEN, shown.newest(GARDEN), 100);
    receiveBacklog(reused, 7, 8, 9);
    assertTrue(reused.isDone());
    assertEquals(List.of(backlog(8, 9), JOINED), reused.result());
  }

  @Test
  void requests_all_messages_since_marker_time_when_ids_restart() {
    ShownRanges shown = new ShownRanges();
    shown.onReceived(
        new ServerMessage.Chatted(
            SELF, Text.sanitize("before"), new Stamp(GARDEN, NOON.plusSeconds(2)).withId(500)));
    ReplayFetch fetch = new ReplayFetch(GARDEN, shown.newest(GARDEN), 100);
    receiveBacklog(fetch, 8, 9);
    assertTrue(fetch.isHistoryReset());
    assertEquals(historyRequest(8), fetch.takeRequest());
    receivePage(fetch, 1, 2, 7);

    assertTrue(fetch.isDone());
    assertEquals(List.of(backlog(2, 7, 8, 9), JOINED), fetch.result());
  }

  @Test
  void page_without_end_is_truncated() {
    ReplayFetch fetch = fetchAfter(5);
    receiveBacklog(fetch, 1000);
    assertEquals(historyRequest(1000), fetch.takeRequest());
    assertTrue(fetch.accept(historyPage(LongStream.range(700, 800).toArray())));
    assertTrue(fetch.accept(historyPage(LongStream.range(800, 900).toArray())));
    assertFalse(fetch.isDone());

    assertTrue(fetch.accept(historyPage(900)));

    assertTrue(fetch.isDone());
    assertTrue(fetch.isTruncated());
  }

  @Test
  void shown_messages_do_not_count_towards_limit() {
    ReplayFetch fetch = new ReplayFetch(GARDEN, marker(5), 3);
    receiveBacklog(fetch, 2, 3, 4, 5, 6);

    assertFalse(fetch.isTruncated());
    assertEquals(List.of(backlog(6), JOINED), fetch.result());
  }

  /** A server without message ids cannot be asked for missed messages. */
  @Test
  void backlog_without_ids_is_returned_unchanged() {
    ServerMessage.RoomText message =
        new ServerMessage.Chatted(SELF, Text.sanitize("hi"), new Stamp(GARDEN, NOON));
    ReplayFetch fetch = fetchAfter(5);
    assertTrue(fetch.accept(new ServerMessage.Backlog(GARDEN, Optional.empty(), List.of(message))));
    fetch.onJoined(JOINED);

    assertTrue(fetch.isDone());
    assertEquals(
        List.of(new ServerMessage.Backlog(GARDEN, Optional.empty(), List.of(message)), JOINED),
        fetch.result());
  }

  private static void receiveBacklog(ReplayFetch fetch, long... ids) {
    if (ids.length > 0) {
      assertTrue(fetch.accept(backlog(ids)));
    }
    fetch.onJoined(JOINED);
  }

  private static void receivePage(ReplayFetch fetch, long... ids) {
    boolean taken = fetch.accept(historyPage(ids));
    assertTrue(taken || ids.length == 0);
    assertEquals(FENCE, fetch.takeRequest());
    fetch.onPageComplete();
  }

  private static ReplayFetch fetchAfter(long id) {
    return new ReplayFetch(GARDEN, marker(id), 100);
  }

  private static ShownRanges.Marker marker(long id) {
    ShownRanges shown = new ShownRanges();
    shown.onReceived(chatted(GARDEN, id));
    return shown.newest(GARDEN);
  }

  private static ServerMessage backlog(long... ids) {
    return new ServerMessage.Backlog(GARDEN, Optional.empty(), messages(ids));
  }

  private static ServerMessage historyPage(long... ids) {
    return new ServerMessage.Answered(new Answer.History(GARDEN, messages(ids)));
  }

  private static List<ServerMessage.RoomText> messages(long... ids) {
    return LongStream.of(ids).mapToObj(id -> chatted(GARDEN, id)).toList();
  }

  /** The id is also the time, in seconds after noon. */
  private static ServerMessage.RoomText chatted(RoomName room, long id) {
    return new ServerMessage.Chatted(
        SELF, Text.sanitize("text " + id), new Stamp(room, NOON.plusSeconds(id)).withId(id));
  }

  private static Optional<ClientMessage> historyRequest(long before) {
    return historyRequest(OptionalLong.of(before));
  }

  private static Optional<ClientMessage> historyRequest(OptionalLong before) {
    return Optional.of(
        new ClientMessage.RequestMessage(
            new Request.History(Optional.of("garden"), OptionalInt.of(200), before)));
  }
}
