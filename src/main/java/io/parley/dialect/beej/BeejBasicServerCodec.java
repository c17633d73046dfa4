package io.parley.dialect.beej;

import static io.parley.dialect.beej.BeejPacketNames.ARROW;
import static io.parley.dialect.beej.BeejPacketNames.CHAT;
import static io.parley.dialect.beej.BeejPacketNames.EMOTE_NICK;
import static io.parley.dialect.beej.BeejPacketNames.JOIN;
import static io.parley.dialect.beej.BeejPacketNames.LEAVE;
import static io.parley.dialect.beej.BeejPacketNames.MESSAGE;
import static io.parley.dialect.beej.BeejPacketNames.NICK;
import static io.parley.dialect.beej.BeejPacketNames.SERVER_NICK;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.dialect.NoticeFallback;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.BatchEncoder;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.flow.InputMemory;
import io.parley.wire.framing.ConnectionCodec;
import io.parley.wire.text.ErrorCodeText;
import java.util.stream.Stream;
import org.apache.pekko.util.ByteString;

/**
 * The server side for basic clients. They end on packets that they do not know, so that they get
 * only {@code join}, {@code leave} and {@code chat}. Every connection starts with this codec; once
 * its client has sent an extension packet, {@link BeejExtendedServerCodec} writes to it.
 */
final class BeejBasicServerCodec extends BeejServerCodec implements NoticeFallback<ByteString> {
  private final BeejFrameWriter frames;
  private final BeejExtendedServerCodec extendedCodec;
  private final boolean replaysHistory;

  BeejBasicServerCodec(
      BeejClientPacketReader packetReader,
      BeejFrameWriter frames,
      BeejExtendedServerCodec extendedCodec,
      boolean replaysHistory,
      InputMemory inputMemory) {
    super(packetReader, inputMemory);
    this.frames = frames;
    this.extendedCodec = extendedCodec;
    this.replaysHistory = replaysHistory;
  }

  @Override
  ConnectionCodec<ServerMessage, ClientMessage> createConnectionCodec() {
    return new UpgradingCodec();
  }

  /** Writes basic packets until the client has sent an extension packet. */
  private final class UpgradingCodec implements ConnectionCodec<ServerMessage, ClientMessage> {
    private volatile BatchEncoder<ServerMessage> writer = BeejBasicServerCodec.this;

    @Override
    public ByteString encode(Batch<ServerMessage> batch) {
      return batch.encodedWith(writer).bytes();
    }

    @Override
    public BatchEncoder<ServerMessage> encoder() {
      return writer;
    }

    @Override
    public DecodeResult<ClientMessage> decode(ByteString payload) {
      return packetReader().read(payload, () -> writer = extendedCodec);
    }
  }

  @Override
  public ByteString onJoined(ServerMessage.Joined joined) {
    return memberPacket(JOIN, joined.nickname(), joined.stamp());
  }

  @Override
  public ByteString onLeft(ServerMessage.Left left) {
    return kickNotice(left).concat(memberPacket(LEAVE, left.nickname(), left.stamp()));
  }

  @Override
  public ByteString onChatted(ServerMessage.Chatted chatted) {
    return frames.frame(chat(chatted.nickname().value(), chatted.annotatedText().value()));
  }

  @Override
  public ByteString onEmoted(ServerMessage.Emoted emoted) {
    return frames.frame(chat(EMOTE_NICK, emoted.nickname() + " " + emoted.annotatedText().value()));
  }

  @Override
  public ByteString onPrivateMessage(ServerMessage.PrivateMessage message) {
    if (message.isPast()) {
      return pastMessage(message);
    }
    return frames.frame(chat(message.from() + ARROW + message.to(), message.text().value()));
  }

  /** As several packets if it is longer than a frame, as a list of very many rooms may be. */
  @Override
  public ByteString onNotice(ServerMessage.Notice notice) {
    return frames.frameText(notice.text().value(), piece -> chat(SERVER_NICK, piece));
  }

  @Override
  public ByteString concat(Stream<ByteString> outputs) {
    return outputs.reduce(ByteString.emptyByteString(), ByteString::concat);
  }

  @Override
  public boolean replaysHistory() {
    return replaysHistory;
  }

  @Override
  ByteString refusal(Problem problem) {
    return frames.frame(chat(SERVER_NICK, ErrorCodeText.format(problem)));
  }

  @Override
  public ByteString onMemberList(ServerMessage.MemberList present) {
    return ByteString.emptyByteString(); // a basic client has no packet for it
  }

  @Override
  public ByteString onPong(ServerMessage.Pong pong) {
    return ByteString.emptyByteString();
  }

  private ObjectNode chat(String nick, String message) {
    return frames.packet(CHAT).put(NICK, nick).put(MESSAGE, message);
  }

  /** With the room, which some basic clients need and the others ignore. */
  private ByteString memberPacket(String type, Nickname nickname, Stamp stamp) {
    ObjectNode packet = frames.packet(type).put(NICK, nickname.value());
    return frames.frame(BeejStampFields.writeRoom(packet, stamp));
  }
}
