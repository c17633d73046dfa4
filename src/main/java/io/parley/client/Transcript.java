package io.parley.client;

import static java.util.stream.Collectors.joining;

import io.parley.dialect.Received;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.Said;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.util.List;

/**
 * What is shown of each thing that a client hears. Nobody can make a line that looks like somebody
 * else's.
 */
final class Transcript
    implements Received.Handler<ServerMessage, List<String>>, ServerMessage.Handler<List<String>> {
  private final boolean oneLineEach;

  /**
   * A transcript.
   *
   * @param oneLineEach every event on exactly one line, as scripts want it; for people, each line
   *     of a text has the name
   */
  Transcript(boolean oneLineEach) {
    this.oneLineEach = oneLineEach;
  }

  @Override
  public List<String> onMessage(ServerMessage message) {
    return message.accept(this);
  }

  @Override
  public List<String> onMalformed(Problem problem) {
    return List.of("*** The server sent something that cannot be read: " + problem.message());
  }

  @Override
  public List<String> onBroken(Problem problem) {
    return onMalformed(problem);
  }

  @Override
  public List<String> onJoined(ServerMessage.Joined joined) {
    return List.of("*** " + joined.nickname() + " has joined the chat");
  }

  @Override
  public List<String> onLeft(ServerMessage.Left left) {
    return List.of("*** " + left.nickname() + " has left the chat");
  }

  @Override
  public List<String> onChatted(ServerMessage.Chatted chatted) {
    return each(chatted.nickname() + ": ", chatted.text());
  }

  @Override
  public List<String> onNotice(ServerMessage.Notice notice) {
    return each("*** ", notice.text());
  }

  @Override
  public List<String> onRefused(ServerMessage.Refused refused) {
    return List.of("*** " + refused.problem().message());
  }

  @Override
  public List<String> onNicknameRequested(ServerMessage.NicknameRequested requested) {
    return List.of();
  }

  @Override
  public List<String> onWelcomed(ServerMessage.Welcomed welcomed) {
    return List.of("*** Welcome, " + welcomed.nickname());
  }

  @Override
  public List<String> onPresent(ServerMessage.Present present) {
    return List.of(
        "*** Here now ("
            + present.nicknames().size()
            + "): "
            + present.nicknames().stream().map(Nickname::value).collect(joining(", ")));
  }

  @Override
  public List<String> onEmoted(ServerMessage.Emoted emoted) {
    return List.of("[" + emoted.nickname() + " " + emoted.text().oneLine() + "]");
  }

  @Override
  public List<String> onPrivateMessage(ServerMessage.PrivateMessage message) {
    return each(message.from() + " -> " + message.to() + ": ", message.text());
  }

  @Override
  public List<String> onPong(ServerMessage.Pong pong) {
    return List.of();
  }

  @Override
  public List<String> onGoodbye(ServerMessage.Goodbye goodbye) {
    return List.of("*** Goodbye");
  }

  @Override
  public List<String> onTopicSet(ServerMessage.TopicSet topic) {
    return List.of("*** " + Said.inWords(topic).oneLine());
  }

  @Override
  public List<String> onAnswered(ServerMessage.Answered answered) {
    return answered.answer().inWords().stream().map(words -> "*** " + words.oneLine()).toList();
  }

  @Override
  public List<String> onRecalled(ServerMessage.Recalled recalled) {
    return recalled.messages().stream().flatMap(past -> onMessage(past).stream()).toList();
  }

  private List<String> each(String prefix, Text text) {
    if (oneLineEach || text.value().isEmpty()) {
      return List.of(prefix + text.oneLine());
    }
    return text.lines().stream().map(line -> prefix + line.replace("\t", "    ")).toList();
  }
}
