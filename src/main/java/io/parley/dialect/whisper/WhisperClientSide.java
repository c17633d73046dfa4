package io.parley.dialect.whisper;

import io.parley.dialect.CodedText;
import io.parley.dialect.TextClientSide;
import io.parley.dialect.TextPatterns;
import io.parley.dialect.Wire;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.util.List;

/** The mirror image of {@link WhisperServerSide}. */
final class WhisperClientSide extends TextClientSide {
  private static final String SERVER = "*** ";
  private static final TextPatterns SENTENCES =
      new TextPatterns()
          .exactly(WhisperWords.PROMPT, new ServerMessage.NicknameRequested())
          .exactly(
              WhisperWords.MALFORMED,
              new ServerMessage.Refused(
                  new Problem(Problem.Code.COMMAND_MALFORMED, WhisperWords.MALFORMED)))
          .about("<name>" + WhisperWords.HAS_JOINED, ServerMessage.Joined::new)
          .about("<name>" + WhisperWords.HAS_LEFT, ServerMessage.Left::new)
          .said(
              WhisperWords.PRIVATE + "<name>] <text>",
              (from, said) -> new ServerMessage.PrivateMessage(from, TextPatterns.YOU, said))
          .said("[<name>] <text>", ServerMessage.Chatted::new)
          .said("* <name> <text>", ServerMessage.Emoted::new);

  WhisperClientSide(Wire wire) {
    super(wire);
  }

  @Override
  public List<String> onHello(ClientMessage.Hello hello) {
    return List.of(hello.nickname());
  }

  @Override
  public List<String> onChat(ClientMessage.Chat chat) {
    // The original takes whatever begins like that for the command.
    return said("", chat.text().startsWith("/w") ? " " + chat.text() : chat.text());
  }

  @Override
  public List<String> onPrivateMessage(ClientMessage.PrivateMessage message) {
    return said(WhisperWords.COMMAND + message.target() + " ", message.text());
  }

  @Override
  public List<String> onPing(ClientMessage.Ping ping) {
    return List.of();
  }

  @Override
  public List<String> onQuit(ClientMessage.Quit quit) {
    return List.of();
  }

  @Override
  protected ServerMessage read(String text) {
    return text.startsWith(SERVER)
        ? CodedText.read(text.substring(SERVER.length()))
        : SENTENCES.read(text).orElseGet(() -> new ServerMessage.Notice(Text.clean(text)));
  }
}
