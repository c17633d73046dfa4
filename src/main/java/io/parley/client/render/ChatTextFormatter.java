package io.parley.client.render;

import io.parley.protocol.PlainTextFormatter;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.util.List;

/**
 * Formats texts that users send, live and in the history alike. A text cannot imitate a line of
 * another user.
 *
 * @param singleLine whether each text takes exactly one line, for scripts; otherwise each line of a
 *     text starts with the nickname
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

  /** The lines of a text, each with a prefix. */
  List<String> prefixLines(String prefix, Text text) {
    if (singleLine || text.value().isEmpty()) {
      return List.of(prefix + text.toSingleLine());
    }
    return text.lines().stream().map(line -> prefix + line.replace("\t", "    ")).toList();
  }
}
