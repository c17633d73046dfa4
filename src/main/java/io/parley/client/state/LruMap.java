package io.parley.client.state;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is known of each room, by its key, of the rooms that were last heard of: a server that
 * invents rooms does not fill the memory.
 *
 * @param <V> what is known
 */
final class LruMap<V> extends LinkedHashMap<String, V> {
  private static final long serialVersionUID = 1;
  private static final int MAX_ENTRIES = 1000;

  LruMap() {
    super(16, 0.75f, true);
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
    return size() > MAX_ENTRIES;
  }
}
