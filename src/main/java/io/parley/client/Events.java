package io.parley.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.util.List;
import java.util.Optional;

/** An object of JSON for each message; empty for what is between the programs alone. */
final class Events implements ServerMessage.Handler<Optional<ObjectNode>> {
  private final boolean past;
  private final AnswerEvents answers = new AnswerEvents();

  private Events(boolean past) {
    this.past = past;
  }

  static Events ofNow() {
    return new Events(false);
  }

  /** Adds what was said before, each marked as past. */
  static ObjectNode putPast(ObjectNode json, List<ServerMessage> messages) {
    ArrayNode all = json.putArray("messages");
    Events before = new Events(true);
    messages.forEach(message -> message.accept(before).ifPresent(all::add));
    return json;
  }

  @Override
  public Optional<ObjectNode> onNicknameRequested(ServerMessage.NicknameRequested requested) {
    return Optional.empty();
  }

  @Override
  public Optional<ObjectNode> onWelcomed(ServerMessage.Welcomed welcomed) {
    return Optional.of(named(EventObject.of("welcome"), welcomed.nickname()));
  }

  @Override
  public Optional<ObjectNode> onMemberList(ServerMessage.MemberList present) {
    return Optional.of(
        EventObject.putNicknames(
            EventObject.of("present").put("room", present.room().value()), present.nicknames()));
  }

  @Override
  public Optional<ObjectNode> onJoined(ServerMessage.Joined joined) {
    return Optional.of(named(EventObject.of("join", joined.stamp()), joined.nickname()));
  }

  @Override
  public Optional<ObjectNode> onLeft(ServerMessage.Left left) {
    return Optional.of(named(EventObject.of("leave", left.stamp()), left.nickname()));
  }

  @Override
  public Optional<ObjectNode> onChatted(ServerMessage.Chatted chatted) {
    return said("chat", chatted.stamp(), chatted.nickname(), chatted.text());
  }

  @Override
  public Optional<ObjectNode> onEmoted(ServerMessage.Emoted emoted) {
    return said("emote", emoted.stamp(), emoted.nickname(), emoted.text());
  }

  @Override
  public Optional<ObjectNode> onTopicChanged(ServerMessage.TopicChanged topic) {
    return said("topic", topic.stamp(), topic.nickname(), topic.topic());
  }

  @Override
  public Optional<ObjectNode> onPrivateMessage(ServerMessage.PrivateMessage message) {
    return Optional.of(
        named(EventObject.of("private"), message.from())
            .put("to", message.to().value())
            .put("text", message.text().value()));
  }

  @Override
  public Optional<ObjectNode> onNotice(ServerMessage.Notice notice) {
    return Optional.of(EventObject.of("notice").put("text", notice.text().value()));
  }

  @Override
  public Optional<ObjectNode> onRefused(ServerMessage.Refused refused) {
    return Optional.of(EventObject.problem("refused", refused.problem()));
  }

  /** Told with its time, if somebody asked. */
  @Override
  public Optional<ObjectNode> onPong(ServerMessage.Pong pong) {
    return Optional.empty();
  }

  @Override
  public Optional<ObjectNode> onGoodbye(ServerMessage.Goodbye goodbye) {
    ObjectNode json = EventObject.of("goodbye");
    goodbye.nickname().ifPresent(nickname -> named(json, nickname));
    return Optional.of(json);
  }

  @Override
  public Optional<ObjectNode> onAnswered(ServerMessage.Answered answered) {
    return Optional.of(answered.answer().accept(answers));
  }

  @Override
  public Optional<ObjectNode> onBacklog(ServerMessage.Backlog recalled) {
    ObjectNode json = EventObject.of("recalled").put("room", recalled.room().value());
    recalled.topic().ifPresent(topic -> json.put("topic", topic.value()));
    return Optional.of(putPast(json, recalled.messages()));
  }

  private Optional<ObjectNode> said(String event, Stamp stamp, Nickname nickname, Text text) {
    ObjectNode json = named(EventObject.of(event, stamp), nickname).put("text", text.value());
    return Optional.of(past ? json.put("past", true) : json);
  }

  private static ObjectNode named(ObjectNode json, Nickname nickname) {
    return json.put("nickname", nickname.value());
  }
}
