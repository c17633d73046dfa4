package io.parley.dialect.plain;

import io.parley.dialect.TextClientCodec;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.wire.WireContext;
import io.parley.wire.text.ErrorCodeText;
import io.parley.wire.text.SentencePatterns;
import java.util.List;

/** The client side. An author without a name is shown as {@code ?}. */
final class PlainClientCodec extends TextClientCodec {
  private static final SentencePatterns SENTENCES =
      new SentencePatterns()
          .withNameAndText(
              "<name> (private): <text>",
              (from, text) -> new ServerMessage.PrivateMessage(from, SentencePatterns.YOU, text))
          .withNameAndText("<name>: <text>", ServerMessage.Chatted::new)
          .withNameAndText("* <name> <text>", ServerMessage.Emoted::new);

  PlainClientCodec(WireContext wire) {
    super(wire);
  }

  @Override
  public List<String> onHello(ClientMessage.Hello hello) {
    return List.of();
  }

  @Override
  public List<String> onChat(ClientMessage.Chat chat) {
    if (chat.room().isPresent()) {
      return List.of(); // the dialect cannot name a room
    }
    return segments("", chat.text(), "");
  }

  @Override
  public List<String> onPrivateMessage(ClientMessage.PrivateMessage message) {
    return List.of();
  }

  @Override
  public List<String> onQuit(ClientMessage.Quit quit) {
    return List.of();
  }

  @Override
  protected ServerMessage read(String text) {
    return text.startsWith(PlainServerCodec.SERVER_PREFIX)
        ? ErrorCodeText.parse(text.substring(PlainServerCodec.SERVER_PREFIX.length()))
        : SENTENCES
            .read(text)
            .orElseGet(() -> new ServerMessage.Chatted(Nickname.sanitize(""), Text.sanitize(text)));
  }
}
