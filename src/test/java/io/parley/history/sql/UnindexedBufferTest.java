package io.parley.history.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.history.NewMessage;
import io.parley.history.StoredMessage;
import io.parley.history.TestMessages;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class UnindexedBufferTest {
  private final UnindexedBuffer buffer = new UnindexedBuffer();

  @Test
  void returned_messages_stay_until_a_later_position() {
    addMessages(1, 5);

    assertEquals(List.of(1L, 2L, 3L), after(0, 3));
    assertEquals(List.of(1L, 2L, 3L), after(0, 3));
    assertEquals(List.of(4L, 5L), after(3, 3));
    assertEquals(List.of(), after(5, 3));
  }

  @Test
  void position_before_first_message_returns_none() {
    addMessages(8, 9);

    assertEquals(List.of(), after(5, 3));
    assertEquals(List.of(8L, 9L), after(7, 3));
  }

  @Test
  void gap_in_ids_drops_messages_before_it() {
    addMessages(1, 5);
    addMessages(7, 8);

    assertEquals(List.of(), after(0, 10));
    assertEquals(List.of(7L, 8L), after(6, 10));
  }

  @Test
  void buffer_over_message_limit_is_cleared() {
    addMessages(1, 20_000);
    assertEquals(List.of(1L), after(0, 1));

    addMessages(20_001, 20_001);
    assertEquals(List.of(), after(0, 1));
    addMessages(20_002, 20_002);
    assertEquals(List.of(20_002L), after(20_001, 1));
  }

  @Test
  void buffer_over_character_limit_is_cleared() {
    String longText = "x".repeat(NewMessage.MAX_LENGTH);
    for (int id = 1; id <= 64; id++) {
      buffer.add(List.of(new StoredMessage(id, TestMessages.chat(longText))));
    }
    assertEquals(List.of(1L), after(0, 1));
    assertEquals(List.of(10L), after(9, 1));

    buffer.add(List.of(new StoredMessage(65, TestMessages.chat(longText))));
    assertEquals(List.of(10L), after(9, 1)); // dropped messages do not count

    for (int id = 66; id <= 74; id++) {
      buffer.add(List.of(new StoredMessage(id, TestMessages.chat(longText))));
    }
    assertEquals(List.of(), after(9, 1));
  }

  private void addMessages(long first, long last) {
    buffer.add(
        LongStream.rangeClosed(first, last)
            .mapToObj(id -> new StoredMessage(id, TestMessages.chat("hello")))
            .toList());
  }

  private List<Long> after(long id, int limit) {
    return buffer.after(id, limit).stream().map(StoredMessage::id).toList();
  }
}
