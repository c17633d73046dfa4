package io.parley.history.sql;

import io.parley.history.StoredMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Keeps the newest messages that are not indexed yet, so that the indexer need not read them from
 * the database. Reading a message takes as long as indexing it. A message that is not here is in
 * the database.
 *
 * <p>The ids have no gap. When the buffer exceeds its bound it is cleared.
 */
final class UnindexedBuffer {
  private static final int MAX_MESSAGES = 20_000;
  private static final int MAX_CHARACTERS = 4 * 1024 * 1024;

  private final Deque<StoredMessage> messages = new ArrayDeque<>(); // guarded by this
  private int characters; // of their texts; guarded by this

  /** Adds stored messages, in the order of their ids. */
  synchronized void add(List<StoredMessage> stored) {
    for (StoredMessage message : stored) {
      if (!messages.isEmpty() && messages.getLast().id() + 1 != message.id()) {
        clear(); // another process stores as well, or this is a repeated append
      }
      messages.addLast(message.withQuote(Optional.empty())); // a quote may be deleted meanwhile
      characters += message.content().text().length();
    }
    if (messages.size() > MAX_MESSAGES || characters > MAX_CHARACTERS) {
      clear();
    }
  }

  /**
   * Returns the messages after an id, and drops those up to it; empty if the database must be read.
   *
   * @param limit the maximum number of messages
   */
  synchronized List<StoredMessage> after(long id, int limit) {
    while (!messages.isEmpty() && messages.getFirst().id() <= id) {
      characters -= messages.removeFirst().content().text().length();
    }
    if (messages.isEmpty() || messages.getFirst().id() != id + 1) {
      return List.of(); // the database has messages before the first buffered message
    }
    return messages.stream().limit(limit).toList();
  }

  /** Replaces those messages that are here by others with the same ids. */
  synchronized void replace(List<StoredMessage> changed) {
    if (messages.isEmpty()
        || changed.stream().noneMatch(message -> message.id() >= messages.getFirst().id())) {
      return;
    }
    Map<Long, StoredMessage> byId =
        changed.stream().collect(Collectors.toMap(StoredMessage::id, message -> message));
    List<StoredMessage> all = List.copyOf(messages);
    clear();
    for (StoredMessage message : all) {
      StoredMessage current = byId.getOrDefault(message.id(), message);
      messages.addLast(current.withQuote(Optional.empty()));
      characters += current.content().text().length();
    }
  }

  synchronized void clear() {
    messages.clear();
    characters = 0;
  }
}
