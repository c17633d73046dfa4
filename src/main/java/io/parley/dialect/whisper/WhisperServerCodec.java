package io.parley.dialect.whisper;

import io.parley.dialect.TextServerCodec;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.wire.WireContext;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.text.ErrorCodeText;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The server side. */
final class WhisperServerCodec extends TextServerCodec {
  private static final Pattern COMMAND =
      Pattern.compile(WhisperTexts.COMMAND + "(\\S+) (.*\\S.*)", Pattern.DOTALL);

  WhisperServerCodec(WireContext wire) {
    super(wire);
  }

  @Override
  protected DecodeResult<ClientMessage> read(String text) {
    if (!text.startsWith(WhisperTexts.COMMAND)) {
      return new DecodeResult.Message<>(new ClientMessage.Chat(text));
    }
    Matcher command = COMMAND.matcher(text);
    return command.matches()
        ? new DecodeResult.Message<>(
            new ClientMessage.PrivateMessage(command.group(1), command.group(2)))
        : new DecodeResult.Malformed<>(
            new Problem(Problem.Code.COMMAND_MALFORMED, WhisperTexts.MALFORMED));
  }

  @Override
  public List<String> onPasswordRequested(ServerMessage.PasswordRequested requested) {
    return List.of(WhisperTexts.PASSWORD_PROMPT);
  }

  @Override
  public List<String> onNicknameRequested(ServerMessage.NicknameRequested requested) {
    return List.of(WhisperTexts.PROMPT);
  }

  @Override
  public List<String> onWelcomed(ServerMessage.Welcomed welcomed) {
    return List.of();
  }

  /** Clients of this dialect keep no list of members. */
  @Override
  public List<String> onJoined(ServerMessage.Joined joined) {
    return joined.once() ? List.of() : List.of(joined.nickname() + WhisperTexts.HAS_JOINED);
  }

  @Override
  public List<String> onLeft(ServerMessage.Left left) {
    return left.once()
        ? List.of()
        : concat(Stream.of(kickNotice(left), List.of(left.nickname() + WhisperTexts.HAS_LEFT)));
  }

  @Override
  public List<String> onChatted(ServerMessage.Chatted chatted) {
    String author = "[" + chatted.nickname() + "]";
    return segments(author + " ", chatted.annotatedText(), "").stream()
        .map(line -> distinctFromPresence(line, author))
        .toList();
  }

  /**
   * Adds a space to a line that would be that of somebody called {@code [pat]} who comes or goes.
   */
  private static String distinctFromPresence(String line, String author) {
    boolean isAmbiguous =
        line.equals(author + WhisperTexts.HAS_JOINED)
            || line.equals(author + WhisperTexts.HAS_LEFT);
    return isAmbiguous ? author + " " + line.substring(author.length()) : line;
  }

  @Override
  public List<String> onEmoted(ServerMessage.Emoted emoted) {
    return segments("* " + emoted.nickname() + " ", emoted.annotatedText(), "");
  }

  @Override
  public List<String> onPrivateMessage(ServerMessage.PrivateMessage message) {
    if (message.isPast()) {
      return pastMessage(message);
    }
    String head =
        message.receipt()
            ? WhisperTexts.PRIVATE_RECEIPT + message.to()
            : WhisperTexts.PRIVATE + message.from();
    return segments(head + "] ", message.text(), "");
  }

  @Override
  public List<String> onNotice(ServerMessage.Notice notice) {
    return segments(WhisperTexts.SERVER_PREFIX, notice.text(), "");
  }

  @Override
  public List<String> onRefused(ServerMessage.Refused refused) {
    Problem problem = refused.problem();
    if (problem.equals(Text.EMPTY)) {
      return List.of(); // an empty line needs no answer
    }
    return switch (problem.code()) {
      case COMMAND_MALFORMED -> List.of(problem.message());
      // A newline, because the prompt may follow.
      default -> List.of(WhisperTexts.SERVER_PREFIX + ErrorCodeText.format(problem) + "\n");
    };
  }

  @Override
  public List<String> onGoodbye(ServerMessage.Goodbye goodbye) {
    return List.of();
  }
}
