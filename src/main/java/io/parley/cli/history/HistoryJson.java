package io.parley.cli.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.parley.conversation.NewPrivateMessage;
import io.parley.conversation.StoredPrivateMessage;
import io.parley.history.ImportedIds;
import io.parley.history.MessageKind;
import io.parley.history.NewMessage;
import io.parley.history.StoredMessage;
import io.parley.protocol.RejectedException;
import io.parley.protocol.RoomName;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Writes a stored message as one line of JSON, and reads it. */
public final class HistoryJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private HistoryJson() {}

  static String write(StoredMessage message) {
    NewMessage content = message.content();
    return JSON.createObjectNode()
        .put("id", message.id())
        .put("room", content.room())
        .put("time", content.time().toString())
        .put("nickname", content.nickname())
        .put("kind", content.kind().storedName())
        .put("text", content.text())
        .toString();
  }

  /** A private message has {@code to} in place of a room. */
  static String write(StoredPrivateMessage message) {
    NewPrivateMessage content = message.content();
    return JSON.createObjectNode()
        .put("id", message.id())
        .put("time", content.time().toString())
        .put("nickname", content.sender().nickname())
        .put("to", content.receiver().nickname())
        .put("kind", content.kind().storedName())
        .put("text", content.text())
        .toString();
  }

  /**
   * Reads a line. Unknown fields are ignored. Without an id, which another program does not have,
   * the room must be one that members can enter, and may begin with {@code #}; the kind is chat if
   * it is missing.
   *
   * @throws IllegalArgumentException if it is invalid; the message is shown to the user
   */
  public static ImportLine read(String line) {
    JsonNode node;
    try {
      node = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("is not JSON: " + e.getOriginalMessage(), e);
    }
    if (!node.isObject()) {
      throw new IllegalArgumentException("is not a JSON object");
    }
    if (node.has("to") && !node.has("room")) {
      MessageKind kind = kind(node);
      if (kind == MessageKind.TOPIC) {
        throw new IllegalArgumentException("has no valid 'kind'");
      }
      return new ImportLine(
          OptionalLong.empty(), message(node, "", kind), Optional.of(text(node, "to")));
    }
    if (!node.has("id")) {
      MessageKind kind = node.has("kind") ? kind(node) : MessageKind.CHAT;
      return new ImportLine(OptionalLong.empty(), message(node, room(node), kind));
    }
    return new ImportLine(OptionalLong.of(id(node)), message(node, text(node, "room"), kind(node)));
  }

  private static NewMessage message(JsonNode node, String room, MessageKind kind) {
    return new NewMessage(room, time(node), text(node, "nickname"), kind, text(node, "text"));
  }

  private static long id(JsonNode node) {
    JsonNode id = node.path("id");
    if (!id.isIntegralNumber()) {
      throw new IllegalArgumentException("has no integer 'id'");
    }
    if (!id.canConvertToLong() || id.longValue() < 1 || id.longValue() > ImportedIds.MAX) {
      throw new IllegalArgumentException("has an 'id' that is not from 1 to " + ImportedIds.MAX);
    }
    return id.longValue();
  }

  private static String room(JsonNode node) {
    try {
      return RoomName.parse(RoomName.stripHash(text(node, "room"))).value();
    } catch (RejectedException e) {
      throw new IllegalArgumentException(
          "has a 'room' that nobody can enter: " + e.getMessage(), e);
    }
  }

  private static Instant time(JsonNode node) {
    try {
      return Instant.parse(text(node, "time"));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("has no valid 'time' (such as 2026-01-31T12:00:00Z)", e);
    }
  }

  private static MessageKind kind(JsonNode node) {
    return MessageKind.fromStoredName(text(node, "kind"))
        .orElseThrow(() -> new IllegalArgumentException("has no valid 'kind'"));
  }

  private static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("has no string '" + field + "'");
    }
    return value.textValue();
  }
}
