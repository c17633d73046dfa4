package io.parley.history.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.history.NewMessage;
import io.parley.history.StoredMessage;
import io.parley.history.TestMessages;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class UnindexedBufferTest {
  private final UnindexedBuffer fresh = new UnindexedBuffer();

  @Test
  void gives_what_follows_and_keeps_it_until_it_is_passed() {
    stored(1, 5);

    assertEquals(List.of(1L, 2L, 3L), after(0, 3));
    assertEquals(List.of(1L, 2L, 3L), after(0, 3));
    assertEquals(List.of(4L, 5L), after(3, 3));
    assertEquals(List.of(), after(5, 3));
  }

  @Test
  void what_is_missing_before_it_is_to_be_looked_up() {
    stored(8, 9);

    assertEquals(List.of(), after(5, 3));
    assertEquals(List.of(8L, 9L), after(7, 3));
  }

  @Test
  void a_gap_leaves_what_is_behind_it() {
    stored(1, 5);
    stored(7, 8);

    assertEquals(List.of(), after(0, 10));
    assertEquals(List.of(7L, 8L), after(6, 10));
  }

  @Test
  void forgets_what_becomes_too_many() {
    stored(1, 20_000);
    assertEquals(List.of(1L), after(0, 1));

    stored(20_001, 20_001);
    assertEquals(List.of(), after(0, 1));
    stored(20_002, 20_002);
    assertEquals(List.of(20_002L), after(20_001, 1));
  }

  @Test
  void forgets_what_becomes_too_long() {
    String long1 = "x".repeat(NewMessage.MAX_LENGTH);
    for (int id = 1; id <= 64; id++) {
      fresh.add(List.of(new StoredMessage(id, TestMessages.chat(long1))));
    }
    assertEquals(List.of(1L), after(0, 1));
    assertEquals(List.of(10L), after(9, 1));

    fresh.add(List.of(new StoredMessage(65, TestMessages.chat(long1))));
    assertEquals(List.of(10L), after(9, 1)); // what was passed counts no more

    for (int id = 66; id <= 74; id++) {
      fresh.add(List.of(new StoredMessage(id, TestMessages.chat(long1))));
    }
    assertEquals(List.of(), after(9, 1));
  }

  private void stored(long first, long last) {
    fresh.add(
        LongStream.rangeClosed(first, last)
            .mapToObj(id -> new StoredMessage(id, TestMessages.chat("hello")))
            .toList());
  }

  private List<Long> after(long id, int limit) {
    return fresh.after(id, limit).stream().map(StoredMessage::id).toList();
  }
}
