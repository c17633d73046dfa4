package io.parley.dialect.beej;

import static io.parley.dialect.beej.BeejPacketNames.CHAT;
import static io.parley.dialect.beej.BeejPacketNames.EXTENSIONS;
import static io.parley.dialect.beej.BeejPacketNames.HELLO;
import static io.parley.dialect.beej.BeejPacketNames.LEAVE;
import static io.parley.dialect.beej.BeejPacketNames.MESSAGE;
import static io.parley.dialect.beej.BeejPacketNames.NICK;
import static io.parley.dialect.beej.BeejPacketNames.ONCE;
import static io.parley.dialect.beej.BeejPacketNames.PASSWORD;
import static io.parley.dialect.beej.BeejPacketNames.PING;
import static io.parley.dialect.beej.BeejPacketNames.PM;
import static io.parley.dialect.beej.BeejPacketNames.REASON;
import static io.parley.dialect.beej.BeejPacketNames.ROOM;
import static io.parley.dialect.beej.BeejPacketNames.TO;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.dialect.FramedDialectCodec;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.flow.InputMemory;
import io.parley.wire.framing.ConnectionCodec;
import io.parley.wire.framing.FramedCodec;
import io.parley.wire.framing.LengthFraming;
import io.parley.wire.json.PacketTable;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.util.ByteString;

/**
 * The client side, for basic and extended servers. Its hello says that it knows extensions, which a
 * basic server ignores. It also reads other servers of this dialect, whose rules for nicknames may
 * differ.
 */
final class BeejClientCodec
    implements FramedDialectCodec<ClientMessage, ServerMessage>, ClientMessage.Handler<ByteString> {
  private final BeejFrameWriter frames;
  private final BeejRequestWriter requests;
  private final BidiFlow<
          Batch<ClientMessage>, ByteString, ByteString, DecodeResult<ServerMessage>, NotUsed>
      bidiFlow;

  BeejClientCodec(ObjectMapper json, LengthFraming framing, int decodeCacheSize) {
    this.frames = new BeejFrameWriter(json, framing);
    this.requests = new BeejRequestWriter(frames);
    PacketTable<ServerMessage> table =
        new PacketTable<>(json, BeejServerPacketReader.READERS, decodeCacheSize);
    this.bidiFlow =
        FramedCodec.bidiFlow(
            framing, () -> ConnectionCodec.of(this, table::read), InputMemory.UNBOUNDED);
  }

  @Override
  public ByteString encode(ClientMessage message) {
    return message.accept(this);
  }

  @Override
  public BidiFlow<
          Batch<ClientMessage>, ByteString, ByteString, DecodeResult<ServerMessage>, NotUsed>
      bidiFlow() {
    return bidiFlow;
  }

  @Override
  public ByteString onHello(ClientMessage.Hello hello) {
    ObjectNode packet = frames.packet(HELLO).put(NICK, hello.nickname()).put(EXTENSIONS, true);
    hello.password().ifPresent(password -> packet.put(PASSWORD, password.reveal()));
    return frames.frame(hello.once() ? packet.put(ONCE, true) : packet);
  }

  @Override
  public ByteString onChat(ClientMessage.Chat chat) {
    ObjectNode packet = frames.packet(CHAT).put(MESSAGE, chat.text());
    chat.room().ifPresent(room -> packet.put(ROOM, room));
    return frames.frame(packet);
  }

  @Override
  public ByteString onPrivateMessage(ClientMessage.PrivateMessage message) {
    return frames.frame(frames.packet(PM).put(TO, message.target()).put(MESSAGE, message.text()));
  }

  @Override
  public ByteString onPing(ClientMessage.Ping ping) {
    return frames.frame(frames.packet(PING));
  }

  /** To close the connection is enough, unless there is a reason. */
  @Override
  public ByteString onQuit(ClientMessage.Quit quit) {
    return quit.reason()
        .map(reason -> frames.frame(frames.packet(LEAVE).put(REASON, reason)))
        .orElse(ByteString.emptyByteString());
  }

  @Override
  public ByteString onRequest(ClientMessage.RequestMessage message) {
    return frames.frame(message.request().accept(requests));
  }
}
