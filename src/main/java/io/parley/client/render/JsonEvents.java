package io.parley.client.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.protocol.Annotations;
import io.parley.protocol.EmojiReaction;
import io.parley.protocol.Nickname;
import io.parley.protocol.PlainTextFormatter;
import io.parley.protocol.Revision;
import io.parley.protocol.RoomAction;
import io.parley.protocol.ServerMessage;
import java.util.List;
import java.util.Optional;

/** Makes a JSON object of each message; empty for messages that are no events. */
final class JsonEvents implements ServerMessage.Handler<Optional<ObjectNode>> {
  private final boolean inHistory;
  private final JsonAnswers jsonAnswers = new JsonAnswers();

  private JsonEvents(boolean inHistory) {
    this.inHistory = inHistory;
  }

  static JsonEvents live() {
    return new JsonEvents(false);
  }

  /** Adds messages of the history, each marked as past. */
  static ObjectNode putHistory(ObjectNode json, List<ServerMessage.RoomText> messages) {
    ArrayNode all = json.putArray("messages");
    JsonEvents before = new JsonEvents(true);
    messages.forEach(message -> message.accept(before).ifPresent(all::add));
    return json;
  }

  /** Adds private messages of the history, each marked as past. */
  static ObjectNode putConversation(ObjectNode json, List<ServerMessage.PrivateMessage> messages) {
    ArrayNode all = json.putArray("messages");
    JsonEvents before = new JsonEvents(true);
    messages.forEach(message -> before.onPrivateMessage(message).ifPresent(all::add));
    return json;
  }

  @Override
  public Optional<ObjectNode> onPasswordRequested(ServerMessage.PasswordRequested requested) {
    return Optional.empty();
  }

  @Override
  public Optional<ObjectNode> onNicknameRequested(ServerMessage.NicknameRequested requested) {
    return Optional.empty();
  }

  @Override
  public Optional<ObjectNode> onWelcomed(ServerMessage.Welcomed welcomed) {
    return Optional.of(withNickname(JsonFields.of("welcome"), welcomed.nickname()));
  }

  @Override
  public Optional<ObjectNode> onMemberList(ServerMessage.MemberList present) {
    ObjectNode json = JsonFields.of("present").put("room", present.room().value());
    JsonFields.putNicknames(json, present.nicknames());
    return Optional.of(present.isComplete() ? json : json.put("total", present.memberCount()));
  }

  @Override
  public Optional<ObjectNode> onJoined(ServerMessage.Joined joined) {
    return Optional.of(withNickname(JsonFields.of("join", joined.stamp()), joined.nickname()));
  }

  @Override
  public Optional<ObjectNode> onLeft(ServerMessage.Left left) {
    ObjectNode json = withNickname(JsonFields.of("leave", left.stamp()), left.nickname());
    left.reason().ifPresent(reason -> json.put("reason", reason.value()));
    left.by().ifPresent(by -> json.put("by", by.value()));
    return Optional.of(json);
  }

  @Override
  public Optional<ObjectNode> onRenamed(ServerMessage.Renamed renamed) {
    return Optional.of(
        withNickname(JsonFields.of("rename", renamed.stamp()), renamed.nickname())
            .put("previous", renamed.previous().value()));
  }

  @Override
  public Optional<ObjectNode> onModerated(ServerMessage.Moderated moderated) {
    ObjectNode json =
        withNickname(JsonFields.of("moderation", moderated.stamp()), moderated.nickname());
    RoomAction action = moderated.action();
    if (action instanceof RoomAction.RoleChanged changed) {
      json.put("target", changed.target().value()).put("role", changed.role().orElse("none"));
    } else if (action instanceof RoomAction.SettingChanged changed) {
      json.put("setting", changed.setting()).put("value", changed.value());
    } else if (action instanceof RoomAction.Restricted restricted) {
      json.put("kind", restricted.kind().label()).put("target", restricted.target());
      restricted.until().ifPresent(until -> JsonFields.putTime(json, "until", until));
      restricted.reason().ifPresent(reason -> json.put("reason", reason.value()));
    } else if (action instanceof RoomAction.Lifted lifted) {
      json.put("kind", "un" + lifted.kind().label()).put("target", lifted.target());
    }
    return Optional.of(json);
  }

  @Override
  public Optional<ObjectNode> onRevised(ServerMessage.Revised revised) {
    ObjectNode json = withNickname(JsonFields.of("revision", revised.stamp()), revised.nickname());
    if (revised.revision() instanceof Revision.Reacted reacted) {
      json.put("kind", reacted.added() ? "reaction" : "unreaction");
      json.put("emoji", reacted.emoji().value());
    } else {
      json.put("kind", revised.revision() instanceof Revision.Edited ? "edit" : "deletion");
    }
    ArrayNode all = json.putArray("messages");
    revised.messages().forEach(message -> message.accept(live()).ifPresent(all::add));
    return Optional.of(json);
  }

