package io.parley.dialect.whisper;

import io.parley.dialect.CodedText;
import io.parley.dialect.Received;
import io.parley.dialect.TextServerSide;
import io.parley.dialect.Wire;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the server says. */
final class WhisperServerSide extends TextServerSide {
  private static final Pattern COMMAND =
      Pattern.compile(WhisperWords.COMMAND + "(\\S+) (.*\\S.*)", Pattern.DOTALL);

  WhisperServerSide(Wire wire) {
    super(wire);
  }

  @Override
  protected Received<ClientMessage> read(String text) {
    if (!text.startsWith(WhisperWords.COMMAND)) {
      return new Received.Message<>(new ClientMessage.Chat(text));
    }
    Matcher command = COMMAND.matcher(text);
    return command.matches()
        ? new Received.Message<>(
            new ClientMessage.PrivateMessage(command.group(1), command.group(2)))
        : new Received.Malformed<>(
            new Problem(Problem.Code.COMMAND_MALFORMED, WhisperWords.MALFORMED));
  }

  @Override
  public List<String> onNicknameRequested(ServerMessage.NicknameRequested requested) {
    return List.of(WhisperWords.PROMPT);
  }

  @Override
  public List<String> onWelcomed(ServerMessage.Welcomed welcomed) {
    return List.of();
  }

  @Override
  public List<String> onPresent(ServerMessage.Present present) {
    return List.of();
  }

  @Override
  public List<String> onJoined(ServerMessage.Joined joined) {
    return List.of(joined.nickname() + WhisperWords.HAS_JOINED);
  }

  @Override
  public List<String> onLeft(ServerMessage.Left left) {
    return List.of(left.nickname() + WhisperWords.HAS_LEFT);
  }

  @Override
  public List<String> onChatted(ServerMessage.Chatted chatted) {
    return said("[" + chatted.nickname() + "] ", chatted.text(), "");
  }

  @Override
  public List<String> onEmoted(ServerMessage.Emoted emoted) {
    return said("* " + emoted.nickname() + " ", emoted.text(), "");
  }

  @Override
  public List<String> onPrivateMessage(ServerMessage.PrivateMessage message) {
    return said(WhisperWords.PRIVATE + message.from() + "] ", message.text(), "");
  }

  @Override
  public List<String> onNotice(ServerMessage.Notice notice) {
    return said("*** ", notice.text(), "");
  }

  @Override
  public List<String> onRefused(ServerMessage.Refused refused) {
    Problem problem = refused.problem();
    return switch (problem.code()) {
      case TEXT_EMPTY -> List.of(); // an empty line is no mistake
      case COMMAND_MALFORMED -> List.of(problem.message());
      // The prompt may follow, and must not run into it.
      default -> List.of("*** " + CodedText.of(problem) + "\n");
    };
  }

  @Override
  public List<String> onPong(ServerMessage.Pong pong) {
    return List.of();
  }

  @Override
  public List<String> onGoodbye(ServerMessage.Goodbye goodbye) {
    return List.of();
  }
}
