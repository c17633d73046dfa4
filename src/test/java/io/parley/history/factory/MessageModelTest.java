package io.parley.history.factory;

import static io.parley.history.MessageChangesContract.NO_BACKGROUND_INDEXING;
import static io.parley.history.TestMessages.query;
import static io.parley.history.TestMessages.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.history.HistorySettings;
import io.parley.history.InMemoryMessageStore;
import io.parley.history.MessageChanges;
import io.parley.history.MessageKind;
import io.parley.history.MessageStore;
import io.parley.history.NewMessage;
import io.parley.history.Quote;
import io.parley.history.Reaction;
import io.parley.history.SearchBudget;
import io.parley.history.StoredMessage;
import io.parley.history.UnreadCount;
import io.parley.history.postgres.PostgresTestServer;
import io.parley.history.sql.SqlMessageStore;
import io.parley.protocol.Nickname;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Random calls of a store and of a map that says what they must do. */
@Timeout(240)
class MessageModelTest {
  private static final int STEPS = 2000;
  private static final int STEPS_PER_CHECK = 20;
  private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
  private static final List<String> ROOMS = List.of("lobby", "Garden");
  private static final List<String> NICKNAMES = List.of("ann", "Ann", "bob", "Zoë", "eve");
  private static final List<String> EMOJI = List.of("👍", "🍵", "😀");
  private static final List<String> WORDS =
      List.of("apple", "plum", "cherry", "fig", "lemon", "茶", "quince", "medlar");

  @TempDir Path folder;

  private final long seed = Long.getLong("parley.test.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final TreeMap<Long, StoredMessage> model = new TreeMap<>();

  /** By the id of a message: by the emoji: the nickname, by the person. */
  private final Map<Long, Map<String, Map<String, String>>> reactions = new HashMap<>();

  private MessageStore store = new InMemoryMessageStore(10_000, 1 << 28);
  private Instant now = START;
  private int step;

  /** Starts the server outside of the timeout of a single test. */
  @BeforeAll
  static void start() {
    PostgresTestServer.shared();
  }

  @Test
  void store_in_memory_is_as_the_map() throws Exception {
    run(Optional.empty());
  }

  @Test
  void store_in_sqlite_is_as_the_map() throws Exception {
    run(Optional.of(settings(Map.of("url", "jdbc:sqlite:" + folder.resolve("parley.db")))));
  }

  @Test
  void store_in_postgresql_is_as_the_map() throws Exception {
    run(
        Optional.of(
            settings(
                Map.of("url", PostgresTestServer.shared().createDatabase(), "user", "postgres"))));
  }

  private void run(Optional<HistorySettings> settings) throws Exception {
    if (settings.isPresent()) {
      store = MessageStoreFactory.openSqlStore(settings.get(), NO_BACKGROUND_INDEXING);
    }
    try {
      for (step = 1; step <= STEPS; step++) {
        now = now.plusSeconds(1);
        next(settings);
        if (step % STEPS_PER_CHECK == 0) {
          check();
        }
      }
    } catch (AssertionError | Exception e) {
      throw new AssertionError("step " + step + " of -Dparley.test.seed=" + seed, e);
    } finally {
      store.close();
    }
  }

  private void next(Optional<HistorySettings> settings) throws Exception {
    switch (random.nextInt(100)) {
      case 0 -> prune();
      case 1 -> {
        if (settings.isPresent()) {
          store.close();
          store = MessageStoreFactory.openSqlStore(settings.get(), NO_BACKGROUND_INDEXING);
        }
      }
      case 2 -> {
        if (store instanceof SqlMessageStore sql) {
          sql.eraseAll();
        }
      }
      case 3, 4, 5, 6 -> {
        if (store instanceof SqlMessageStore sql) {
          sql.indexAll();
        }
      }
      case 7, 8 -> purge();
      default -> {
        switch (random.nextInt(5)) {
          case 0 -> edit();
          case 1 -> delete();
          case 2 -> react();
          default -> append();
        }
      }
    }
  }

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** Usually the id of a message of the room, sometimes of another room or of none. */
  private long anyId() {
    return model.isEmpty() ? 1 : random.nextLong(model.lastKey() + 1) + 1;
  }

  private String anyText() {
    return any(WORDS) + " " + any(WORDS) + " " + any(WORDS);
  }

  private OptionalLong anyAuthor() {
    int author = random.nextInt(-2, 3);
    return author == 0 ? OptionalLong.empty() : OptionalLong.of(author);
  }

  private static boolean isIn(String room, StoredMessage message) {
    return message.content().room().equalsIgnoreCase(room);
  }

  private Optional<StoredMessage> expected(String room, long id) {
    return Optional.ofNullable(model.get(id)).filter(message -> isIn(room, message));
  }

  private Optional<StoredMessage> editable(String room, long id) {
    return expected(room, id)
        .filter(message -> message.content().kind() != MessageKind.TOPIC)
        .filter(message -> message.changes().deletedBy().isEmpty());
  }

  /** As it must be read: with its reactions and its quote. */
  private StoredMessage complete(StoredMessage message) {
    List<Reaction> all = new ArrayList<>();
    reactions
        .getOrDefault(message.id(), Map.of())
        .forEach((emoji, people) -> all.add(new Reaction(emoji, List.copyOf(people.values()))));
    NewMessage content = message.content();
    Optional<Quote> quote =
        content.replyTo().isEmpty()
            ? Optional.empty()
            : expected(content.room(), content.replyTo().getAsLong())
                .map(
                    each -> new Quote(each.id(), each.content().nickname(), each.content().text()));
    return new StoredMessage(message.id(), content, message.changes().withReactions(all), quote);
  }

  private void append() throws Exception {
    List<NewMessage> batch = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      MessageKind kind = any(Arrays.asList(MessageKind.values()));
      batch.add(
          new NewMessage(
              any(ROOMS), now, any(NICKNAMES), kind, anyText(), anyAuthor(), anyAnswered()));
    }
    List<StoredMessage> stored = store.append(UUID.randomUUID(), batch);
    assertEquals(batch, stored.stream().map(StoredMessage::content).toList());
    stored.forEach(each -> model.put(each.id(), each.withQuote(Optional.empty())));
    assertEquals(stored.stream().map(this::complete).toList(), stored);
  }

