package io.parley.dialect.login;

import static io.parley.dialect.login.LoginPacketNames.CHAT;
import static io.parley.dialect.login.LoginPacketNames.CONTENT;
import static io.parley.dialect.login.LoginPacketNames.LOGIN;
import static io.parley.dialect.login.LoginPacketNames.LOGOUT;
import static io.parley.dialect.login.LoginPacketNames.NO_PASSWORD;
import static io.parley.dialect.login.LoginPacketNames.PASSWORD;
import static io.parley.dialect.login.LoginPacketNames.USERNAME;

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
record LoginClientPacketWriter(BareJson json, Optional<String> self)
    implements ClientMessage.Handler<List<ByteString>> {
  @Override
  public List<ByteString> onHello(ClientMessage.Hello hello) {
    return json.single(
        json.packet(LOGIN)
            .put(USERNAME, hello.nickname())
            .put(PASSWORD, hello.password().map(Password::reveal).orElse(NO_PASSWORD)));
  }

  @Override
  public List<ByteString> onChat(ClientMessage.Chat chat) {
    if (chat.room().isPresent()) {
      return List.of(); // the dialect cannot name a room
    }
    return json.split(chat.text(), text -> packetWithName(CHAT).put(CONTENT, text));
  }

  @Override
  public List<ByteString> onQuit(ClientMessage.Quit quit) {
    return json.single(packetWithName(LOGOUT));
  }

  @Override
  public List<ByteString> onPrivateMessage(ClientMessage.PrivateMessage message) {
    return List.of(); // the dialect has no packet for it
  }

  @Override
  public List<ByteString> onPing(ClientMessage.Ping ping) {
    return List.of();
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
