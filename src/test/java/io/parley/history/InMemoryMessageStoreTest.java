package io.parley.history;

import static io.parley.history.TestMessages.append;
import static io.parley.history.TestMessages.appendChats;
import static io.parley.history.TestMessages.lobbyTexts;
import static io.parley.history.TestMessages.topic;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The store in memory, and its bounds. */
class InMemoryMessageStoreTest extends MessageStoreContract {
  @Override
  protected MessageStore createStore() {
    return new InMemoryMessageStore(10_000, Long.MAX_VALUE);
  }

  @Test
  void room_over_bound_loses_its_oldest_messages() throws Exception {
    MessageStore small = new InMemoryMessageStore(2, Long.MAX_VALUE);
    append(small, topic("garden", "roses"));
    appendChats(small, "1", "2", "3");

    assertEquals(List.of("2", "3"), lobbyTexts(small));
    assertEquals("roses", small.topic("garden").orElseThrow().content().text());
  }

  @Test
  void store_over_byte_limit_loses_its_oldest_messages() throws Exception {
    MessageStore small = new InMemoryMessageStore(1000, 1500);
    append(small, topic("garden", "roses"));
    appendChats(small, "1", "2", "3");

    assertEquals(List.of("1", "2", "3"), lobbyTexts(small));
    assertEquals(List.of(), small.before("garden", Long.MAX_VALUE, 10));
    appendChats(small, "x".repeat(10_000));
    assertEquals(1, lobbyTexts(small).size());
  }
}