  /** A message answers an earlier one, if any. */
  private OptionalLong anyAnswered() {
    return random.nextInt(3) > 0 || model.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(any(List.copyOf(model.keySet())));
  }

  private void edit() throws Exception {
    String room = any(ROOMS);
    long id = anyId();
    String text = anyText();
    Optional<StoredMessage> before = editable(room, id);
    before.ifPresent(
        message ->
            model.put(
                id,
                new StoredMessage(
                    id,
                    message.content().withText(text),
                    new MessageChanges(Optional.of(now), Optional.empty(), List.of()),
                    Optional.empty())));
    assertEquals(before.map(message -> complete(model.get(id))), store.edit(room, id, text, now));
  }

  private void delete() throws Exception {
    String room = any(ROOMS);
    List<Long> ids = Stream.generate(this::anyId).limit(1 + random.nextInt(3)).toList();
    List<Long> expected =
        ids.stream().distinct().filter(id -> editable(room, id).isPresent()).toList();
    expected.forEach(this::entomb);
    assertEquals(expected, store.delete(room, ids, "amy"));
  }

  private void entomb(long id) {
    NewMessage old = model.get(id).content();
    reactions.remove(id);
    model.put(
        id,
        new StoredMessage(
            id,
            new NewMessage(old.room(), old.time(), old.nickname(), old.kind(), ""),
            new MessageChanges(Optional.empty(), Optional.of("amy"), List.of()),
            Optional.empty()));
  }

