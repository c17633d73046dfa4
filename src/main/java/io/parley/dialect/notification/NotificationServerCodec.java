package io.parley.dialect.notification;

import static io.parley.dialect.notification.NotificationPacketNames.CODE;
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

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.dialect.BareJsonServerCodec;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.PlainTextFormatter;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.wire.WireContext;
import io.parley.wire.json.BareJson;
import io.parley.wire.text.ErrorCodeText;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pekko.util.ByteString;

/**
 * The server side. The original client ends on a packet without a username that is no notification,
 * so that the server's own messages have one.
 */
final class NotificationServerCodec extends BareJsonServerCodec {
  private final BareJson json;

  NotificationServerCodec(WireContext wire, BareJson json) {
    super(
        wire,
        json,
        Map.of(
            USERNAME, packet -> new ClientMessage.Hello(packet.string(CONTENT)),
            MESSAGE, packet -> new ClientMessage.Chat(packet.string(CONTENT)),
            PRIVATE_MESSAGE,
                packet ->
                    new ClientMessage.PrivateMessage(
                        packet.string(RECIPIENT), packet.string(CONTENT))));
    this.json = json;
  }

  @Override
  public List<ByteString> onPasswordRequested(ServerMessage.PasswordRequested requested) {
    return json.single(system(PASSWORD_PROMPT));
  }

  @Override
  public List<ByteString> onNicknameRequested(ServerMessage.NicknameRequested requested) {
    return json.single(system(PROMPT));
  }

  /** Clients of this dialect keep no list of members. */
  @Override
  public List<ByteString> onJoined(ServerMessage.Joined joined) {
    return joined.once() ? List.of() : notification(joined.nickname() + HAS_JOINED);
  }

  @Override
  public List<ByteString> onLeft(ServerMessage.Left left) {
    return left.once()
        ? List.of()
        : concat(Stream.of(kickNotice(left), notification(left.nickname() + HAS_LEFT)));
  }

  @Override
  public List<ByteString> onPresenceSummary(ServerMessage.PresenceSummary summary) {
    return notification(PlainTextFormatter.format(summary).value());
  }

  @Override
  public List<ByteString> onChatted(ServerMessage.Chatted chatted) {
    return json.split(
        chatted.annotatedText().value(),
        text -> chatPacket(MESSAGE, chatted.nickname().value(), text));
  }

  @Override
  public List<ByteString> onEmoted(ServerMessage.Emoted emoted) {
    return json.split(
        emoted.annotatedText().value(),
        text -> chatPacket(MESSAGE, emoted.nickname().value(), "*" + text + "*"));
  }

  @Override
  public List<ByteString> onPrivateMessage(ServerMessage.PrivateMessage message) {
    if (message.isPast()) {
      return pastMessage(message);
    }
    return json.split(
        message.text().value(),
        text ->
            chatPacket(PRIVATE_MESSAGE, message.from().value(), text)
                .put(RECIPIENT, message.to().value()));
  }

  @Override
  public List<ByteString> onNotice(ServerMessage.Notice notice) {
    return json.split(notice.text().value(), this::system);
  }

  @Override
  public List<ByteString> onRefused(ServerMessage.Refused refused) {
    Problem problem = refused.problem();
    return json.split(
        ErrorCodeText.format(problem), content -> system(content).put(CODE, problem.code().name()));
  }

  @Override
  public List<ByteString> onWelcomed(ServerMessage.Welcomed welcomed) {
    return List.of(); // the client's own join is the confirmation
  }

  @Override
  public List<ByteString> onMemberList(ServerMessage.MemberList present) {
    return List.of();
  }

  @Override
  public List<ByteString> onPong(ServerMessage.Pong pong) {
    return List.of();
  }

  @Override
  public List<ByteString> onGoodbye(ServerMessage.Goodbye goodbye) {
    return List.of();
  }

  private ObjectNode system(String content) {
    return chatPacket(SYSTEM, SYSTEM, content);
  }

  private List<ByteString> notification(String content) {
    return json.single(json.packet(NOTIFICATION).put(CONTENT, content));
  }

  private ObjectNode chatPacket(String type, String username, String content) {
    return json.packet(type).put(USERNAME, username).put(CONTENT, content);
  }
}
