package io.parley.dialect.plain;

import io.parley.dialect.CodedText;
import io.parley.dialect.TextClientSide;
import io.parley.dialect.TextPatterns;
import io.parley.dialect.Wire;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.util.List;

/** The mirror image of {@link PlainServerSide}. Who has no name is shown as {@code ?}. */
final class PlainClientSide extends TextClientSide {
  private static final String SERVER = "*** ";
  private static final TextPatterns SENTENCES =
      new TextPatterns()
          .said(
              "<name> (private): <text>",
              (from, said) -> new ServerMessage.PrivateMessage(from, TextPatterns.YOU, said))
          .said("<name>: <text>", ServerMessage.Chatted::new)
          .said("* <name> <text>", ServerMessage.Emoted::new);

  PlainClientSide(Wire wire) {
    super(wire);
  }

  @Override
  public List<String> onHello(ClientMessage.Hello hello) {
    return List.of();
  }

  @Override
  public List<String> onChat(ClientMessage.Chat chat) {
    return said("", chat.text());
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
    return List.of();
  }

  @Override
  protected ServerMessage read(String text) {
    return text.startsWith(SERVER)
        ? CodedText.read(text.substring(SERVER.length()))
        : SENTENCES
            .read(text)
            .orElseGet(() -> new ServerMessage.Chatted(Nickname.foreign(""), Text.clean(text)));
  }
}