  @Override
  public Optional<ObjectNode> onInvited(ServerMessage.Invited invited) {
    return Optional.of(
        withNickname(JsonFields.of("invitation"), invited.by())
            .put("room", invited.room().value()));
  }

  @Override
  public Optional<ObjectNode> onAnnounced(ServerMessage.Announced announced) {
    return Optional.of(
        withNickname(JsonFields.of("announcement"), announced.by())
            .put("text", announced.text().value()));
  }

  @Override
  public Optional<ObjectNode> onPresenceSummary(ServerMessage.PresenceSummary summary) {
    return onNotice(new ServerMessage.Notice(PlainTextFormatter.format(summary)));
  }

  @Override
  public Optional<ObjectNode> onChatted(ServerMessage.Chatted chatted) {
    return textEvent("chat", chatted);
  }

  @Override
  public Optional<ObjectNode> onEmoted(ServerMessage.Emoted emoted) {
    return textEvent("emote", emoted);
  }

  @Override
  public Optional<ObjectNode> onTopicChanged(ServerMessage.TopicChanged topic) {
    return textEvent("topic", topic);
  }

  @Override
  public Optional<ObjectNode> onPrivateMessage(ServerMessage.PrivateMessage message) {
    ObjectNode json = JsonFields.of("private");
    message
        .kept()
        .ifPresent(kept -> JsonFields.putTime(json.put("id", kept.id()), "time", kept.time()));
    withNickname(json, message.from())
        .put("to", message.to().value())
        .put("text", message.text().value());
    if (message.isPast()) {
      json.put("past", true);
    } else if (message.isLeft()) {
      json.put("left", true);
    }
    return Optional.of(json);
  }

  @Override
  public Optional<ObjectNode> onNotice(ServerMessage.Notice notice) {
    return Optional.of(JsonFields.of("notice").put("text", notice.text().value()));
  }

  @Override
  public Optional<ObjectNode> onRefused(ServerMessage.Refused refused) {
    return Optional.of(JsonFields.problem("refused", refused.problem()));
  }

  /** {@link JsonMessageFormatter#onPingAnswered} reports it, if the user asked. */
  @Override
  public Optional<ObjectNode> onPong(ServerMessage.Pong pong) {
    return Optional.empty();
  }

  @Override
  public Optional<ObjectNode> onGoodbye(ServerMessage.Goodbye goodbye) {
    ObjectNode json = JsonFields.of("goodbye");
    goodbye.nickname().ifPresent(nickname -> withNickname(json, nickname));
    return Optional.of(json);
  }

  @Override
  public Optional<ObjectNode> onAnswered(ServerMessage.Answered answered) {
    return Optional.of(answered.answer().accept(jsonAnswers));
  }

  @Override
  public Optional<ObjectNode> onBacklog(ServerMessage.Backlog recalled) {
    ObjectNode json = JsonFields.of("recalled").put("room", recalled.room().value());
    recalled.topic().ifPresent(topic -> json.put("topic", topic.value()));
    return Optional.of(putHistory(json, recalled.messages()));
  }

  @Override
  public Optional<ObjectNode> onMarkedRead(ServerMessage.MarkedRead marked) {
    return Optional.of(
        JsonFields.of("read").put("room", marked.room().value()).put("id", marked.id()));
  }

  private Optional<ObjectNode> textEvent(String event, ServerMessage.RoomText text) {
    ObjectNode json =
        withNickname(JsonFields.of(event, text.stamp()), text.nickname())
            .put("text", text.text().value());
    putAnnotations(json, text.annotations());
    return Optional.of(inHistory ? json.put("past", true) : json);
  }

  private static void putAnnotations(ObjectNode json, Annotations annotations) {
    annotations
        .answers()
        .ifPresent(
            citation ->
                json.putObject("reply")
                    .put("id", citation.id())
                    .put("nickname", citation.nickname().value())
                    .put("text", citation.excerpt().value()));
    annotations.edited().ifPresent(time -> JsonFields.putTime(json, "edited", time));
    annotations.deletedBy().ifPresent(by -> json.put("deletedBy", by.value()));
    if (!annotations.reactions().isEmpty()) {
      ArrayNode reactions = json.putArray("reactions");
      for (EmojiReaction reaction : annotations.reactions()) {
        ObjectNode entry = reactions.addObject();
        entry.put("emoji", reaction.emoji().value()).put("count", reaction.count());
        JsonFields.putNicknames(entry, reaction.nicknames());
      }
    }
  }

  private static ObjectNode withNickname(ObjectNode json, Nickname nickname) {
    return json.put("nickname", nickname.value());
  }
}
