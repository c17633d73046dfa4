package io.parley.history;

import com.typesafe.config.ConfigFactory;
import io.parley.protocol.RejectedException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Messages, queries and settings for tests of the history. */
public final class TestMessages {
  static final Instant NOON = Instant.parse("2026-01-31T12:00:00.123456Z");
  static final String ROOM = "lobby";

  private TestMessages() {}

  public static NewMessage chat(String text) {
    return new NewMessage(ROOM, NOON, "ann", MessageKind.CHAT, text);
  }

  public static NewMessage topic(String room, String text) {
    return new NewMessage(room, NOON, "ann", MessageKind.TOPIC, text);
  }

  public static List<StoredMessage> append(MessageStore store, NewMessage... messages)
      throws HistoryException {
    return store.append(UUID.randomUUID(), List.of(messages));
  }

  public static List<StoredMessage> appendChats(MessageStore store, String... texts)
      throws HistoryException {
    return append(
        store, List.of(texts).stream().map(TestMessages::chat).toList().toArray(new NewMessage[0]));
  }

  public static List<String> lobbyTexts(MessageStore store) throws HistoryException {
    return texts(store.before(ROOM, Long.MAX_VALUE, 1000));
  }

  public static List<String> search(MessageStore store, String typed) throws HistoryException {
    return texts(
        store.search(query(typed), Set.of(ROOM, "garden"), 50, SearchBudget.UNLIMITED).messages());
  }

  public static SearchQuery query(String typed) {
    try {
      return SearchQuery.parse(typed, ZoneOffset.UTC);
    } catch (RejectedException e) {
      throw new AssertionError(e);
    }
  }

  static List<String> texts(List<StoredMessage> messages) {
    return messages.stream().map(message -> message.content().text()).toList();
  }

  public static HistorySettings settings(Map<String, Object> changes) throws Exception {
    return HistorySettings.read(
        ConfigFactory.parseMap(changes)
            .atPath("parley.history")
            .withFallback(ConfigFactory.parseResources("reference.conf"))
            .resolve());
  }
}
