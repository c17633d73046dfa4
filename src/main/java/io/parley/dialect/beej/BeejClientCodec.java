package io.parley.dialect.beej;

import static io.parley.dialect.beej.BeejPacketNames.CHAT;
import static io.parley.dialect.beej.BeejPacketNames.EXTENSIONS;
import static io.parley.dialect.beej.BeejPacketNames.HELLO;
import static io.parley.dialect.beej.BeejPacketNames.MESSAGE;
import static io.parley.dialect.beej.BeejPacketNames.NICK;
import static io.parley.dialect.beej.BeejPacketNames.PING;
import static io.parley.dialect.beej.BeejPacketNames.PM;
import static io.parley.dialect.beej.BeejPacketNames.TO;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.dialect.DialectCodec;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.framing.LengthFraming;
import io.parley.wire.json.PacketTable;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;

/**
 * The mirror image of both server sides. It says with its hello that it knows extensions, which a
 * server that knows none ignores, and reads other servers of this dialect too, whatever they call
 * people.
 */
final class BeejClientCodec
    implements DialectCodec<ClientMessage, ServerMessage>, ClientMessage.Handler<ByteString> {
  private final LengthFraming framing;
  private final BeejFrameWriter frames;
  private final BeejRequestWriter requests;
  private final PacketTable<ServerMessage> table;

  BeejClientCodec(ObjectMapper json, LengthFraming framing, int remembered) {
    this.framing = framing;
    this.frames = new BeejFrameWriter(json, framing);
    this.requests = new BeejRequestWriter(frames);
    this.table = new PacketTable<>(json, BeejServerPacketReader.READERS, remembered);
  }

  @Override
  public ByteString encode(ClientMessage message) {
    return message.accept(this);
  }

  @Override
  public Flow<ByteString, DecodeResult<ServerMessage>, NotUsed> decoder() {
    return framing.decoder(table::read);
  }

  @Override
  public ByteString onHello(ClientMessage.Hello hello) {
    return frames.frame(frames.packet(HELLO).put(NICK, hello.nickname()).put(EXTENSIONS, true));
  }

  @Override
  public ByteString onChat(ClientMessage.Chat chat) {
    return frames.frame(frames.packet(CHAT).put(MESSAGE, chat.text()));
  }

  @Override
  public ByteString onPrivateMessage(ClientMessage.PrivateMessage message) {
    return frames.frame(frames.packet(PM).put(TO, message.target()).put(MESSAGE, message.text()));
  }

  @Override
  public ByteString onPing(ClientMessage.Ping ping) {
    return frames.frame(frames.packet(PING));
  }

  @Override
  public ByteString onQuit(ClientMessage.Quit quit) {
    return ByteString.emptyByteString(); // closing says it, to every server
  }

  @Override
  public ByteString onRequest(ClientMessage.RequestMessage asked) {
    return frames.frame(asked.request().accept(requests));
  }
}
