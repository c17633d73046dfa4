package io.parley.dialect.nickname;

import static io.parley.dialect.nickname.NicknamePackets.CHAT;
import static io.parley.dialect.nickname.NicknamePackets.CODE;
import static io.parley.dialect.nickname.NicknamePackets.CONTENT;
import static io.parley.dialect.nickname.NicknamePackets.ERROR;
import static io.parley.dialect.nickname.NicknamePackets.MESSAGE;
import static io.parley.dialect.nickname.NicknamePackets.NICKNAME_REQUEST;
import static io.parley.dialect.nickname.NicknamePackets.PONG;
import static io.parley.dialect.nickname.NicknamePackets.PRIVATE;
import static io.parley.dialect.nickname.NicknamePackets.REASON;
import static io.parley.dialect.nickname.NicknamePackets.SENDER;
import static io.parley.dialect.nickname.NicknamePackets.SYSTEM;
import static io.parley.dialect.nickname.NicknamePackets.TARGET;
import static io.parley.dialect.nickname.NicknamePackets.TIMESTAMP;
import static io.parley.dialect.nickname.NicknamePackets.USERS;
import static io.parley.dialect.nickname.NicknamePackets.USER_LIST;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.dialect.Batch;
import io.parley.dialect.ChineseWords;
import io.parley.dialect.FramedCodec;
import io.parley.dialect.Heartbeat;
import io.parley.dialect.JsonWriter;
import io.parley.dialect.LengthFraming;
import io.parley.dialect.PosixTime;
import io.parley.dialect.Received;
import io.parley.dialect.Side;
import io.parley.dialect.Wire;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;

