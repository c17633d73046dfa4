package io.parley.client.state;

import io.parley.protocol.RoomName;
import io.parley.protocol.Text;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sentences in which servers tell a topic, at a join and in dialects without a packet for it.
 */
final class TopicNotices {
  private static final List<Pattern> TOPICS =
      patterns(
          "The topic of (\\S+) is: (.*)",
          "\\S+ has made this the topic of (\\S+): (.*)",
          "📌 房间 (\\S+) 的主题: (.*)",
          "📌 \\S+ 将房间 (\\S+) 的主题设为: (.*)");

  private static final List<Pattern> NO_TOPIC =
      patterns(
          "(\\S+) has no topic\\.",
          "\\S+ has taken away the topic of (\\S+)",
          "📌 房间 (\\S+) 没有主题",
          "📌 \\S+ 取消了房间 (\\S+) 的主题");

  private TopicNotices() {}

  private static List<Pattern> patterns(String... expressions) {
    return List.of(expressions).stream()
        .map(expression -> Pattern.compile(expression, Pattern.DOTALL))
        .toList();
  }

  /**
   * Reads a notice; calls one of the two, or neither if it is about something else.
   *
   * @param onTopic receives the room and its topic
   * @param onNoTopic receives the room that has none
   */
  static void read(
      Text notice, BiConsumer<RoomName, String> onTopic, Consumer<RoomName> onNoTopic) {
    first(TOPICS, notice)
        .ifPresent(found -> onTopic.accept(RoomName.sanitize(found.group(1)), found.group(2)));
    first(NO_TOPIC, notice).ifPresent(found -> onNoTopic.accept(RoomName.sanitize(found.group(1))));
  }

  private static Optional<Matcher> first(List<Pattern> patterns, Text notice) {
    return patterns.stream()
        .map(pattern -> pattern.matcher(notice.value()))
        .filter(Matcher::matches)
        .findFirst();
  }
}
