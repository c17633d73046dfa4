package io.parley.client.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class LruMapTest {
  @Test
  void forgets_what_was_not_heard_of_for_longest() {
    LruMap<Integer> latest = new LruMap<>();
    for (int i = 0; i < 1000; i++) {
      latest.put("room " + i, i);
    }
    assertEquals(0, latest.get("room 0"));
    latest.put("one more", 1);

    assertEquals(1000, latest.size());
    assertEquals(0, latest.get("room 0"));
    assertNull(latest.get("room 1"));
  }
}
