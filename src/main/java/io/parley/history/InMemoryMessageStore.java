package io.parley.history;

import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps the newest messages in memory, within a bound for each room and one for all. */
public final class InMemoryMessageStore implements MessageStore {
  private static final int MAX_TOKENS = 1000;
  private static final int SEARCH_CHUNK = 500;
  private static final int BYTES_PER_CHARACTER = 2;
  private static final int BYTES_PER_MESSAGE = 400;
  private static final int BYTES_PER_REACTION = 150;

  private final int maxPerRoom;
  private final long maxBytes;
  private final NavigableMap<Long, StoredMessage> messages = new TreeMap<>();
  private final Map<String, NavigableMap<Long, StoredMessage>> rooms = new HashMap<>();

  /** The reactions to messages by their ids, the oldest first. */
  private final Map<Long, List<PersonReaction>> reactions = new HashMap<>();

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
   * @param maxPerRoom the maximum number of messages of a room
   * @param maxBytes the maximum size of all messages, in bytes; an estimate
   */
  public InMemoryMessageStore(int maxPerRoom, long maxBytes) {
    this.maxPerRoom = maxPerRoom;
    this.maxBytes = maxBytes;
  }

  @Override
  public synchronized List<StoredMessage> append(UUID token, List<NewMessage> newMessages) {
    @Nullable Long before = tokens.get(token);
    long first = before == null ? lastId + 1 : before;
    List<StoredMessage> numbered = new ArrayList<>(newMessages.size());
    newMessages.forEach(
        content -> numbered.add(new StoredMessage(first + numbered.size(), content)));
    if (before == null) {
      numbered.forEach(this::add);
      tokens.put(token, first);
    }
    return quoted(numbered.stream());
  }

  @Override
  public synchronized List<StoredMessage> before(String room, long before, int limit) {
    List<StoredMessage> result =
        messagesOfRoom(room).headMap(before, false).descendingMap().values().stream()
            .limit(limit)
            .collect(Collectors.toCollection(ArrayList::new));
    Collections.reverse(result);
    return quoted(result.stream());
  }

  /** Adds what the messages answer. The stored ones have none, as it may change. */
  private synchronized List<StoredMessage> quoted(Stream<StoredMessage> found) {
    return found.map(message -> message.withQuote(quoteOf(message))).toList();
  }

  private Optional<Quote> quoteOf(StoredMessage message) {
    OptionalLong replyTo = message.content().replyTo();
    return replyTo.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(messagesOfKey(roomKeyOf(message)).get(replyTo.getAsLong()))
            .map(StoredMessage::asQuote);
  }

  @Override
  public synchronized Optional<StoredMessage> find(String room, long id) {
    return Optional.ofNullable(messagesOfRoom(room).get(id))
        .map(message -> message.withQuote(quoteOf(message)));
  }

  @Override
  public synchronized Optional<StoredMessage> edit(
      String room, long id, String text, Instant time) {
    Optional<StoredMessage> before = find(room, id).filter(StoredMessage::isEditable);
    before.ifPresent(
        message ->
            replace(
                new StoredMessage(
                    id,
                    message.content().withText(text),
                    new MessageChanges(
                        Optional.of(time), Optional.empty(), message.changes().reactions()),
                    Optional.empty())));
    return before.flatMap(message -> find(room, id));
  }

  @Override
  public synchronized List<Long> delete(String room, List<Long> ids, String deletedBy) {
    List<StoredMessage> deleted =
        ids.stream()
            .distinct()
            .flatMap(id -> find(room, id).filter(StoredMessage::isEditable).stream())
            .toList();
    MessageChanges changes =
        new MessageChanges(Optional.empty(), Optional.of(deletedBy), List.of());
    for (StoredMessage message : deleted) {
      setReactions(message.id(), List.of());
      NewMessage content = message.content().withoutText();
      replace(new StoredMessage(message.id(), content, changes, Optional.empty()));
    }
    return deleted.stream().map(StoredMessage::id).toList();
  }

  @Override
  public synchronized List<Long> purge(
      String room,
      String nickname,
      OptionalLong author,
      Instant since,
      String deletedBy,
      int limit) {
    PurgeScan scan = new PurgeScan(nickname, author, since, limit);
    messagesOfRoom(room).descendingMap().values().stream()
        .takeWhile(message -> !scan.isDone())
        .forEach(scan::add);
    return delete(room, scan.found(), deletedBy);
  }

