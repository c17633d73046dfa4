package io.parley.client.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class LruMapTest {
  @Test
  void removes_least_recently_used_entry_when_full() {
    LruMap<Integer> map = new LruMap<>();
    for (int i = 0; i < 1000; i++) {
      map.put("room " + i, i);
    }
    assertEquals(0, map.get("room 0"));
    map.put("one more", 1);

    assertEquals(1000, map.size());
    assertEquals(0, map.get("room 0"));
    assertNull(map.get("room 1"));
  }
}
