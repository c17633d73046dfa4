package io.parley.dialect.notification;

import static io.parley.dialect.notification.NotificationPacketNames.CONTENT;
import static io.parley.dialect.notification.NotificationPacketNames.MESSAGE;
import static io.parley.dialect.notification.NotificationPacketNames.PRIVATE_MESSAGE;
import static io.parley.dialect.notification.NotificationPacketNames.RECIPIENT;
import static io.parley.dialect.notification.NotificationPacketNames.USERNAME;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Password;
import io.parley.wire.json.BareJson;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/**
 * Writes the packets of a client.
 *
 * @param self its nickname for the original server; Parley's server ignores it
 */
record NotificationClientPacketWriter(BareJson json, Optional<String> self)
    implements ClientMessage.Handler<List<ByteString>> {
  /** The answer to the question for a password is that packet, too. */
  @Override
  public List<ByteString> onHello(ClientMessage.Hello hello) {
    String answer = hello.password().map(Password::reveal).orElse(hello.nickname());
    return json.single(json.packet(USERNAME).put(CONTENT, answer));
  }

  @Override
  public List<ByteString> onChat(ClientMessage.Chat chat) {
    if (chat.room().isPresent()) {
      return List.of(); // the dialect cannot name a room
    }
    return json.split(chat.text(), text -> packetWithName(MESSAGE).put(CONTENT, text));
  }

  @Override
  public List<ByteString> onPrivateMessage(ClientMessage.PrivateMessage message) {
    return json.split(
        message.text(),
        text ->
            packetWithName(PRIVATE_MESSAGE).put(CONTENT, text).put(RECIPIENT, message.target()));
  }

  @Override
  public List<ByteString> onPing(ClientMessage.Ping ping) {
    return List.of();
  }

  @Override
  public List<ByteString> onQuit(ClientMessage.Quit quit) {
    return List.of(); // closing the connection is enough
  }

  private ObjectNode packetWithName(String type) {
    ObjectNode packet = json.packet(type);
    self.ifPresent(name -> packet.put(USERNAME, name));
    return packet;
  }

  @Override
  public List<ByteString> onRequest(ClientMessage.RequestMessage request) {
    return List.of();
  }
}
