package io.parley.dialect.plain;

import io.parley.dialect.TextServerCodec;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.wire.WireContext;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.text.ErrorCodeText;
import java.util.List;

/**
 * The server side. A text of a guest is sent as it is, others with the nickname before each line.
 * So is that of a guest with a line that could be taken for one of somebody else ({@link
 * LineForgery}).
 */
final class PlainServerCodec extends TextServerCodec {
  /** The beginning of the server's own messages. */
  static final String SERVER_PREFIX = "*** ";

  PlainServerCodec(WireContext wire) {
    super(wire);
  }

  @Override
  protected DecodeResult<ClientMessage> read(String text) {
    return new DecodeResult.Message<>(new ClientMessage.Chat(text));
  }

  @Override
  public List<String> onPasswordRequested(ServerMessage.PasswordRequested requested) {
    return List.of();
  }

  @Override
  public List<String> onNicknameRequested(ServerMessage.NicknameRequested requested) {
    return List.of();
  }

  @Override
  public List<String> onWelcomed(ServerMessage.Welcomed welcomed) {
    return List.of();
  }

  @Override
  public List<String> onJoined(ServerMessage.Joined joined) {
    return List.of();
  }

  @Override
  public List<String> onLeft(ServerMessage.Left left) {
    return kickNotice(left);
  }

  @Override
  public List<String> onPresenceSummary(ServerMessage.PresenceSummary summary) {
    return List.of();
  }

  @Override
  public List<String> onChatted(ServerMessage.Chatted chatted) {
    if (chatted.nickname().isGuest()) {
      List<String> lines = segments("", chatted.annotatedText(), "");
      if (lines.stream().noneMatch(LineForgery::isSuspicious)) {
        return lines;
      }
    }
    return segments(chatted.nickname() + ": ", chatted.annotatedText(), "");
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
    return segments(message.from() + " (private): ", message.text(), "");
  }

  @Override
  public List<String> onNotice(ServerMessage.Notice notice) {
    return segments(SERVER_PREFIX, notice.text(), "");
  }

  @Override
  public List<String> onRefused(ServerMessage.Refused refused) {
    Problem problem = refused.problem();
    return problem.equals(Text.EMPTY) // an empty line needs no answer
        ? List.of()
        : List.of(SERVER_PREFIX + ErrorCodeText.format(problem));
  }

  @Override
  public List<String> onGoodbye(ServerMessage.Goodbye goodbye) {
    return List.of();
  }
}