/** What the server says in this dialect, with a heartbeat under it. */
final class NicknameServerSide
    implements Side<ServerMessage, ClientMessage>, ServerMessage.Handler<ByteString> {
  private static final RoomWords ROOM_WORDS = new RoomWords();

  private final Wire wire;
  private final JsonWriter json;
  private final ClientPackets reading;
  private final LengthFraming writing;
  private final BidiFlow<
          Batch<ServerMessage>, ByteString, ByteString, Received<ClientMessage>, NotUsed>
      bidiFlow;

  NicknameServerSide(Wire wire, LengthFraming reading, LengthFraming writing) {
    this.wire = wire;
    this.json = new JsonWriter(wire.json());
    this.reading = new ClientPackets(wire.json(), reading);
    this.writing = writing;
    Retelling retelling = new Retelling(this);
    this.bidiFlow =
        BidiFlow.fromFlows(
                Flow.fromGraph(new Heartbeat(wire.timing().heartbeat())),
                Flow.<Received<ClientMessage>>create())
            .atop(FramedCodec.bidiFlow(reading, () -> retelling.codec(this.reading)));
  }

  @Override
  public ByteString encode(ServerMessage message) {
    return message.accept(this);
  }

  @Override
  public Flow<ByteString, Received<ClientMessage>, NotUsed> decoder() {
    return reading.framing().decoder(payload -> reading.read(payload, extended -> {}));
  }

  @Override
  public BidiFlow<Batch<ServerMessage>, ByteString, ByteString, Received<ClientMessage>, NotUsed>
      bidiFlow() {
    return bidiFlow;
  }

  @Override
  public ByteString onNicknameRequested(ServerMessage.NicknameRequested requested) {
    return frame(json.packet(NICKNAME_REQUEST).put(MESSAGE, "请输入您的昵称："));
  }

  @Override
  public ByteString onWelcomed(ServerMessage.Welcomed welcomed) {
    return system("🎊 欢迎 " + welcomed.nickname() + "！您已成功连接到聊天室", Stamp.UNKNOWN);
  }

  @Override
  public ByteString onPresent(ServerMessage.Present present) {
    List<Nickname> here = present.nicknames();
    ObjectNode packet = json.packet(USER_LIST);
    ArrayNode users = packet.putArray(USERS);
    here.forEach(nickname -> users.add(nickname.value()));
    String names = here.stream().map(Nickname::value).collect(Collectors.joining(", "));
    return frame(packet.put(MESSAGE, "📋 当前在线用户 (" + here.size() + "): " + names));
  }

  @Override
  public ByteString onJoined(ServerMessage.Joined joined) {
    return system("🎉 " + joined.nickname() + " 加入了聊天室", joined.stamp());
  }

  @Override
  public ByteString onLeft(ServerMessage.Left left) {
    return system("👋 " + left.nickname() + " 离开了聊天室", left.stamp());
  }

  @Override
  public ByteString onChatted(ServerMessage.Chatted chatted) {
    return frame(
        timed(
            json.packet(CHAT)
                .put(SENDER, chatted.nickname().value())
                .put(CONTENT, chatted.text().value()),
            chatted.stamp()));
  }

  @Override
  public ByteString onEmoted(ServerMessage.Emoted emoted) {
    return system("* " + emoted.nickname() + " " + emoted.text().value(), emoted.stamp());
  }

  @Override
  public ByteString onPrivateMessage(ServerMessage.PrivateMessage message) {
    return frame(
        timed(
            json.packet(PRIVATE)
                .put(SENDER, message.from().value())
                .put(TARGET, message.to().value())
                .put(CONTENT, message.text().value()),
            Stamp.UNKNOWN));
  }

  @Override
  public ByteString onNotice(ServerMessage.Notice notice) {
    return system(notice.text().value(), Stamp.UNKNOWN);
  }

  @Override
  public ByteString onRefused(ServerMessage.Refused refused) {
    Problem problem = refused.problem();
    if (isIgnored(problem)) {
      return ByteString.emptyByteString();
    }
    if (problem.code() == Problem.Code.WRONG_DIALECT) {
      return ByteString.fromString(problem.message() + "\n"); // whom it is for reads no frames
    }
    return frame(
        json.packet(ERROR)
            .put(MESSAGE, inChinese(problem))
            .put(CODE, problem.code().name())
            .put(REASON, problem.message()));
  }

  @Override
  public ByteString onPong(ServerMessage.Pong pong) {
    return frame(timed(json.packet(PONG), Stamp.UNKNOWN));
  }

  @Override
  public ByteString onGoodbye(ServerMessage.Goodbye goodbye) {
    return ByteString.emptyByteString();
  }

  @Override
  public ByteString onTopicSet(ServerMessage.TopicSet topic) {
    return system(RoomWords.topicSet(topic).value(), topic.stamp());
  }

  @Override
  public ByteString onAnswered(ServerMessage.Answered answered) {
    return answered.answer().accept(ROOM_WORDS).stream()
        .map(words -> system(words.value(), Stamp.UNKNOWN))
        .reduce(ByteString.emptyByteString(), ByteString::concat);
  }

  /** What the original says nothing about. */
  static boolean isIgnored(Problem problem) {
    return problem.code() == Problem.Code.TEXT_EMPTY || problem.code() == Problem.Code.UNKNOWN_TYPE;
  }

  private static String inChinese(Problem problem) {
    return problem.code() == Problem.Code.NICKNAME_INVALID
        ? "昵称无效，请使用3-20个字符"
        : ChineseWords.of(problem);
  }

  private ByteString system(String message, Stamp stamp) {
    return frame(timed(json.packet(SYSTEM).put(MESSAGE, message), stamp));
  }

  private ObjectNode timed(ObjectNode packet, Stamp stamp) {
    packet.putRawValue(TIMESTAMP, PosixTime.of(stamp, wire.clock()));
    return packet;
  }

  private ByteString frame(ObjectNode packet) {
    return writing.frame(json.bytes(packet));
  }

  @Override
  public ByteString onRecalled(ServerMessage.Recalled recalled) {
    return encodeAll(wire.replayed(recalled)).whole();
  }
}
