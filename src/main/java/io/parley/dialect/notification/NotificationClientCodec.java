package io.parley.dialect.notification;

import static io.parley.dialect.notification.NotificationPacketNames.CONTENT;
import static io.parley.dialect.notification.NotificationPacketNames.HAS_JOINED;
import static io.parley.dialect.notification.NotificationPacketNames.HAS_LEFT;
import static io.parley.dialect.notification.NotificationPacketNames.MESSAGE;
import static io.parley.dialect.notification.NotificationPacketNames.NOTIFICATION;
import static io.parley.dialect.notification.NotificationPacketNames.PASSWORD_PROMPT;
import static io.parley.dialect.notification.NotificationPacketNames.PRIVATE_MESSAGE;
import static io.parley.dialect.notification.NotificationPacketNames.PROMPT;
import static io.parley.dialect.notification.NotificationPacketNames.RECIPIENT;
import static io.parley.dialect.notification.NotificationPacketNames.SYSTEM;
import static io.parley.dialect.notification.NotificationPacketNames.USERNAME;

import io.parley.dialect.BareJsonClientCodec;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.RejectedException;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.wire.WireContext;
import io.parley.wire.json.BareJson;
import io.parley.wire.json.JsonPacket;
import io.parley.wire.text.ErrorCodeText;
import io.parley.wire.text.SentencePatterns;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/** The client side; it also reads the original server. */
final class NotificationClientCodec extends BareJsonClientCodec {

  private final BareJson json;

  NotificationClientCodec(WireContext wire, BareJson json) {
    super(
        wire,
        json,
        Map.of(
            SYSTEM,
            NotificationClientCodec::system,
            NOTIFICATION,
            packet -> notification(packet.string(CONTENT)),
            MESSAGE,
            packet -> new ServerMessage.Chatted(sender(packet), content(packet)),
            PRIVATE_MESSAGE,
            NotificationClientCodec::privateMessage));
    this.json = json;
  }

  @Override
  protected ClientMessage.Handler<List<ByteString>> writer(Optional<String> self) {
    return new NotificationClientPacketWriter(json, self);
  }

  private static ServerMessage system(JsonPacket packet) throws RejectedException {
    String content = packet.string(CONTENT);
    return switch (content) {
      case PROMPT -> new ServerMessage.NicknameRequested();
      case PASSWORD_PROMPT -> new ServerMessage.PasswordRequested();
      default -> ErrorCodeText.parse(content);
    };
  }

  private static ServerMessage notification(String content) {
    return nicknameBefore(content, HAS_JOINED)
        .<ServerMessage>map(ServerMessage.Joined::new)
        .or(() -> nicknameBefore(content, HAS_LEFT).map(ServerMessage.Left::new))
        .orElseGet(() -> new ServerMessage.Notice(Text.sanitize(content)));
  }

  private static Optional<Nickname> nicknameBefore(String content, String suffix) {
    return content.endsWith(suffix)
        ? Optional.of(Nickname.sanitize(content.substring(0, content.length() - suffix.length())))
        : Optional.empty();
  }

  private static ServerMessage privateMessage(JsonPacket packet) throws RejectedException {
    Nickname to =
        packet.optionalString(RECIPIENT).map(Nickname::sanitize).orElse(SentencePatterns.YOU);
    return new ServerMessage.PrivateMessage(sender(packet), to, content(packet));
  }

  private static Nickname sender(JsonPacket packet) throws RejectedException {
    return Nickname.sanitize(packet.string(USERNAME));
  }

  private static Text content(JsonPacket packet) throws RejectedException {
    return Text.sanitize(packet.string(CONTENT));
  }
}
