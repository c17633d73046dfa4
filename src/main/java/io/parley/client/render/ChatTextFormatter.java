package io.parley.client.render;

import io.parley.client.model.LineText;
import io.parley.protocol.Annotations;
import io.parley.protocol.DefaultServerMessageHandler;
import io.parley.protocol.PlainTextFormatter;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Formats texts of users and the server, live and in the history alike. A text cannot imitate a
 * line of another user. Messages without a text have no lines.
 */
final class ChatTextFormatter extends DefaultServerMessageHandler<List<LineText>> {
  /** No line of a user begins with it. */
  private static final String REACTIONS_INDENT = "    ";

  private final boolean singleLine;

  /**
   * Creates a formatter.
   *
   * @param singleLine whether each text takes exactly one line, for scripts; otherwise each line of
   *     a text starts with the nickname
   */
  ChatTextFormatter(boolean singleLine) {
    this.singleLine = singleLine;
  }

  boolean singleLine() {
    return singleLine;
  }

  @Override
  public List<LineText> onChatted(ServerMessage.Chatted chatted) {
    return withReactions(
        chatted.annotations(),
        lines(
            chatted.annotations().withoutReactions().annotate(chatted.text()),
            line -> LineText.authored("", chatted.nickname(), ": " + line)));
  }

  @Override
  public List<LineText> onEmoted(ServerMessage.Emoted emoted) {
    Text text = emoted.annotations().withoutReactions().annotate(emoted.text());
    String action = " " + text.toSingleLine() + "]";
    return withReactions(
        emoted.annotations(), List.of(LineText.authored("[", emoted.nickname(), action)));
  }

  /** The reactions are one more line, on which no author stands. */
  private static List<LineText> withReactions(Annotations annotations, List<LineText> lines) {
    if (annotations.reactions().isEmpty()) {
      return lines;
    }
    List<LineText> all = new ArrayList<>(lines);
    all.add(LineText.plain(REACTIONS_INDENT + annotations.reactionLine()));
    return all;
  }

  @Override
  public List<LineText> onTopicChanged(ServerMessage.TopicChanged topic) {
    return List.of(LineText.notice(PlainTextFormatter.format(topic).toSingleLine()));
  }

  @Override
  public List<LineText> onPrivateMessage(ServerMessage.PrivateMessage message) {
    return lines(
        message.text(),
        line -> LineText.authored("", message.from(), " -> " + message.to() + ": " + line));
  }

  @Override
  public List<LineText> onPresenceSummary(ServerMessage.PresenceSummary summary) {
    return List.of(LineText.notice(PlainTextFormatter.format(summary).value()));
  }

  @Override
  public List<LineText> onNotice(ServerMessage.Notice notice) {
    return lines(notice.text(), LineText::notice);
  }

  @Override
  protected List<LineText> onOther(ServerMessage message) {
    return List.of();
  }

  private List<LineText> lines(Text text, Function<String, LineText> format) {
    if (singleLine || text.value().isEmpty()) {
      return List.of(format.apply(text.toSingleLine()));
    }
    return text.lines().stream().map(line -> format.apply(line.replace("\t", "    "))).toList();
  }
}
