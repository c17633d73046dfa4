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

/** The newest of what was said, in memory: bounded for each room and altogether. */
final class MemoryStore implements HistoryStore {
  private static final int TOKENS = 1000;
  private static final int BYTES_PER_CHARACTER = 2;
  private static final int BYTES_PER_ENTRY = 400;

  private final int tail;
  private final long most;
  private final NavigableMap<Long, Entry> entries = new TreeMap<>();
  private final Map<String, NavigableMap<Long, Entry>> rooms = new HashMap<>();
  private final Map<UUID, Long> tokens =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Long> eldest) {
          return size() > TOKENS;
        }
      };
  private long last;
  private long size;

  /**
   * @param tail the most entries of a room
   * @param most the most bytes of all, about
   */
  MemoryStore(int tail, long most) {
    this.tail = tail;
    this.most = most;
  }

  @Override
  public synchronized List<Entry> append(UUID token, List<Saying> sayings) {
    @Nullable Long before = tokens.get(token);
    long first = before == null ? last + 1 : before;
    List<Entry> numbered = new ArrayList<>(sayings.size());
    sayings.forEach(saying -> numbered.add(new Entry(first + numbered.size(), saying)));
    if (before == null) {
      numbered.forEach(this::add);
      tokens.put(token, first);
    }
    return List.copyOf(numbered);
  }

  @Override
  public synchronized List<Entry> past(String room, long before, int limit) {
    List<Entry> past =
        ofRoom(room).headMap(before, false).descendingMap().values().stream()
            .limit(limit)
            .collect(Collectors.toCollection(ArrayList::new));
    Collections.reverse(past);
    return past;
  }

  @Override
  public synchronized Optional<Entry> topic(String room) {
    return ofRoom(room).descendingMap().values().stream()
        .filter(entry -> entry.saying().kind() == Kind.TOPIC)
        .findFirst();
  }

  @Override
  public synchronized List<Entry> search(SearchQuery query, Set<String> among, int limit) {
    Set<String> keys = among.stream().map(Names::fold).collect(Collectors.toSet());
    Optional<String> from = query.from().map(Names::fold);
    Optional<String> in = query.in().map(Names::fold);
    Terms wanted = Terms.of(query.words());
    if (wanted.isEmpty() && !query.words().isBlank()) {
      return List.of();
    }
    Stream<Entry> all = entries.descendingMap().values().stream();
    return all.filter(entry -> keys.contains(roomOf(entry)))
        .filter(entry -> in.isEmpty() || in.get().equals(roomOf(entry)))
        .filter(entry -> from.isEmpty() || from.get().equals(Names.fold(entry.saying().nickname())))
        .filter(entry -> query.before().map(entry.saying().time()::isBefore).orElse(true))
        .filter(
            entry -> query.after().map(time -> !entry.saying().time().isBefore(time)).orElse(true))
        .filter(entry -> Terms.of(entry.saying().text()).contain(wanted))
        .limit(Math.max(0, limit))
        .toList();
  }

  @Override
  public synchronized List<Entry> after(
      long id, Optional<String> room, Optional<Instant> since, int limit) {
    return room.map(this::ofRoom).orElse(entries).tailMap(id, false).values().stream()
        .filter(entry -> since.map(time -> !entry.saying().time().isBefore(time)).orElse(true))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized int restore(List<Entry> restored) throws ConflictException {
    Map<Long, Entry> fresh = new TreeMap<>();
    for (Entry entry : restored) {
      Entry here = entries.getOrDefault(entry.id(), fresh.get(entry.id()));
      if (here == null) {
        fresh.put(entry.id(), entry);
      } else if (!here.equals(entry)) {
        throw new ConflictException(entry.id());
      }
    }
    fresh.values().forEach(this::add);
    return fresh.size();
  }

  @Override
  public synchronized long prune(Instant olderThan) {
    List<Entry> old =
        entries.values().stream()
            .filter(entry -> entry.saying().time().isBefore(olderThan))
            .filter(entry -> !topic(entry.saying().room()).equals(Optional.of(entry)))
            .toList();
    old.forEach(this::remove);
    return old.size();
  }

  @Override
  public void close() {
    // Nothing is held but memory.
  }

  private void add(Entry entry) {
    last = Math.max(last, entry.id());
    entries.put(entry.id(), entry);
    NavigableMap<Long, Entry> room = rooms.computeIfAbsent(roomOf(entry), key -> new TreeMap<>());
    room.put(entry.id(), entry);
    size += sizeOf(entry);
    if (room.size() > tail) {
      remove(room.firstEntry().getValue());
    }
    while (size > most && entries.size() > 1) {
      remove(entries.firstEntry().getValue());
    }
  }

  private void remove(Entry entry) {
    entries.remove(entry.id());
    size -= sizeOf(entry);
    String key = roomOf(entry);
    NavigableMap<Long, Entry> room = ofKey(key);
    room.remove(entry.id());
    if (room.isEmpty()) {
      rooms.remove(key);
    }
  }

  private NavigableMap<Long, Entry> ofRoom(String room) {
    return ofKey(Names.fold(room));
  }

  private NavigableMap<Long, Entry> ofKey(String key) {
    return rooms.getOrDefault(key, Collections.emptyNavigableMap());
  }

  private static String roomOf(Entry entry) {
    return Names.fold(entry.saying().room());
  }

  private static long sizeOf(Entry entry) {
    return BYTES_PER_ENTRY + (long) BYTES_PER_CHARACTER * entry.saying().text().length();
  }
}
