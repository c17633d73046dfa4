package io.parley.dialect.notification;

import static io.parley.dialect.notification.NotificationPackets.CODE;
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

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.dialect.BareJson;
import io.parley.dialect.BareJsonServerSide;
import io.parley.dialect.CodedText;
import io.parley.dialect.Wire;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import java.util.List;
import java.util.Map;
import org.apache.pekko.util.ByteString;

/**
 * What the server says. The authors' client dies on a packet without a username unless it is a
 * notification, so that the server's own words have one.
 */
final class NotificationServerSide extends BareJsonServerSide {
  private final BareJson json;

  NotificationServerSide(Wire wire, BareJson json) {
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
  public List<ByteString> onNicknameRequested(ServerMessage.NicknameRequested requested) {
    return json.whole(system(PROMPT));
  }

  @Override
  public List<ByteString> onJoined(ServerMessage.Joined joined) {
    return notification(joined.nickname() + HAS_JOINED);
  }

  @Override
  public List<ByteString> onLeft(ServerMessage.Left left) {
    return notification(left.nickname() + HAS_LEFT);
  }

  @Override
  public List<ByteString> onChatted(ServerMessage.Chatted chatted) {
    return json.pieces(
        chatted.text().value(), text -> said(MESSAGE, chatted.nickname().value(), text));
  }

  @Override
  public List<ByteString> onEmoted(ServerMessage.Emoted emoted) {
    return json.pieces(
        emoted.text().value(), text -> said(MESSAGE, emoted.nickname().value(), "*" + text + "*"));
  }

  @Override
  public List<ByteString> onPrivateMessage(ServerMessage.PrivateMessage message) {
    return json.pieces(
        message.text().value(),
        text ->
            said(PRIVATE_MESSAGE, message.from().value(), text)
                .put(RECIPIENT, message.to().value()));
  }

  @Override
  public List<ByteString> onNotice(ServerMessage.Notice notice) {
    return json.pieces(notice.text().value(), this::system);
  }

  @Override
  public List<ByteString> onRefused(ServerMessage.Refused refused) {
    Problem problem = refused.problem();
    return json.pieces(
        CodedText.of(problem), content -> system(content).put(CODE, problem.code().name()));
  }

  @Override
  public List<ByteString> onWelcomed(ServerMessage.Welcomed welcomed) {
    return List.of(); // its own join tells a newcomer that it is in
  }

  @Override
  public List<ByteString> onPresent(ServerMessage.Present present) {
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
    return said(SYSTEM, SYSTEM, content);
  }

  private List<ByteString> notification(String content) {
    return json.whole(json.packet(NOTIFICATION).put(CONTENT, content));
  }

  private ObjectNode said(String type, String username, String content) {
    return json.packet(type).put(USERNAME, username).put(CONTENT, content);
  }
}
