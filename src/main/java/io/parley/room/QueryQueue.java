package io.parley.room;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Queries that wait until one of a limited number may run. Askers have turns: each asker's next
 * query runs before the second one of any other. One actor owns it.
 *
 * @param <A> the asker
 * @param <Q> the query
 */
final class QueryQueue<A, Q> {
  private final int maxRunning;
  private final Map<A, Deque<Q>> waiting = new LinkedHashMap<>(); // the next turn first
  private int size;
  private int running;

  /**
   * Creates an empty queue.
   *
   * @param maxRunning the maximum number of queries that run at the same time
   */
  QueryQueue(int maxRunning) {
    this.maxRunning = maxRunning;
  }

  void add(A asker, Q query) {
    waiting.computeIfAbsent(asker, a -> new ArrayDeque<>()).add(query);
    size++;
  }

  /** The number of queries that wait. */
  int size() {
    return size;
  }

  /** Takes the next query, which runs from now on; empty if none waits or too many run. */
  Optional<Q> startNext() {
    if (size == 0 || running >= maxRunning) {
      return Optional.empty();
    }
    Map.Entry<A, Deque<Q>> turn = waiting.entrySet().iterator().next();
    A asker = turn.getKey();
    Deque<Q> queries = turn.getValue();
    waiting.remove(asker);
    Q next = queries.remove();
    if (!queries.isEmpty()) {
      waiting.put(asker, queries); // behind the others
    }
    size--;
    running++;
    return Optional.of(next);
  }

  /** Removes queries that wait. */
  void removeIf(Predicate<Q> unwanted) {
    waiting.values().forEach(queries -> queries.removeIf(unwanted));
    waiting.values().removeIf(Deque::isEmpty);
    size = waiting.values().stream().mapToInt(Deque::size).sum();
  }

  /** A query that was started has ended. */
  void ended() {
    running--;
  }
}
