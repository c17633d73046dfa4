package io.parley.client.render;

import io.parley.protocol.PlainTextFormatter;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.util.List;
import java.util.Optional;

/**
 * The words of what people say, the same now and later. Nobody can make a line that looks like
 * somebody else's.
 *
 * @param singleLine every event on exactly one line, as scripts want it; for people, each line of a
 *     text has the name
 */
record ChatTextFormatter(boolean singleLine) {

  /** Something that was said, its lines and where and when it was. */
  record StampedLines(Stamp stamp, List<String> lines) {}

  /** What is kept of a room; empty for anything else. */
  Optional<StampedLines> format(ServerMessage message) {
    if (message instanceof ServerMessage.Chatted chatted) {
      return Optional.of(new StampedLines(chatted.stamp(), lines(chatted)));
    }
    if (message instanceof ServerMessage.Emoted emoted) {
      return Optional.of(new StampedLines(emoted.stamp(), lines(emoted)));
    }
    return message instanceof ServerMessage.TopicChanged topic
        ? Optional.of(new StampedLines(topic.stamp(), lines(topic)))
        : Optional.empty();
  }

  List<String> lines(ServerMessage.Chatted chatted) {
    return prefixLines(chatted.nickname() + ": ", chatted.text());
  }

  List<String> lines(ServerMessage.Emoted emoted) {
    return List.of("[" + emoted.nickname() + " " + emoted.text().toSingleLine() + "]");
  }

  List<String> lines(ServerMessage.TopicChanged topic) {
    return List.of("*** " + PlainTextFormatter.format(topic).toSingleLine());
  }

  /** A text, with a prefix on each of its lines. */
  List<String> prefixLines(String prefix, Text text) {
    if (singleLine || text.value().isEmpty()) {
      return List.of(prefix + text.toSingleLine());
    }
    return text.lines().stream().map(line -> prefix + line.replace("\t", "    ")).toList();
  }
}
