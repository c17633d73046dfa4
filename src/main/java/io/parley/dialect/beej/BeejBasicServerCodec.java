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
import io.parley.dialect.DialectCodec;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.PlainTextFormatter;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.wire.WireContext;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.framing.ConnectionCodec;
import io.parley.wire.framing.FramedCodec;
import io.parley.wire.text.ErrorCodeText;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.util.ByteString;

/**
 * What the server says to basic clients, which die on packets that they do not know: only join,
 * leave and chat go out. Every connection begins so; once its client has shown that it knows more,
 * the {@link BeejExtendedServerCodec} writes to it.
 */
final class BeejBasicServerCodec extends BeejServerCodec {
  private final BeejClientPacketReader packetReader;
  private final BeejFrameWriter frames;
  private final BeejExtendedServerCodec extendedCodec;
  private final WireContext wire;
  private final BidiFlow<
          Batch<ServerMessage>, ByteString, ByteString, DecodeResult<ClientMessage>, NotUsed>
      bidiFlow;

  BeejBasicServerCodec(
      BeejClientPacketReader reading,
      BeejFrameWriter frames,
      BeejExtendedServerCodec extended,
      WireContext wire) {
    super(reading);
    this.packetReader = reading;
    this.frames = frames;
    this.extendedCodec = extended;
    this.wire = wire;
    this.bidiFlow = FramedCodec.bidiFlow(reading.framing(), UpgradingCodec::new);
  }

  @Override
  public BidiFlow<
          Batch<ServerMessage>, ByteString, ByteString, DecodeResult<ClientMessage>, NotUsed>
      bidiFlow() {
    return bidiFlow;
  }

  /** What one connection says and hears. */
  private final class UpgradingCodec implements ConnectionCodec<ServerMessage, ClientMessage> {
    private DialectCodec<ServerMessage, ?> writer = BeejBasicServerCodec.this;

    @Override
    public ByteString encode(Batch<ServerMessage> batch) {
      return batch.encodedWith(writer).bytes();
    }

    @Override
    public DecodeResult<ClientMessage> decode(ByteString payload) {
      return packetReader.read(payload, () -> writer = extendedCodec);
    }
  }

  @Override
  public ByteString onJoined(ServerMessage.Joined joined) {
    return nicknamePacket(JOIN, joined.nickname());
  }

  @Override
  public ByteString onLeft(ServerMessage.Left left) {
    return nicknamePacket(LEAVE, left.nickname());
  }

  @Override
  public ByteString onChatted(ServerMessage.Chatted chatted) {
    return frames.frame(chat(chatted.nickname().value(), chatted.text().value()));
  }

  @Override
  public ByteString onEmoted(ServerMessage.Emoted emoted) {
    return frames.frame(chat(EMOTE_NICK, emoted.nickname() + " " + emoted.text().value()));
  }

  @Override
  public ByteString onPrivateMessage(ServerMessage.PrivateMessage message) {
    return frames.frame(chat(message.from() + ARROW + message.to(), message.text().value()));
  }

  @Override
  public ByteString onNotice(ServerMessage.Notice notice) {
    return serverText(notice.text());
  }

  @Override
  public ByteString onTopicChanged(ServerMessage.TopicChanged topic) {
    return serverText(PlainTextFormatter.format(topic));
  }

  @Override
  public ByteString onAnswered(ServerMessage.Answered answered) {
    return answered.answer().toPlainText().stream()
        .map(this::serverText)
        .reduce(ByteString.emptyByteString(), ByteString::concat);
  }

  @Override
  ByteString refusal(Problem problem) {
    return frames.frame(chat(SERVER_NICK, ErrorCodeText.format(problem)));
  }

  @Override
  public ByteString onMemberList(ServerMessage.MemberList present) {
    return ByteString.emptyByteString(); // who comes in here has not asked
  }

  @Override
  public ByteString onBacklog(ServerMessage.Backlog recalled) {
    return encodeAll(wire.messagesToReplay(recalled)).bytes();
  }

  @Override
  public ByteString onPong(ServerMessage.Pong pong) {
    return ByteString.emptyByteString();
  }

  /** What the server itself says; the names of very many rooms take more than one frame. */
  private ByteString serverText(Text text) {
    return frames.frameText(text.value(), piece -> chat(SERVER_NICK, piece));
  }

  private ObjectNode chat(String nick, String message) {
    return frames.packet(CHAT).put(NICK, nick).put(MESSAGE, message);
  }

  private ByteString nicknamePacket(String type, Nickname nickname) {
    return frames.frame(frames.packet(type).put(NICK, nickname.value()));
  }
}
