package io.parley.dialect.prompt;

import io.parley.dialect.CodedText;
import io.parley.dialect.TextClientSide;
import io.parley.dialect.TextPatterns;
import io.parley.dialect.Wire;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import java.util.List;
import java.util.Optional;

/** The mirror image of {@link PromptServerSide}. */
final class PromptClientSide extends TextClientSide {
  private static final TextPatterns SENTENCES =
      new TextPatterns()
          .exactly(PromptWords.PROMPT, new ServerMessage.NicknameRequested())
          .exactly(
              PromptWords.TAKEN,
              new ServerMessage.Refused(
                  new Problem(Problem.Code.NICKNAME_TAKEN, PromptWords.TAKEN)))
          .exactly(PromptWords.GOODBYE, new ServerMessage.Goodbye(Optional.empty()))
          .about(PromptWords.SYSTEM + "<name>" + PromptWords.HAS_JOINED, ServerMessage.Joined::new)
          .about(PromptWords.SYSTEM + "<name>" + PromptWords.HAS_LEFT, ServerMessage.Left::new)
          .said(
              "<name>" + PromptWords.PRIVATELY + ":<text>",
              (from, said) -> new ServerMessage.PrivateMessage(from, TextPatterns.YOU, said))
          .told(PromptWords.SYSTEM + ":<text>", CodedText::read)
          .said("<name>:<text>", ServerMessage.Chatted::new)
          .said("* <name> <text>", ServerMessage.Emoted::new);

  PromptClientSide(Wire wire) {
    super(wire);
  }

  @Override
  public List<String> onHello(ClientMessage.Hello hello) {
    return List.of(hello.nickname());
  }

  @Override
  public List<String> onChat(ClientMessage.Chat chat) {
    // As it is, it would be the command to leave.
    return said("", chat.text().equals(PromptWords.QUIT) ? chat.text() + " " : chat.text());
  }

  @Override
  public List<String> onPrivateMessage(ClientMessage.PrivateMessage message) {
    return List.of();
  }

  @Override
  public List<String> onPing(ClientMessage.Ping ping) {
    return List.of();
  }

  @Override
  public List<String> onQuit(ClientMessage.Quit quit) {
    return List.of(PromptWords.QUIT);
  }

  @Override
  protected ServerMessage read(String text) {
    return SENTENCES.read(text).orElseGet(() -> CodedText.read(text));
  }
}
