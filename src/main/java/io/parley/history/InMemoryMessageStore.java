package io.parley.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps the newest messages in memory, within a bound for each room and one for all. */
public final class InMemoryMessageStore implements MessageStore {
  private static final int MAX_TOKENS = 1000;
  private static final int BYTES_PER_CHARACTER = 2;
  private static final int BYTES_PER_MESSAGE = 400;

  private final int maxPerRoom;
  private final long maxBytes;
  private final NavigableMap<Long, StoredMessage> messages = new TreeMap<>();
  private final Map<String, NavigableMap<Long, StoredMessage>> rooms = new HashMap<>();
  private final Map<UUID, Long> tokens =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Long> eldest) {
          return size() > MAX_TOKENS;
        }
      };
  private long lastId;
  private long totalBytes;

  /**
   * @param tail the most messages of a room
   * @param most the most bytes of all messages, approximately
   */
  public InMemoryMessageStore(int tail, long most) {
    this.maxPerRoom = tail;
    this.maxBytes = most;
  }

  @Override
  public synchronized List<StoredMessage> append(UUID token, List<NewMessage> sayings) {
    @Nullable Long before = tokens.get(token);
    long first = before == null ? lastId + 1 : before;
    List<StoredMessage> numbered = new ArrayList<>(sayings.size());
    sayings.forEach(saying -> numbered.add(new StoredMessage(first + numbered.size(), saying)));
    if (before == null) {
      numbered.forEach(this::add);
      tokens.put(token, first);
    }
    return List.copyOf(numbered);
  }

  @Override
  public synchronized List<StoredMessage> before(String room, long before, int limit) {
    List<StoredMessage> past =
        messagesOfRoom(room).headMap(before, false).descendingMap().values().stream()
            .limit(limit)
            .collect(Collectors.toCollection(ArrayList::new));
    Collections.reverse(past);
    return past;
  }

  @Override
  public synchronized Optional<StoredMessage> topic(String room) {
    return messagesOfRoom(room).descendingMap().values().stream()
        .filter(entry -> entry.content().kind() == MessageKind.TOPIC)
        .findFirst();
  }

  @Override
  public synchronized List<StoredMessage> search(SearchQuery query, Set<String> among, int limit) {
    Set<String> keys = among.stream().map(NameKeys::keyOf).collect(Collectors.toSet());
    Optional<String> from = query.from().map(NameKeys::keyOf);
    Optional<String> in = query.in().map(NameKeys::keyOf);
    SearchTerms wanted = SearchTerms.of(query.words());
    if (wanted.isEmpty() && !query.words().isBlank()) {
      return List.of();
    }
    Stream<StoredMessage> all = messages.descendingMap().values().stream();
    return all.filter(entry -> keys.contains(roomKeyOf(entry)))
        .filter(entry -> in.isEmpty() || in.get().equals(roomKeyOf(entry)))
        .filter(
            entry ->
                from.isEmpty() || from.get().equals(NameKeys.keyOf(entry.content().nickname())))
        .filter(entry -> query.before().map(entry.content().time()::isBefore).orElse(true))
        .filter(
            entry -> query.after().map(time -> !entry.content().time().isBefore(time)).orElse(true))
        .filter(entry -> SearchTerms.of(entry.content().text()).containsAll(wanted))
        .limit(Math.max(0, limit))
        .toList();
  }

  @Override
  public synchronized List<StoredMessage> after(
      long id, Optional<String> room, Optional<Instant> since, int limit) {
    return room.map(this::messagesOfRoom).orElse(messages).tailMap(id, false).values().stream()
        .filter(entry -> since.map(time -> !entry.content().time().isBefore(time)).orElse(true))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized int importMessages(List<StoredMessage> restored) throws IdConflictException {
    Map<Long, StoredMessage> fresh = new TreeMap<>();
    for (StoredMessage entry : restored) {
      StoredMessage here = messages.getOrDefault(entry.id(), fresh.get(entry.id()));
      if (here == null) {
        fresh.put(entry.id(), entry);
      } else if (!here.equals(entry)) {
        throw new IdConflictException(entry.id());
      }
    }
    fresh.values().forEach(this::add);
    return fresh.size();
  }

  @Override
  public synchronized long prune(Instant olderThan) {
    List<StoredMessage> old =
        messages.values().stream()
            .filter(entry -> entry.content().time().isBefore(olderThan))
            .filter(entry -> !topic(entry.content().room()).equals(Optional.of(entry)))
            .toList();
    old.forEach(this::remove);
    return old.size();
  }

  @Override
  public void close() {
    // There is nothing to close.
  }

  private void add(StoredMessage entry) {
    lastId = Math.max(lastId, entry.id());
    messages.put(entry.id(), entry);
    NavigableMap<Long, StoredMessage> room =
        rooms.computeIfAbsent(roomKeyOf(entry), key -> new TreeMap<>());
    room.put(entry.id(), entry);
    totalBytes += bytesOf(entry);
    if (room.size() > maxPerRoom) {
      remove(room.firstEntry().getValue());
    }
    while (totalBytes > maxBytes && messages.size() > 1) {
      remove(messages.firstEntry().getValue());
    }
  }

  private void remove(StoredMessage entry) {
    messages.remove(entry.id());
    totalBytes -= bytesOf(entry);
    String key = roomKeyOf(entry);
    NavigableMap<Long, StoredMessage> room = messagesOfKey(key);
    room.remove(entry.id());
    if (room.isEmpty()) {
      rooms.remove(key);
    }
  }

  private NavigableMap<Long, StoredMessage> messagesOfRoom(String room) {
    return messagesOfKey(NameKeys.keyOf(room));
  }

  private NavigableMap<Long, StoredMessage> messagesOfKey(String key) {
    return rooms.getOrDefault(key, Collections.emptyNavigableMap());
  }

  private static String roomKeyOf(StoredMessage entry) {
    return NameKeys.keyOf(entry.content().room());
  }

  private static long bytesOf(StoredMessage entry) {
    return BYTES_PER_MESSAGE + (long) BYTES_PER_CHARACTER * entry.content().text().length();
  }
}
