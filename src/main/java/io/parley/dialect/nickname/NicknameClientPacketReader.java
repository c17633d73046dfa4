package io.parley.dialect.nickname;

import static io.parley.dialect.nickname.NicknamePacketNames.CHAT;
import static io.parley.dialect.nickname.NicknamePacketNames.CONTENT;
import static io.parley.dialect.nickname.NicknamePacketNames.EXTENSIONS;
import static io.parley.dialect.nickname.NicknamePacketNames.JOIN_ROOM;
import static io.parley.dialect.nickname.NicknamePacketNames.LEAVE_ROOM;
import static io.parley.dialect.nickname.NicknamePacketNames.NICKNAME;
import static io.parley.dialect.nickname.NicknamePacketNames.NICKNAME_RESPONSE;
import static io.parley.dialect.nickname.NicknamePacketNames.PING;
import static io.parley.dialect.nickname.NicknamePacketNames.PRIVATE;
import static io.parley.dialect.nickname.NicknamePacketNames.REASON;
import static io.parley.dialect.nickname.NicknamePacketNames.ROOM;
import static io.parley.dialect.nickname.NicknamePacketNames.ROOMS;
import static io.parley.dialect.nickname.NicknamePacketNames.TARGET;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.RejectedException;
import io.parley.protocol.Request;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.json.JsonPacket;
import io.parley.wire.json.PacketTable;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.pekko.util.ByteString;

/** Reads the packets of clients. Strips white space around texts, as the original server does. */
final class NicknameClientPacketReader {
  private static final Map<String, PacketTable.Reader<ClientMessage>> READERS =
      Map.of(
          NICKNAME_RESPONSE,
          packet -> new ClientMessage.Hello(packet.string(NICKNAME)),
          CHAT,
          packet -> new ClientMessage.Chat(stripped(packet, CONTENT)),
          PRIVATE,
          packet ->
              new ClientMessage.PrivateMessage(stripped(packet, TARGET), stripped(packet, CONTENT)),
          PING,
          packet -> new ClientMessage.Ping(),
          JOIN_ROOM,
          packet -> new ClientMessage.RequestMessage(new Request.Join(stripped(packet, ROOM))),
          LEAVE_ROOM,
          packet ->
              new ClientMessage.RequestMessage(
                  new Request.Part(
                      packet.stringIfPresent(ROOM).map(String::strip),
                      packet.stringIfPresent(REASON))),
          ROOMS,
          packet -> new ClientMessage.RequestMessage(new Request.ListRooms()));

  private final PacketTable<ClientMessage> table;

  NicknameClientPacketReader(ObjectMapper json) {
    this.table = new PacketTable<>(json, READERS);
  }

  /**
   * Reads a packet.
   *
   * @param extended gets whether the client knows more packets than the original one, if the packet
   *     shows it
   */
  DecodeResult<ClientMessage> read(ByteString payload, Consumer<Boolean> extended) {
    return table.read(
        payload,
        (type, packet) -> {
          if (type.equals(NICKNAME_RESPONSE)) {
            extended.accept(packet.flag(EXTENSIONS));
          } else if (type.equals(PRIVATE)) {
            extended.accept(true);
          }
        });
  }

  private static String stripped(JsonPacket packet, String field) throws RejectedException {
    return packet.string(field).strip();
  }
}
