package io.parley.history;

import static io.parley.history.Sayings.append;
import static io.parley.history.Sayings.appendChats;
import static io.parley.history.Sayings.past;
import static io.parley.history.Sayings.topic;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The store in memory, and its bounds. */
class MemoryStoreTest extends HistoryStoreContract {
  @Override
  HistoryStore create() {
    return new MemoryStore(1000, Long.MAX_VALUE);
  }

  @Test
  void keeps_the_tail_of_every_room() throws Exception {
    HistoryStore small = new MemoryStore(2, Long.MAX_VALUE);
    append(small, topic("garden", "roses"));
    appendChats(small, "1", "2", "3");

    assertEquals(List.of("2", "3"), past(small));
    assertEquals("roses", small.topic("garden").orElseThrow().saying().text());
  }

  @Test
  void lets_the_oldest_of_all_go_when_there_is_too_much() throws Exception {
    HistoryStore small = new MemoryStore(1000, 1500);
    append(small, topic("garden", "roses"));
    appendChats(small, "1", "2", "3");

    assertEquals(List.of("1", "2", "3"), past(small));
    assertEquals(List.of(), small.past("garden", Long.MAX_VALUE, 10));
    appendChats(small, "x".repeat(10_000));
    assertEquals(1, past(small).size());
  }
}
