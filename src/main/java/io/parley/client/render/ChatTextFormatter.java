package io.parley.client.render;

import io.parley.protocol.PlainTextFormatter;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.util.List;

/**
 * The words of what people say, the same now and later. Nobody can make a line that looks like
 * somebody else's.
 *
 * @param singleLine every event on exactly one line, as scripts want it; for people, each line of a
 *     text has the name
 */
record ChatTextFormatter(boolean singleLine) {

  /** The lines of a text that a member sent to a room. */
  List<String> lines(ServerMessage.RoomText message) {
    if (message instanceof ServerMessage.TopicChanged topic) {
      return List.of("*** " + PlainTextFormatter.format(topic).toSingleLine());
    }
    return message instanceof ServerMessage.Emoted
        ? List.of("[" + message.nickname() + " " + message.text().toSingleLine() + "]")
        : prefixLines(message.nickname() + ": ", message.text());
  }

  /** A text, with a prefix on each of its lines. */
  List<String> prefixLines(String prefix, Text text) {
    if (singleLine || text.value().isEmpty()) {
      return List.of(prefix + text.toSingleLine());
    }
    return text.lines().stream().map(line -> prefix + line.replace("\t", "    ")).toList();
  }
}