  @Override
  public synchronized Optional<StoredMessage> react(
      String room, long id, String emoji, String nickname, OptionalLong author, boolean add) {
    PersonReaction reaction = new PersonReaction(emoji, nickname, author);
    if (find(room, id).filter(StoredMessage::isEditable).isEmpty()) {
      return Optional.empty();
    }
    List<PersonReaction> before = reactions.getOrDefault(id, List.of());
    setReactions(id, add ? reaction.addTo(before) : reaction.takeFrom(before));
    removeOverflow();
    return find(room, id);
  }

  private void setReactions(long id, List<PersonReaction> after) {
    int before = reactions.getOrDefault(id, List.of()).size();
    totalBytes += (long) BYTES_PER_REACTION * (after.size() - before);
    if (after.isEmpty()) {
      reactions.remove(id);
    } else {
      reactions.put(id, after);
    }
    StoredMessage message = messages.get(id);
    if (message != null) {
      replace(message.withChanges(message.changes().withReactions(Reaction.of(after))));
    }
  }

  /** Replaces a message by the same one after a change. */
  private void replace(StoredMessage message) {
    StoredMessage before = messages.put(message.id(), message);
    if (before != null) {
      totalBytes -= bytesOf(before);
    }
    totalBytes += bytesOf(message);
    messagesOfKey(roomKeyOf(message)).put(message.id(), message);
  }

  @Override
  public synchronized Optional<StoredMessage> topic(String room) {
    return currentTopic(room).map(message -> message.withQuote(quoteOf(message)));
  }

  private Optional<StoredMessage> currentTopic(String room) {
    return messagesOfRoom(room).descendingMap().values().stream()
        .filter(message -> message.content().kind() == MessageKind.TOPIC)
        .findFirst();
  }

  @Override
  public synchronized UnreadCount countUnread(String room, long after, int limit) {
    NavigableMap<Long, StoredMessage> all = messagesOfRoom(room);
    List<StoredMessage> newest =
        all.tailMap(after, false).descendingMap().values().stream().limit(limit).toList();
    long messages =
        newest.stream().filter(message -> message.content().kind() != MessageKind.TOPIC).count();
    return new UnreadCount(
        all.isEmpty() ? 0 : all.lastKey(), (int) messages, newest.size() < limit);
  }

  @Override
  public SearchResult search(
      SearchQuery query, Set<String> roomNames, int limit, SearchBudget budget) {
    SearchTerms terms = SearchTerms.of(query.words());
    if (limit < 1 || (terms.isEmpty() && !query.words().isBlank())) {
      return SearchResult.complete(List.of());
    }
    Predicate<StoredMessage> condition = conditionOf(query, roomNames);
    SearchBudget.Meter meter = budget.start();
    List<StoredMessage> found = new ArrayList<>();
    long searched = 0;
    // In chunks, so that a writer does not wait for the end of the search.
    for (List<StoredMessage> chunk = chunkBelow(Long.MAX_VALUE);
        !chunk.isEmpty();
        chunk = chunkBelow(chunk.get(chunk.size() - 1).id())) {
      for (StoredMessage message : chunk) {
        if (meter.isExceeded() && searched > 0) {
          return new SearchResult(found, OptionalLong.of(searched));
        }
        searched++;
        if (condition.test(message)) {
          meter.addRow();
          if (SearchTerms.of(message.content().text()).containsAll(terms)) {
            found.addAll(quoted(Stream.of(message)));
          }
        }
        if (found.size() == limit) {
          return SearchResult.complete(found);
        }
      }
    }
    return SearchResult.complete(found);
  }

  /** The condition of a query without its words. */
  private static Predicate<StoredMessage> conditionOf(SearchQuery query, Set<String> roomNames) {
    Set<String> keys = roomNames.stream().map(RoomName::keyOf).collect(Collectors.toSet());
    query.in().ifPresent(room -> keys.retainAll(Set.of(RoomName.keyOf(room))));
    Optional<String> from = query.from().map(Nickname::foldedKeyOf);
    return message -> {
      Instant time = message.content().time();
      return !message.isDeleted()
          && keys.contains(roomKeyOf(message))
          && (from.isEmpty()
              || from.get().equals(Nickname.foldedKeyOf(message.content().nickname())))
          && query.before().map(time::isBefore).orElse(true)
          && query.after().map(after -> !time.isBefore(after)).orElse(true);
    };
  }

