package io.parley.dialect.whisper;

import io.parley.dialect.TextClientCodec;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Password;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.wire.WireContext;
import io.parley.wire.text.ErrorCodeText;
import io.parley.wire.text.SentencePatterns;
import java.util.List;

/** The client side; it also reads the original server. */
final class WhisperClientCodec extends TextClientCodec {
  private static final SentencePatterns SENTENCES =
      new SentencePatterns()
          .literal(WhisperTexts.PROMPT, new ServerMessage.NicknameRequested())
          .literal(WhisperTexts.PASSWORD_PROMPT, new ServerMessage.PasswordRequested())
          .literal(
              WhisperTexts.MALFORMED,
              new ServerMessage.Refused(
                  new Problem(Problem.Code.COMMAND_MALFORMED, WhisperTexts.MALFORMED)))
          .withName("<name>" + WhisperTexts.HAS_JOINED, ServerMessage.Joined::new)
          .withName("<name>" + WhisperTexts.HAS_LEFT, ServerMessage.Left::new)
          .withNameAndText(
              WhisperTexts.PRIVATE + "<name>] <text>",
              (from, text) -> new ServerMessage.PrivateMessage(from, SentencePatterns.YOU, text))
          .withNameAndText("[<name>] <text>", ServerMessage.Chatted::new)
          .withNameAndText("* <name> <text>", ServerMessage.Emoted::new);

  WhisperClientCodec(WireContext wire) {
    super(wire);
  }

  /** The answer to a question: the password if there is one. */
  @Override
  public List<String> onHello(ClientMessage.Hello hello) {
    return List.of(hello.password().map(Password::reveal).orElse(hello.nickname()));
  }

  @Override
  public List<String> onChat(ClientMessage.Chat chat) {
    if (chat.room().isPresent()) {
      return List.of(); // the dialect cannot name a room
    }
    // The original server takes every text that begins with /w for the command.
    return segments("", chat.text().startsWith("/w") ? " " + chat.text() : chat.text(), "");
  }

  @Override
  public List<String> onPrivateMessage(ClientMessage.PrivateMessage message) {
    return segments(WhisperTexts.COMMAND + message.target() + " ", message.text(), "");
  }

  @Override
  public List<String> onQuit(ClientMessage.Quit quit) {
    return List.of();
  }

  @Override
  protected ServerMessage read(String text) {
    return text.startsWith(WhisperTexts.SERVER_PREFIX)
        ? ErrorCodeText.parse(text.substring(WhisperTexts.SERVER_PREFIX.length()))
        : SENTENCES.read(text).orElseGet(() -> new ServerMessage.Notice(Text.sanitize(text)));
  }
}
