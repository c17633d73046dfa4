package io.parley.dialect.nickname;

import io.parley.protocol.Answer;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.util.List;
import java.util.stream.Collectors;

/** Writes answers as Chinese text, because the dialect has no packets for them. */
final class NicknameAnswerText implements Answer.Handler<List<Text>> {

  static Text topicChanged(ServerMessage.TopicChanged topic) {
    RoomName room = topic.stamp().room();
    return Text.sanitize(
        topic.text().value().isEmpty()
            ? "📌 " + topic.nickname() + " 取消了房间 " + room + " 的主题"
            : "📌 " + topic.nickname() + " 将房间 " + room + " 的主题设为: " + topic.text().value());
  }

  @Override
  public List<Text> onRoomList(Answer.RoomList rooms) {
    String all =
        rooms.rooms().stream()
            .map(room -> room.name() + " (" + room.members() + ")")
            .collect(Collectors.joining(", "));
    return List.of(Text.sanitize("📋 当前房间 (" + rooms.rooms().size() + "): " + all));
  }

  @Override
  public List<Text> onTopic(Answer.Topic topic) {
    return List.of(
        Text.sanitize(
            topic
                .topic()
                .map(text -> "📌 房间 " + topic.room() + " 的主题: " + text.value())
                .orElse("📌 房间 " + topic.room() + " 没有主题")));
  }

  @Override
  public List<Text> onHistory(Answer.History history) {
    return history.toPlainText();
  }

  @Override
  public List<Text> onSearchResults(Answer.SearchResults results) {
    return results.toPlainText();
  }

  @Override
  public List<Text> onWhois(Answer.Whois whois) {
    return whois.toPlainText();
  }
}
