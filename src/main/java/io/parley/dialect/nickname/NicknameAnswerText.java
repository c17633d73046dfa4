package io.parley.dialect.nickname;

import io.parley.protocol.Answer;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What there is to tell about rooms, in this dialect's language: it has no packets for the answers.
 */
final class NicknameAnswerText implements Answer.Handler<List<Text>> {

  /** That somebody has said what a room is about. */
  static Text topicSet(ServerMessage.TopicChanged set) {
    RoomName room = set.stamp().room();
    return Text.sanitize(
        set.text().value().isEmpty()
            ? "📌 " + set.nickname() + " 取消了房间 " + room + " 的主题"
            : "📌 " + set.nickname() + " 将房间 " + room + " 的主题设为: " + set.text().value());
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
  public List<Text> onHistory(Answer.History past) {
    return past.toPlainText();
  }

  @Override
  public List<Text> onSearchResults(Answer.SearchResults found) {
    return found.toPlainText();
  }

  @Override
  public List<Text> onWhois(Answer.Whois whois) {
    return whois.toPlainText();
  }
}
