package io.parley.dialect.nickname;

import static io.parley.dialect.nickname.NicknamePacketNames.CHAT;
import static io.parley.dialect.nickname.NicknamePacketNames.CODE;
import static io.parley.dialect.nickname.NicknamePacketNames.CONTENT;
import static io.parley.dialect.nickname.NicknamePacketNames.ERROR;
import static io.parley.dialect.nickname.NicknamePacketNames.MESSAGE;
import static io.parley.dialect.nickname.NicknamePacketNames.NICKNAME_REQUEST;
import static io.parley.dialect.nickname.NicknamePacketNames.PASSWORD_PROMPT;
import static io.parley.dialect.nickname.NicknamePacketNames.PONG;
import static io.parley.dialect.nickname.NicknamePacketNames.PRIVATE;
import static io.parley.dialect.nickname.NicknamePacketNames.REASON;
import static io.parley.dialect.nickname.NicknamePacketNames.SENDER;
import static io.parley.dialect.nickname.NicknamePacketNames.SYSTEM;
import static io.parley.dialect.nickname.NicknamePacketNames.TARGET;
import static io.parley.dialect.nickname.NicknamePacketNames.TIMESTAMP;
import static io.parley.dialect.nickname.NicknamePacketNames.TOTAL;
import static io.parley.dialect.nickname.NicknamePacketNames.USERS;
import static io.parley.dialect.nickname.NicknamePacketNames.USER_LIST;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.dialect.FramedDialectCodec;
import io.parley.dialect.NoticeFallback;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import io.parley.wire.WireContext;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.flow.HeartbeatStage;
import io.parley.wire.framing.FramedCodec;
import io.parley.wire.framing.LengthFraming;
import io.parley.wire.json.JsonWriter;
import io.parley.wire.json.PosixTime;
import io.parley.wire.text.ChineseErrorText;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;

