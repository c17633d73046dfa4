package io.parley.client.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReadMarksTest {
  private static final RoomName TEA = new RoomName("tea");
  private static final long START = Long.MAX_VALUE - 1; // nanoTime may overflow

  private final ReadMarks marks = new ReadMarks();
  private long now = START;

  @Test
  void sends_nothing_before_the_server_has_told_a_mark() {
    marks.onSeen(TEA, 5);
    assertEquals(Optional.empty(), next());
    assertEquals(List.of(), marks.takeLast());

    assertTrue(marks.onMarked(TEA, 0));
    assertFalse(marks.onMarked(TEA, 0));
    assertEquals(mark(TEA, 5), next());
  }

  @Test
  void sends_no_mark_that_is_known_or_lower() {
    marks.onMarked(TEA, 7);
    marks.onSeen(TEA, 6);
    assertEquals(Optional.empty(), next());
    marks.onSeen(TEA, 9);
    marks.onSeen(TEA, 8);
    assertEquals(mark(TEA, 9), next());
    assertEquals(9, marks.newest(TEA));
    marks.onMarked(TEA, 12); // another client
    assertEquals(12, marks.newest(TEA));
    pass(ReadMarks.ROOM_INTERVAL);
    marks.onSeen(TEA, 11);
    assertEquals(Optional.empty(), next());
  }

  @Test
  void sends_one_mark_of_a_room_in_two_seconds() {
    marks.onMarked(TEA, 0);
    marks.onSeen(TEA, 1);
    assertEquals(mark(TEA, 1), next());
    assertEquals(Optional.empty(), marks.delay(now));
    for (int id = 2; id <= 100; id++) {
      marks.onSeen(TEA, id);
      assertEquals(Optional.empty(), next());
      pass(Duration.ofMillis(10));
    }
    assertEquals(Optional.of(Duration.ofMillis(1010)), marks.delay(now));

    pass(Duration.ofMillis(1010));
    assertEquals(mark(TEA, 100), next());
  }

  @Test
  void sends_one_mark_of_several_rooms_in_a_second() {
    List<RoomName> rooms = IntStream.range(0, 3).mapToObj(i -> new RoomName("r" + i)).toList();
    for (RoomName room : rooms) {
      marks.onMarked(room, 0);
      marks.onSeen(room, 1);
    }
    for (RoomName room : rooms) {
      assertEquals(mark(room, 1), next());
      assertEquals(Optional.empty(), next());
      pass(ReadMarks.INTERVAL);
    }
  }

  /** Also where all messages of the most rooms are seen, as on a screen without windows. */
  @Test
  void marks_take_half_of_the_rate_of_questions_that_a_server_allows() {
    Config limits = ConfigFactory.parseResources("reference.conf").resolve();
    int rooms = limits.getInt("parley.limits.rooms");
    int sent = 0;
    for (int second = 0; second < 600; second++) {
      for (int room = 0; room < rooms; room++) {
        RoomName busy = new RoomName("r" + room);
        marks.onMarked(busy, 0);
        marks.onSeen(busy, second + 1);
      }
      sent += next().isPresent() ? 1 : 0;
      assertEquals(Optional.empty(), next());
      pass(Duration.ofSeconds(1));
    }

    int allowed = 10 * limits.getInt("parley.limits.rates.questions.per-minute");
    assertEquals(600, sent);
    assertTrue(2 * sent <= allowed, sent + " of " + allowed);
  }

  @Test
  void mark_of_a_hidden_window_is_due_at_once() {
    marks.onMarked(TEA, 0);
    marks.onSeen(TEA, 1);
    assertEquals(mark(TEA, 1), next());
    marks.onSeen(TEA, 2);
    marks.onHidden(TEA);
    assertEquals(Optional.of(Duration.ZERO), marks.delay(now));
    assertEquals(mark(TEA, 2), next());
    marks.onHidden(TEA); // nothing new
    marks.onSeen(TEA, 3);
    assertEquals(Optional.empty(), next());
  }

  @Test
  void last_marks_are_sent_before_the_end() {
    for (int i = 0; i < 30; i++) {
      RoomName room = new RoomName("r" + i);
      marks.onMarked(room, 0);
      marks.onSeen(room, 1);
    }
    assertEquals(20, marks.takeLast().size());
    assertEquals(10, marks.takeLast().size());
    assertEquals(List.of(), marks.takeLast());
  }

  @Test
  void lost_connection_sends_again_what_the_server_may_not_know() {
    marks.onMarked(TEA, 0);
    marks.onSeen(TEA, 5);
    assertEquals(mark(TEA, 5), next());
    assertTrue(marks.isUnanswered());
    marks.onConnectionLost();
    assertFalse(marks.isUnanswered());
    pass(ReadMarks.ROOM_INTERVAL);
    assertEquals(Optional.empty(), next());

    assertTrue(marks.onMarked(TEA, 3));
    assertEquals(5, marks.newest(TEA));
    assertEquals(mark(TEA, 5), next());
    assertTrue(marks.isUnanswered());
    marks.onMarked(TEA, 5);
    assertFalse(marks.isUnanswered());
  }

  @Test
  void room_that_is_left_gets_its_mark_before_and_none_after() {
    marks.onMarked(TEA, 0);
    marks.onSeen(TEA, 1);
    assertEquals(mark(TEA, 1), marks.onLeaving(TEA));
    marks.onSeen(TEA, 2);
    assertEquals(Optional.empty(), next());
    assertEquals(Optional.empty(), marks.onLeaving(new RoomName("garden")));
    marks.forget(TEA);
    assertEquals(0, marks.newest(TEA));
  }

  private Optional<Request.MarkRead> next() {
    return marks.next(now);
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private static Optional<Request.MarkRead> mark(RoomName room, long id) {
    return Optional.of(new Request.MarkRead(Optional.of(room.value()), id));
  }
}
