package io.parley.history;

import com.typesafe.config.ConfigFactory;
import io.parley.protocol.RejectedException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What the tests of the history say and ask. */
final class Sayings {
  static final Instant NOON = Instant.parse("2026-01-31T12:00:00.123456Z");
  static final String ROOM = "lobby";

  private Sayings() {}

  static Saying chat(String text) {
    return new Saying(ROOM, NOON, "ann", Kind.CHAT, text);
  }

  static Saying topic(String room, String text) {
    return new Saying(room, NOON, "ann", Kind.TOPIC, text);
  }

  static List<Entry> append(HistoryStore store, Saying... sayings) throws HistoryException {
    return store.append(UUID.randomUUID(), List.of(sayings));
  }

  static List<Entry> appendChats(HistoryStore store, String... texts) throws HistoryException {
    return append(
        store, List.of(texts).stream().map(Sayings::chat).toList().toArray(new Saying[0]));
  }

  static List<String> past(HistoryStore store) throws HistoryException {
    return texts(store.past(ROOM, Long.MAX_VALUE, 1000));
  }

  static List<String> search(HistoryStore store, String typed) throws HistoryException {
    return texts(store.search(query(typed), Set.of(ROOM, "garden"), 50));
  }

  static SearchQuery query(String typed) {
    try {
      return SearchQuery.parse(typed, ZoneOffset.UTC);
    } catch (RejectedException e) {
      throw new AssertionError(e);
    }
  }

  static List<String> texts(List<Entry> entries) {
    return entries.stream().map(entry -> entry.saying().text()).toList();
  }

  static HistorySettings settings(Map<String, Object> changes) throws Exception {
    return HistorySettings.read(
        ConfigFactory.parseMap(changes)
            .atPath("parley.history")
            .withFallback(ConfigFactory.parseResources("reference.conf"))
            .resolve());
  }
}
