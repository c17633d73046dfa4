package io.parley.history;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What was stored last and is not indexed yet, so that it need not be read from the database again,
 * which takes as long as to index it. It is only help: what is not in here is in the database.
 *
 * <p>Ids follow one another without a gap. Bounded: where too much gathers it is forgotten.
 */
final class Fresh {
  private static final int MOST_ENTRIES = 20_000;
  private static final int MOST_CHARACTERS = 4 * 1024 * 1024;

  private final Deque<Entry> entries = new ArrayDeque<>(); // guarded by this
  private int characters; // of their texts; guarded by this

  /** These were stored, in the order of their ids. */
  synchronized void add(List<Entry> stored) {
    for (Entry entry : stored) {
      if (!entries.isEmpty() && entries.getLast().id() + 1 != entry.id()) {
        forget(); // others store, too, or what is here was stored before
      }
      entries.addLast(entry);
      characters += entry.saying().text().length();
    }
    if (entries.size() > MOST_ENTRIES || characters > MOST_CHARACTERS) {
      forget();
    }
  }

  /**
   * What follows an id; empty if that is to be looked up. What does not follow it is forgotten.
   *
   * @param limit the most entries
   */
  synchronized List<Entry> after(long id, int limit) {
    while (!entries.isEmpty() && entries.getFirst().id() <= id) {
      characters -= entries.removeFirst().saying().text().length();
    }
    if (entries.isEmpty() || entries.getFirst().id() != id + 1) {
      return List.of(); // those before the first are to be looked up
    }
    return entries.stream().limit(limit).toList();
  }

  synchronized void forget() {
    entries.clear();
    characters = 0;
  }
}
