package io.parley.history.sql;

import io.parley.history.StoredMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What was stored last and is not indexed yet, so that it need not be read from the database again,
 * which takes as long as to index it. It is only help: what is not in here is in the database.
 *
 * <p>Ids follow one another without a gap. Bounded: where too much gathers it is forgotten.
 */
final class UnindexedBuffer {
  private static final int MAX_MESSAGES = 20_000;
  private static final int MAX_CHARACTERS = 4 * 1024 * 1024;

  private final Deque<StoredMessage> messages = new ArrayDeque<>(); // guarded by this
  private int characters; // of their texts; guarded by this

  /** These were stored, in the order of their ids. */
  synchronized void add(List<StoredMessage> stored) {
    for (StoredMessage entry : stored) {
      if (!messages.isEmpty() && messages.getLast().id() + 1 != entry.id()) {
        clear(); // others store, too, or what is here was stored before
      }
      messages.addLast(entry);
      characters += entry.content().text().length();
    }
    if (messages.size() > MAX_MESSAGES || characters > MAX_CHARACTERS) {
      clear();
    }
  }

  /**
   * What follows an id; empty if that is to be looked up. What does not follow it is forgotten.
   *
   * @param limit the most entries
   */
  synchronized List<StoredMessage> after(long id, int limit) {
    while (!messages.isEmpty() && messages.getFirst().id() <= id) {
      characters -= messages.removeFirst().content().text().length();
    }
    if (messages.isEmpty() || messages.getFirst().id() != id + 1) {
      return List.of(); // those before the first are to be looked up
    }
    return messages.stream().limit(limit).toList();
  }

  synchronized void clear() {
    messages.clear();
    characters = 0;
  }
}