/** The server side. It sends a pong to clients that would get nothing for a while. */
final class NicknameServerCodec
    implements FramedDialectCodec<ServerMessage, ClientMessage>, NoticeFallback<ByteString> {
  private final WireContext wire;
  private final JsonWriter json;

  private final LengthFraming outgoingFraming;
  private final BidiFlow<
          Batch<ServerMessage>, ByteString, ByteString, DecodeResult<ClientMessage>, NotUsed>
      bidiFlow;

  NicknameServerCodec(
      WireContext wire, LengthFraming incomingFraming, LengthFraming outgoingFraming) {
    this.wire = wire;
    this.json = new JsonWriter(wire.json());
    this.outgoingFraming = outgoingFraming;
    NicknameClientPacketReader packetReader = new NicknameClientPacketReader(wire.json());
    LegacyFallbackCodec fallback = new LegacyFallbackCodec(this);
    this.bidiFlow =
        BidiFlow.fromFlows(
                Flow.fromGraph(new HeartbeatStage(wire.settings().heartbeatInterval())),
                Flow.<DecodeResult<ClientMessage>>create())
            .atop(
                FramedCodec.bidiFlow(
                    incomingFraming,
                    () -> fallback.createConnectionCodec(packetReader),
                    wire.inputMemory()));
  }

  @Override
  public ByteString encode(ServerMessage message) {
    return message.accept(this);
  }

  @Override
  public BidiFlow<
          Batch<ServerMessage>, ByteString, ByteString, DecodeResult<ClientMessage>, NotUsed>
      bidiFlow() {
    return bidiFlow;
  }

  @Override
  public ByteString onPasswordRequested(ServerMessage.PasswordRequested requested) {
    return frame(json.packet(NICKNAME_REQUEST).put(MESSAGE, PASSWORD_PROMPT));
  }

  @Override
  public ByteString onNicknameRequested(ServerMessage.NicknameRequested requested) {
    return frame(json.packet(NICKNAME_REQUEST).put(MESSAGE, "请输入您的昵称："));
  }

  @Override
  public ByteString onWelcomed(ServerMessage.Welcomed welcomed) {
    return systemMessage("🎊 欢迎 " + welcomed.nickname() + "！您已成功连接到聊天室", Stamp.UNKNOWN);
  }

  @Override
  public ByteString onMemberList(ServerMessage.MemberList list) {
    List<Nickname> nicknames = list.nicknames();
    ObjectNode packet = json.packet(USER_LIST);
    ArrayNode users = packet.putArray(USERS);
    nicknames.forEach(nickname -> users.add(nickname.value()));
    String names = nicknames.stream().map(Nickname::value).collect(Collectors.joining(", "));
    String message = "📋 当前在线用户 (" + list.memberCount() + "): " + names;
    if (list.isComplete()) {
      return frame(packet.put(MESSAGE, message));
    }
    return frame(
        packet
            .put(MESSAGE, message + "，另有 " + list.unlistedCount() + " 人未列出")
            .put(TOTAL, list.memberCount()));
  }

  @Override
  public ByteString onJoined(ServerMessage.Joined joined) {
    return systemMessage("🎉 " + joined.nickname() + " 加入了聊天室", joined.stamp());
  }

  @Override
  public ByteString onLeft(ServerMessage.Left left) {
    return kickNotice(left)
        .concat(systemMessage("👋 " + left.nickname() + " 离开了聊天室", left.stamp()));
  }

  @Override
  public ByteString onPresenceSummary(ServerMessage.PresenceSummary summary) {
    return systemMessage(
        "👥 " + summary.joined() + " 人加入了聊天室，" + summary.left() + " 人离开了聊天室", summary.stamp());
  }

  @Override
  public ByteString onChatted(ServerMessage.Chatted chatted) {
    return frame(
        withTimestamp(
            json.packet(CHAT)
                .put(SENDER, chatted.nickname().value())
                .put(CONTENT, chatted.annotatedText().value()),
            chatted.stamp()));
  }

  @Override
  public ByteString onEmoted(ServerMessage.Emoted emoted) {
    return systemMessage(
        "* " + emoted.nickname() + " " + emoted.annotatedText().value(), emoted.stamp());
  }

  @Override
  public ByteString onPrivateMessage(ServerMessage.PrivateMessage message) {
    if (message.isPast()) {
      return pastMessage(message);
    }
    return frame(
        withTimestamp(
            json.packet(PRIVATE)
                .put(SENDER, message.from().value())
                .put(TARGET, message.to().value())
                .put(CONTENT, message.text().value()),
            Stamp.UNKNOWN));
  }

  @Override
  public ByteString onNotice(ServerMessage.Notice notice) {
    return systemMessage(notice.text().value(), Stamp.UNKNOWN);
  }

  @Override
  public ByteString onRefused(ServerMessage.Refused refused) {
    Problem problem = refused.problem();
    if (isIgnored(problem)) {
      return ByteString.emptyByteString();
    }
    if (problem.code() == Problem.Code.WRONG_DIALECT) {
      return LengthFraming.unframedAnswer(problem);
    }
    return frame(
        json.packet(ERROR)
            .put(MESSAGE, chineseMessage(problem))
            .put(CODE, problem.code().name())
            .put(REASON, problem.message()));
  }

  @Override
  public ByteString onPong(ServerMessage.Pong pong) {
    return frame(withTimestamp(json.packet(PONG), Stamp.UNKNOWN));
  }

  @Override
  public ByteString onGoodbye(ServerMessage.Goodbye goodbye) {
    return ByteString.emptyByteString();
  }

  @Override
  public ByteString onTopicChanged(ServerMessage.TopicChanged topic) {
    return systemMessage(NicknameAnswerText.topicChanged(topic).value(), topic.stamp());
  }

  @Override
  public ByteString onAnswered(ServerMessage.Answered answered) {
    return concat(
        NicknameAnswerText.answer(answered.answer()).stream()
            .map(text -> systemMessage(text.value(), Stamp.UNKNOWN)));
  }

  @Override
  public ByteString concat(Stream<ByteString> outputs) {
    return outputs.reduce(ByteString.emptyByteString(), ByteString::concat);
  }

  @Override
  public boolean replaysHistory() {
    return wire.replayHistory();
  }

  /** Whether the original server says nothing about it. */
  private static boolean isIgnored(Problem problem) {
    return problem.equals(Text.EMPTY) || problem.code() == Problem.Code.UNKNOWN_TYPE;
  }

  private static String chineseMessage(Problem problem) {
    return problem.code() == Problem.Code.NICKNAME_INVALID
        ? "昵称无效，请使用3-20个字符"
        : ChineseErrorText.format(problem);
  }

  private ByteString systemMessage(String message, Stamp stamp) {
    return frame(withTimestamp(json.packet(SYSTEM).put(MESSAGE, message), stamp));
  }

  private ObjectNode withTimestamp(ObjectNode packet, Stamp stamp) {
    packet.putRawValue(TIMESTAMP, PosixTime.format(stamp, wire.clock()));
    return packet;
  }

  private ByteString frame(ObjectNode packet) {
    return outgoingFraming.frame(json.bytes(packet));
  }
}
