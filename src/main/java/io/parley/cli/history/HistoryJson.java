package io.parley.cli.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.conversation.NewPrivateMessage;
import io.parley.conversation.StoredPrivateMessage;
import io.parley.history.ImportedIds;
import io.parley.history.MessageChanges;
import io.parley.history.MessageKind;
import io.parley.history.NewMessage;
import io.parley.history.Reaction;
import io.parley.history.StoredMessage;
import io.parley.protocol.RejectedException;
import io.parley.protocol.RoomName;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Writes a stored message as one line of JSON, and reads the lines of an export. */
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
    MessageChanges changes = message.changes();
    ObjectNode node = JSON.createObjectNode();
    node.put("id", message.id())
        .put("room", content.room())
        .put("time", content.time().toString())
        .put("nickname", content.nickname())
        .put("kind", content.kind().storedName())
        .put("text", content.text());
    content.replyTo().ifPresent(id -> node.put("replyTo", id));
    changes.edited().ifPresent(time -> node.put("edited", time.toString()));
    changes.deletedBy().ifPresent(name -> node.put("deletedBy", name));
    if (!changes.reactions().isEmpty()) {
      ObjectNode reactions = node.putObject("reactions");
      for (Reaction reaction : changes.reactions()) {
        ArrayNode nicknames = reactions.putArray(reaction.emoji());
        reaction.nicknames().forEach(nicknames::add);
      }
    }
    return node.toString();
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
   * Reads a line of a message, of a private message or of a room.
   *
   * @throws IllegalArgumentException if it is invalid; the message is shown to the user
   */
  public static HistoryLine readLine(String line) {
    JsonNode node = parse(line);
    if (node.has("to") && !node.has("room")) {
      return readPrivate(node);
    }
    return RoomJson.isRoom(node) ? RoomJson.read(node) : read(node);
  }

  /**
   * Reads a line of a message. Unknown fields are ignored. Without an id, which another program
   * does not have, the room must be one that members can enter, and may begin with {@code #}; the
   * kind is chat if it is missing; and what refers to ids, or says what has happened to the
   * message, is ignored.
   *
   * @throws IllegalArgumentException if it is invalid; the message is shown to the user
   */
  public static ImportLine read(String line) {
    return read(parse(line));
  }

  private static JsonNode parse(String line) {
    JsonNode node;
    try {
      node = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("is not JSON: " + e.getOriginalMessage(), e);
    }
    if (!node.isObject()) {
      throw new IllegalArgumentException("is not a JSON object");
    }
    return node;
  }

  private static HistoryLine readPrivate(JsonNode node) {
    MessageKind kind = kind(node);
    if (kind == MessageKind.TOPIC) {
      throw new IllegalArgumentException("has no valid 'kind'");
    }
    return new PrivateMessageLine(message(node, "", kind, OptionalLong.empty()), text(node, "to"));
  }

  private static ImportLine read(JsonNode node) {
    if (!node.has("id")) {
      MessageKind kind = node.has("kind") ? kind(node) : MessageKind.CHAT;
      return new ImportLine(
          OptionalLong.empty(),
          message(node, room(node).value(), kind, OptionalLong.empty()),
          MessageChanges.NONE);
    }
    long id = id(node, "id");
    OptionalLong replyTo =
        node.has("replyTo") ? OptionalLong.of(id(node, "replyTo")) : OptionalLong.empty();
    NewMessage content = message(node, text(node, "room"), kind(node), replyTo);
    MessageChanges changes =
        new MessageChanges(
            node.has("edited") ? Optional.of(time(node, "edited")) : Optional.empty(),
            node.has("deletedBy") ? Optional.of(text(node, "deletedBy")) : Optional.empty(),
            node.has("reactions") ? reactions(node.path("reactions")) : List.of());
    if (changes.deletedBy().isPresent() && !content.text().isEmpty()) {
      throw new IllegalArgumentException("has a 'text' although it has 'deletedBy'");
    }
    return new ImportLine(OptionalLong.of(id), content, changes);
  }

  private static NewMessage message(
      JsonNode node, String room, MessageKind kind, OptionalLong replyTo) {
    return new NewMessage(
        room,
        time(node, "time"),
        text(node, "nickname"),
        kind,
        text(node, "text"),
        OptionalLong.empty(),
        replyTo);
  }

  private static List<Reaction> reactions(JsonNode node) {
    if (!node.isObject()) {
      throw new IllegalArgumentException("has no object 'reactions'");
    }
    List<Reaction> reactions = new ArrayList<>();
    node.properties()
        .forEach(field -> reactions.add(new Reaction(field.getKey(), nicknames(field.getValue()))));
    return reactions;
  }

  private static List<String> nicknames(JsonNode node) {
    List<String> nicknames = new ArrayList<>();
    for (JsonNode nickname : node) {
      if (nickname.isTextual()) {
        nicknames.add(nickname.textValue());
      }
    }
    if (!node.isArray() || nicknames.isEmpty() || nicknames.size() < node.size()) {
      throw new IllegalArgumentException("has 'reactions' that are no lists of nicknames");
    }
    return nicknames;
  }

  private static long id(JsonNode node, String field) {
    JsonNode id = node.path(field);
    if (!id.isIntegralNumber()) {
      throw new IllegalArgumentException("has no integer '" + field + "'");
    }
    if (!id.canConvertToLong() || id.longValue() < 1 || id.longValue() > ImportedIds.MAX) {
      throw new IllegalArgumentException(
          (field.equals("id") ? "has an '" : "has a '")
              + field
              + "' that is not from 1 to "
              + ImportedIds.MAX);
    }
    return id.longValue();
  }

  static RoomName room(JsonNode node) {
    try {
      return RoomName.parse(RoomName.stripHash(text(node, "room")));
    } catch (RejectedException e) {
      throw new IllegalArgumentException(
          "has a 'room' that nobody can enter: " + e.getMessage(), e);
    }
  }

  static Instant time(JsonNode node, String field) {
    try {
      return Instant.parse(text(node, field));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "has no valid '" + field + "' (such as 2026-01-31T12:00:00Z)", e);
    }
  }

  private static MessageKind kind(JsonNode node) {
    return MessageKind.fromStoredName(text(node, "kind"))
        .orElseThrow(() -> new IllegalArgumentException("has no valid 'kind'"));
  }

  static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("has no string '" + field + "'");
    }
    return value.textValue();
  }
}
