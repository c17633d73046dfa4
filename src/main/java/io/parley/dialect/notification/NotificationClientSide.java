package io.parley.dialect.notification;

import static io.parley.dialect.notification.NotificationPackets.CONTENT;
import static io.parley.dialect.notification.NotificationPackets.HAS_JOINED;
import static io.parley.dialect.notification.NotificationPackets.HAS_LEFT;
import static io.parley.dialect.notification.NotificationPackets.MESSAGE;
import static io.parley.dialect.notification.NotificationPackets.NOTIFICATION;
import static io.parley.dialect.notification.NotificationPackets.PRIVATE_MESSAGE;
import static io.parley.dialect.notification.NotificationPackets.PROMPT;
import static io.parley.dialect.notification.NotificationPackets.RECIPIENT;
import static io.parley.dialect.notification.NotificationPackets.SYSTEM;
import static io.parley.dialect.notification.NotificationPackets.USERNAME;

import io.parley.dialect.BareJson;
import io.parley.dialect.BareJsonClientSide;
import io.parley.dialect.CodedText;
import io.parley.dialect.JsonPacket;
import io.parley.dialect.Wire;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.RejectedException;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/** The mirror image of {@link NotificationServerSide}. */
final class NotificationClientSide extends BareJsonClientSide {
  /** Whom the server means if it gives no recipient. */
  private static final Nickname YOU = Nickname.foreign("you");

  private final BareJson json;

  NotificationClientSide(Wire wire, BareJson json) {
    super(
        wire,
        json,
        Map.of(
            SYSTEM,
            NotificationClientSide::system,
            NOTIFICATION,
            packet -> notification(packet.string(CONTENT)),
            MESSAGE,
            packet -> new ServerMessage.Chatted(sender(packet), content(packet)),
            PRIVATE_MESSAGE,
            NotificationClientSide::privateMessage));
    this.json = json;
  }

  @Override
  protected ClientMessage.Handler<List<ByteString>> writer(Optional<String> self) {
    return new NotificationClientPackets(json, self);
  }

  private static ServerMessage system(JsonPacket packet) throws RejectedException {
    String content = packet.string(CONTENT);
    return content.equals(PROMPT) ? new ServerMessage.NicknameRequested() : CodedText.read(content);
  }

  private static ServerMessage notification(String content) {
    return named(content, HAS_JOINED)
        .<ServerMessage>map(ServerMessage.Joined::new)
        .or(() -> named(content, HAS_LEFT).map(ServerMessage.Left::new))
        .orElseGet(() -> new ServerMessage.Notice(Text.clean(content)));
  }

  private static Optional<Nickname> named(String content, String what) {
    return content.endsWith(what)
        ? Optional.of(Nickname.foreign(content.substring(0, content.length() - what.length())))
        : Optional.empty();
  }

  private static ServerMessage privateMessage(JsonPacket packet) throws RejectedException {
    Nickname to = packet.optionalString(RECIPIENT).map(Nickname::foreign).orElse(YOU);
    return new ServerMessage.PrivateMessage(sender(packet), to, content(packet));
  }

  private static Nickname sender(JsonPacket packet) throws RejectedException {
    return Nickname.foreign(packet.string(USERNAME));
  }

  private static Text content(JsonPacket packet) throws RejectedException {
    return Text.clean(packet.string(CONTENT));
  }
}