  private synchronized List<StoredMessage> chunkBelow(long id) {
    return messages.headMap(id, false).descendingMap().values().stream()
        .limit(SEARCH_CHUNK)
        .toList();
  }

  @Override
  public synchronized List<StoredMessage> after(
      long id, Optional<String> room, Optional<Instant> since, int limit) {
    return quoted(
        room.map(this::messagesOfRoom).orElse(messages).tailMap(id, false).values().stream()
            .filter(
                message -> since.map(time -> !message.content().time().isBefore(time)).orElse(true))
            .limit(limit));
  }

  @Override
  public synchronized int importMessages(List<StoredMessage> imported) throws RefusedIdException {
    ImportedIds.requireNoJump(lastId, imported);
    Map<Long, StoredMessage> added = new TreeMap<>();
    for (StoredMessage message : imported) {
      StoredMessage existing = messages.getOrDefault(message.id(), added.get(message.id()));
      if (existing == null) {
        added.put(message.id(), message.withQuote(Optional.empty()));
      } else if (!existing.isVersionOf(message)) {
        throw RefusedIdException.conflict(message.id());
      }
    }
    for (StoredMessage message : added.values()) {
      add(message.withChanges(message.changes().withReactions(List.of())));
      if (messages.containsKey(message.id())) {
        setReactions(message.id(), PersonReaction.of(message.changes().reactions()));
      }
    }
    removeOverflow();
    return added.size();
  }

  @Override
  public synchronized long prune(Instant olderThan) {
    return prune(message -> message.content().time().isBefore(olderThan));
  }

  @Override
  public synchronized long prune(String room, Instant olderThan) {
    String key = RoomName.keyOf(room);
    return prune(
        message ->
            message.content().time().isBefore(olderThan)
                && RoomName.keyOf(message.content().room()).equals(key));
  }

  private long prune(Predicate<StoredMessage> isOld) {
    List<StoredMessage> old =
        messages.values().stream()
            .filter(isOld)
            .filter(message -> !currentTopic(message.content().room()).equals(Optional.of(message)))
            .toList();
    old.forEach(this::remove);
    return old.size();
  }

  /** The constructor has its own bound. */
  @Override
  public long pruneToSize(long maxBytes) {
    return 0;
  }

  @Override
  public synchronized MessageCount count(Duration limit) {
    return new MessageCount(messages.size(), true);
  }

  @Override
  public void close() {
    // A store in memory has no resources.
  }

  private void add(StoredMessage message) {
    lastId = Math.max(lastId, message.id());
    messages.put(message.id(), message);
    NavigableMap<Long, StoredMessage> room =
        rooms.computeIfAbsent(roomKeyOf(message), key -> new TreeMap<>());
    room.put(message.id(), message);
    totalBytes += bytesOf(message);
    if (room.size() > maxPerRoom) {
      remove(room.firstEntry().getValue());
    }
    removeOverflow();
  }

  private void removeOverflow() {
    while (totalBytes > maxBytes && messages.size() > 1) {
      remove(messages.firstEntry().getValue());
    }
  }

  private void remove(StoredMessage message) {
    setReactions(message.id(), List.of());
    messages.remove(message.id());
    totalBytes -= bytesOf(message);
    String key = roomKeyOf(message);
    NavigableMap<Long, StoredMessage> room = messagesOfKey(key);
    room.remove(message.id());
    if (room.isEmpty()) {
      rooms.remove(key);
    }
  }

  private NavigableMap<Long, StoredMessage> messagesOfRoom(String room) {
    return messagesOfKey(RoomName.keyOf(room));
  }

  private NavigableMap<Long, StoredMessage> messagesOfKey(String key) {
    return rooms.getOrDefault(key, Collections.emptyNavigableMap());
  }

  private static String roomKeyOf(StoredMessage message) {
    return RoomName.keyOf(message.content().room());
  }

  private static long bytesOf(StoredMessage message) {
    return BYTES_PER_MESSAGE + (long) BYTES_PER_CHARACTER * message.content().text().length();
  }
}
