package io.parley.client.state;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A map, for example from room keys, that keeps the {@value #MAX_ENTRIES} entries that were used
 * last, so that a server that invents rooms does not fill the memory.
 *
 * @param <V> the value of each key
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
