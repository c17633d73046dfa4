package io.parley.dialect.notification;

import static io.parley.dialect.notification.NotificationPackets.CONTENT;
import static io.parley.dialect.notification.NotificationPackets.MESSAGE;
import static io.parley.dialect.notification.NotificationPackets.PRIVATE_MESSAGE;
import static io.parley.dialect.notification.NotificationPackets.RECIPIENT;
import static io.parley.dialect.notification.NotificationPackets.USERNAME;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.dialect.BareJson;
import io.parley.protocol.ClientMessage;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/**
 * Writes what the client says.
 *
 * @param self under which name, which this project's server ignores
 */
record NotificationClientPackets(BareJson json, Optional<String> self)
    implements ClientMessage.Handler<List<ByteString>> {
  @Override
  public List<ByteString> onHello(ClientMessage.Hello hello) {
    return json.whole(json.packet(USERNAME).put(CONTENT, hello.nickname()));
  }

  @Override
  public List<ByteString> onChat(ClientMessage.Chat chat) {
    return json.pieces(chat.text(), text -> named(MESSAGE).put(CONTENT, text));
  }

  @Override
  public List<ByteString> onPrivateMessage(ClientMessage.PrivateMessage message) {
    return json.pieces(
        message.text(),
        text -> named(PRIVATE_MESSAGE).put(CONTENT, text).put(RECIPIENT, message.target()));
  }

  @Override
  public List<ByteString> onPing(ClientMessage.Ping ping) {
    return List.of();
  }

  @Override
  public List<ByteString> onQuit(ClientMessage.Quit quit) {
    return List.of(); // closing says it
  }

  private ObjectNode named(String type) {
    ObjectNode packet = json.packet(type);
    self.ifPresent(name -> packet.put(USERNAME, name));
    return packet;
  }

  @Override
  public List<ByteString> onAsked(ClientMessage.Asked asked) {
    return List.of(); // no packet
  }
}
