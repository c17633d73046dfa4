package io.parley.dialect.beej;

import static io.parley.dialect.beej.BeejPackets.ARROW;
import static io.parley.dialect.beej.BeejPackets.CHAT;
import static io.parley.dialect.beej.BeejPackets.EMOTE_NICK;
import static io.parley.dialect.beej.BeejPackets.JOIN;
import static io.parley.dialect.beej.BeejPackets.LEAVE;
import static io.parley.dialect.beej.BeejPackets.MESSAGE;
import static io.parley.dialect.beej.BeejPackets.NICK;
import static io.parley.dialect.beej.BeejPackets.SERVER_NICK;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.dialect.Batch;
import io.parley.dialect.Codec;
import io.parley.dialect.CodedText;
import io.parley.dialect.FramedCodec;
import io.parley.dialect.Received;
import io.parley.dialect.Side;
import io.parley.dialect.Wire;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.Said;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.util.ByteString;

/**
 * What the server says to basic clients, which die on packets that they do not know: only join,
 * leave and chat go out. Every connection begins so; once its client has shown that it knows more,
 * the {@link ExtendedServerSide} writes to it.
 */
final class BasicServerSide extends BeejServerSide {
  private final ClientPackets reading;
  private final BeejFrames frames;
  private final ExtendedServerSide extended;
  private final Wire wire;
  private final BidiFlow<
          Batch<ServerMessage>, ByteString, ByteString, Received<ClientMessage>, NotUsed>
      bidiFlow;

  BasicServerSide(
      ClientPackets reading, BeejFrames frames, ExtendedServerSide extended, Wire wire) {
    super(reading);
    this.reading = reading;
    this.frames = frames;
    this.extended = extended;
    this.wire = wire;
    this.bidiFlow = FramedCodec.bidiFlow(reading.framing(), Talk::new);
  }

  @Override
  public BidiFlow<Batch<ServerMessage>, ByteString, ByteString, Received<ClientMessage>, NotUsed>
      bidiFlow() {
    return bidiFlow;
  }

  /** What one connection says and hears. */
  private final class Talk implements Codec<ServerMessage, ClientMessage> {
    private Side<ServerMessage, ?> writer = BasicServerSide.this;

    @Override
    public ByteString encode(Batch<ServerMessage> batch) {
      return batch.encodedBy(writer).whole();
    }

    @Override
    public Received<ClientMessage> decode(ByteString payload) {
      return reading.read(payload, () -> writer = extended);
    }
  }

  @Override
  public ByteString onJoined(ServerMessage.Joined joined) {
    return about(JOIN, joined.nickname());
  }

  @Override
  public ByteString onLeft(ServerMessage.Left left) {
    return about(LEAVE, left.nickname());
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
    return words(notice.text());
  }

  @Override
  public ByteString onTopicSet(ServerMessage.TopicSet topic) {
    return words(Said.inWords(topic));
  }

  @Override
  public ByteString onAnswered(ServerMessage.Answered answered) {
    return answered.answer().inWords().stream()
        .map(this::words)
        .reduce(ByteString.emptyByteString(), ByteString::concat);
  }

  @Override
  ByteString refusal(Problem problem) {
    return frames.frame(chat(SERVER_NICK, CodedText.of(problem)));
  }

  @Override
  public ByteString onPresent(ServerMessage.Present present) {
    return ByteString.emptyByteString(); // who comes in here has not asked
  }

  @Override
  public ByteString onRecalled(ServerMessage.Recalled recalled) {
    return encodeAll(wire.replayed(recalled)).whole();
  }

  @Override
  public ByteString onPong(ServerMessage.Pong pong) {
    return ByteString.emptyByteString();
  }

  /** What the server itself says; the names of very many rooms take more than one frame. */
  private ByteString words(Text text) {
    return frames.text(text.value(), piece -> chat(SERVER_NICK, piece));
  }

  private ObjectNode chat(String nick, String message) {
    return frames.packet(CHAT).put(NICK, nick).put(MESSAGE, message);
  }

  private ByteString about(String type, Nickname nickname) {
    return frames.frame(frames.packet(type).put(NICK, nickname.value()));
  }
}