  private void purge() throws Exception {
    String room = any(ROOMS);
    String nickname = any(NICKNAMES);
    OptionalLong author = anyAuthor();
    Instant since = now.minusSeconds(random.nextInt(100));
    int limit = 1 + random.nextInt(5);
    List<Long> expected =
        model.descendingMap().values().stream()
            .filter(message -> editable(room, message.id()).isPresent())
            .filter(message -> !message.content().time().isBefore(since))
            .filter(
                message ->
                    author.isPresent()
                        ? message.content().author().equals(author)
                        : message.content().nickname().equalsIgnoreCase(nickname))
            .map(StoredMessage::id)
            .limit(limit)
            .toList();
    expected.forEach(this::entomb);
    assertEquals(expected, store.purge(room, nickname, author, since, "amy", limit));
  }

  private void react() throws Exception {
    String room = any(ROOMS);
    long id = anyId();
    String emoji = any(EMOJI);
    String nickname = any(NICKNAMES);
    OptionalLong author = anyAuthor();
    boolean add = random.nextInt(3) > 0;
    boolean done = editable(room, id).isPresent();
    if (done) {
      String person = author.isPresent() ? author.toString() : Nickname.foldedKeyOf(nickname);
      Map<String, Map<String, String>> ofMessage =
          reactions.computeIfAbsent(id, key -> new LinkedHashMap<>());
      Map<String, String> people = ofMessage.computeIfAbsent(emoji, key -> new LinkedHashMap<>());
      if (add) {
        people.putIfAbsent(person, nickname);
      } else {
        people.remove(person);
      }
      if (people.isEmpty()) {
        ofMessage.remove(emoji);
      }
    }
    assertEquals(
        done ? Optional.of(complete(model.get(id))) : Optional.empty(),
        store.react(room, id, emoji, nickname, author, add));
  }

  private void prune() throws Exception {
    Instant olderThan = now.minusSeconds(300);
    List<Long> old =
        model.values().stream()
            .filter(message -> message.content().time().isBefore(olderThan))
            .filter(message -> !topic(message.content().room()).equals(Optional.of(message)))
            .map(StoredMessage::id)
            .toList();
    old.forEach(reactions::remove);
    old.forEach(model::remove);
    assertEquals(old.size(), store.prune(olderThan));
  }

  private Optional<StoredMessage> topic(String room) {
    return model.descendingMap().values().stream()
        .filter(message -> isIn(room, message))
        .filter(message -> message.content().kind() == MessageKind.TOPIC)
        .findFirst();
  }

  private List<StoredMessage> newest(String room) {
    return model.descendingMap().values().stream()
        .filter(message -> isIn(room, message))
        .map(this::complete)
        .toList();
  }

  private void check() throws Exception {
    assertEquals(
        model.values().stream().map(this::complete).toList(),
        store.after(0, Optional.empty(), Optional.empty(), 100_000));
    for (String room : ROOMS) {
      List<StoredMessage> newest = newest(room);
      List<StoredMessage> page = new ArrayList<>(newest.stream().limit(50).toList());
      Collections.reverse(page);
      assertEquals(page, store.before(room.toUpperCase(java.util.Locale.ROOT), Long.MAX_VALUE, 50));
      assertEquals(topic(room).map(this::complete), store.topic(room));
      assertEquals(
          new UnreadCount(
              newest.isEmpty() ? 0 : newest.get(0).id(),
              (int)
                  newest.stream()
                      .filter(each -> each.content().kind() != MessageKind.TOPIC)
                      .count(),
              true),
          store.countUnread(room, 0, 100_000));
      long id = anyId();
      assertEquals(expected(room, id).map(this::complete), store.find(room, id));
    }
    String word = any(WORDS);
    assertEquals(found(word, ""), search(word));
    assertEquals(found(word, "zoë"), search("from:ZOË " + word));
  }

  private List<Long> found(String word, String nickname) {
    return model.descendingMap().values().stream()
        .filter(message -> message.changes().deletedBy().isEmpty())
        .filter(message -> message.content().text().contains(word))
        .filter(
            message ->
                nickname.isEmpty() || message.content().nickname().equalsIgnoreCase(nickname))
        .map(StoredMessage::id)
        .toList();
  }

  private List<Long> search(String typed) throws Exception {
    return store
        .search(query(typed), Set.copyOf(ROOMS), 100_000, SearchBudget.UNLIMITED)
        .messages()
        .stream()
        .map(StoredMessage::id)
        .toList();
  }
}
