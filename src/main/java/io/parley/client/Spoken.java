package io.parley.client;

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
 * @param oneLineEach every event on exactly one line, as scripts want it; for people, each line of
 *     a text has the name
 */
record Spoken(boolean oneLineEach) {

  /** Something that was said, its lines and where and when it was. */
  record Kept(Stamp stamp, List<String> lines) {}

  /** What is kept of a room; empty for anything else. */
  Optional<Kept> kept(ServerMessage message) {
    if (message instanceof ServerMessage.Chatted chatted) {
      return Optional.of(new Kept(chatted.stamp(), lines(chatted)));
    }
    if (message instanceof ServerMessage.Emoted emoted) {
      return Optional.of(new Kept(emoted.stamp(), lines(emoted)));
    }
    return message instanceof ServerMessage.TopicChanged topic
        ? Optional.of(new Kept(topic.stamp(), lines(topic)))
        : Optional.empty();
  }

  List<String> lines(ServerMessage.Chatted chatted) {
    return each(chatted.nickname() + ": ", chatted.text());
  }

  List<String> lines(ServerMessage.Emoted emoted) {
    return List.of("[" + emoted.nickname() + " " + emoted.text().toSingleLine() + "]");
  }

  List<String> lines(ServerMessage.TopicChanged topic) {
    return List.of("*** " + PlainTextFormatter.format(topic).toSingleLine());
  }

  /** A text, with a prefix on each of its lines. */
  List<String> each(String prefix, Text text) {
    if (oneLineEach || text.value().isEmpty()) {
      return List.of(prefix + text.toSingleLine());
    }
    return text.lines().stream().map(line -> prefix + line.replace("\t", "    ")).toList();
  }
}
