package io.parley.client.render;

import io.parley.client.model.LineText;
import io.parley.protocol.PlainTextFormatter;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.util.List;
import java.util.function.Function;

/**
 * Formats texts that users send, live and in the history alike. A text cannot imitate a line of
 * another user.
 *
 * @param singleLine whether each text takes exactly one line, for scripts; otherwise each line of a
 *     text starts with the nickname
 */
record ChatTextFormatter(boolean singleLine) {

  /** The lines of a text that a member sent to a room. */
  List<LineText> lines(ServerMessage.RoomText message) {
    if (message instanceof ServerMessage.TopicChanged topic) {
      return List.of(LineText.notice(PlainTextFormatter.format(topic).toSingleLine()));
    }
    return message instanceof ServerMessage.Emoted
        ? List.of(
            LineText.authored("[", message.nickname(), " " + message.text().toSingleLine() + "]"))
        : lines(message.text(), line -> LineText.authored("", message.nickname(), ": " + line));
  }

  List<LineText> lines(ServerMessage.PrivateMessage message) {
    return lines(
        message.text(),
        line -> LineText.authored("", message.from(), " -> " + message.to() + ": " + line));
  }

  List<LineText> lines(ServerMessage.Notice notice) {
    return lines(notice.text(), LineText::notice);
  }

  private List<LineText> lines(Text text, Function<String, LineText> format) {
    if (singleLine || text.value().isEmpty()) {
      return List.of(format.apply(text.toSingleLine()));
    }
    return text.lines().stream().map(line -> format.apply(line.replace("\t", "    "))).toList();
  }
}
