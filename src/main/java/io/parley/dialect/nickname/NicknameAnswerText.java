package io.parley.dialect.nickname;

import io.parley.protocol.Answer;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.util.List;
import java.util.stream.Collectors;

/** Writes topics and answers as text, because the dialect has no packets for them. */
final class NicknameAnswerText {
  private NicknameAnswerText() {}

  static Text topicChanged(ServerMessage.TopicChanged topic) {
    RoomName room = topic.stamp().room();
    return Text.sanitize(
        topic.text().value().isEmpty()
            ? "📌 " + topic.nickname() + " 取消了房间 " + room + " 的主题"
            : "📌 " + topic.nickname() + " 将房间 " + room + " 的主题设为: " + topic.text().toSingleLine());
  }

  /** Lists and topics in Chinese; other answers as in all dialects without a packet for them. */
  static List<Text> answer(Answer answer) {
    if (answer instanceof Answer.RoomList list) {
      return List.of(Text.sanitize(roomList(list.rooms())));
    }
    return answer instanceof Answer.Topic topic
        ? List.of(Text.sanitize(topic(topic)))
        : answer.toPlainText();
  }

  private static String roomList(List<Answer.RoomList.Room> rooms) {
    String all =
        rooms.stream()
            .map(room -> room.name() + " (" + room.members() + ")")
            .collect(Collectors.joining(", "));
    return "📋 当前房间 (" + rooms.size() + "): " + all;
  }

  private static String topic(Answer.Topic topic) {
    return topic
        .topic()
        .map(text -> "📌 房间 " + topic.room() + " 的主题: " + text.toSingleLine())
        .orElse("📌 房间 " + topic.room() + " 没有主题");
  }
}
