package io.parley.dialect.prompt;

import io.parley.dialect.TextClientCodec;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Password;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.wire.WireContext;
import io.parley.wire.text.ErrorCodeText;
import io.parley.wire.text.SentencePatterns;
import java.util.List;
import java.util.Optional;

/** The client side; it also reads the original server. */
final class PromptClientCodec extends TextClientCodec {
  private static final SentencePatterns SENTENCES =
      new SentencePatterns()
          .literal(PromptTexts.PROMPT, new ServerMessage.NicknameRequested())
          .literal(PromptTexts.PASSWORD_PROMPT, new ServerMessage.PasswordRequested())
          .literal(
              PromptTexts.TAKEN,
              new ServerMessage.Refused(
                  new Problem(Problem.Code.NICKNAME_TAKEN, PromptTexts.TAKEN)))
          .literal(PromptTexts.GOODBYE, new ServerMessage.Goodbye(Optional.empty()))
          .withName(
              PromptTexts.SYSTEM + "<name>" + PromptTexts.HAS_JOINED, ServerMessage.Joined::new)
          .withName(PromptTexts.SYSTEM + "<name>" + PromptTexts.HAS_LEFT, ServerMessage.Left::new)
          .withNameAndText(
              "<name>" + PromptTexts.PRIVATELY + ":<text>",
              (from, text) -> new ServerMessage.PrivateMessage(from, SentencePatterns.YOU, text))
          .withText(PromptTexts.SYSTEM + ":<text>", ErrorCodeText::parse)
          .withNameAndText("<name>:<text>", ServerMessage.Chatted::new)
          .withNameAndText("* <name> <text>", ServerMessage.Emoted::new);

  PromptClientCodec(WireContext wire) {
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
    // The exact word is the command to quit.
    return segments("", chat.text().equals(PromptTexts.QUIT) ? chat.text() + " " : chat.text(), "");
  }

  @Override
  public List<String> onPrivateMessage(ClientMessage.PrivateMessage message) {
    return List.of();
  }

  @Override
  public List<String> onQuit(ClientMessage.Quit quit) {
    return List.of(PromptTexts.QUIT);
  }

  @Override
  protected ServerMessage read(String text) {
    return SENTENCES.read(text).orElseGet(() -> ErrorCodeText.parse(text));
  }
}
