package io.parley.dialect.prompt;

import io.parley.dialect.TextServerCodec;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.wire.WireContext;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.text.ChineseErrorText;
import io.parley.wire.text.LeftOutText;
import java.util.List;
import java.util.stream.Stream;

/** The server side. Every message ends with a newline, except the prompt and the goodbye. */
final class PromptServerCodec extends TextServerCodec {
  PromptServerCodec(WireContext wire) {
    super(wire);
  }

  @Override
  protected DecodeResult<ClientMessage> read(String text) {
    return new DecodeResult.Message<>(
        text.equals(PromptTexts.QUIT) ? new ClientMessage.Quit() : new ClientMessage.Chat(text));
  }

  @Override
  public List<String> onPasswordRequested(ServerMessage.PasswordRequested requested) {
    return List.of(PromptTexts.PASSWORD_PROMPT);
  }

  @Override
  public List<String> onNicknameRequested(ServerMessage.NicknameRequested requested) {
    return List.of(PromptTexts.PROMPT);
  }

  @Override
  public List<String> onWelcomed(ServerMessage.Welcomed welcomed) {
    return List.of(PromptTexts.ACCEPTED + "\n");
  }

  /** Clients of this dialect keep no list of members. */
  @Override
  public List<String> onJoined(ServerMessage.Joined joined) {
    return joined.once()
        ? List.of()
        : List.of(PromptTexts.SYSTEM + joined.nickname() + PromptTexts.HAS_JOINED + "\n");
  }

  @Override
  public List<String> onLeft(ServerMessage.Left left) {
    return left.once()
        ? List.of()
        : concat(
            Stream.of(
                kickNotice(left),
                List.of(PromptTexts.SYSTEM + left.nickname() + PromptTexts.HAS_LEFT + "\n")));
  }

  @Override
  public List<String> onPresenceSummary(ServerMessage.PresenceSummary summary) {
    return List.of(
        PromptTexts.SYSTEM
            + ":"
            + summary.joined()
            + "人"
            + PromptTexts.HAS_JOINED
            + "，"
            + summary.left()
            + "人"
            + PromptTexts.HAS_LEFT
            + "\n");
  }

  @Override
  public List<String> onChatted(ServerMessage.Chatted chatted) {
    return segments(chatted.nickname() + ":", chatted.annotatedText(), "\n");
  }

  @Override
  public List<String> onEmoted(ServerMessage.Emoted emoted) {
    return segments("* " + emoted.nickname() + " ", emoted.annotatedText(), "\n");
  }

  @Override
  public List<String> onPrivateMessage(ServerMessage.PrivateMessage message) {
    if (message.isPast()) {
      return pastMessage(message);
    }
    // No nickname has a space, so that nobody can be called like this.
    String head = message.from() + (message.receipt() ? " -> " + message.to() : "");
    return segments(head + PromptTexts.PRIVATELY + ":", message.text(), "\n");
  }

  @Override
  public List<String> onNotice(ServerMessage.Notice notice) {
    return segments(PromptTexts.SYSTEM + ":", notice.text(), "\n");
  }

  @Override
  public List<String> onRefused(ServerMessage.Refused refused) {
    Problem problem = refused.problem();
    if (problem.equals(Text.EMPTY)) {
      return List.of(); // an empty line needs no answer
    }
    return switch (problem.code()) {
      case NICKNAME_TAKEN -> List.of(PromptTexts.TAKEN + "\n");
      default -> List.of(ChineseErrorText.format(problem) + " [" + problem.code() + "]\n");
    };
  }

  @Override
  protected String leftOutText(int count) {
    return LeftOutText.chinese(count);
  }

  @Override
  public List<String> onGoodbye(ServerMessage.Goodbye goodbye) {
    return List.of(PromptTexts.GOODBYE);
  }
}
