package io.parley.dialect.nickname;

import static io.parley.dialect.nickname.NicknamePacketNames.CHAT;
import static io.parley.dialect.nickname.NicknamePacketNames.CODE;
import static io.parley.dialect.nickname.NicknamePacketNames.CONTENT;
import static io.parley.dialect.nickname.NicknamePacketNames.ERROR;
import static io.parley.dialect.nickname.NicknamePacketNames.EXTENSIONS;
import static io.parley.dialect.nickname.NicknamePacketNames.MESSAGE;
import static io.parley.dialect.nickname.NicknamePacketNames.NICKNAME;
import static io.parley.dialect.nickname.NicknamePacketNames.NICKNAME_REQUEST;
import static io.parley.dialect.nickname.NicknamePacketNames.NICKNAME_RESPONSE;
import static io.parley.dialect.nickname.NicknamePacketNames.PASSWORD_PROMPT;
import static io.parley.dialect.nickname.NicknamePacketNames.PING;
import static io.parley.dialect.nickname.NicknamePacketNames.PONG;
import static io.parley.dialect.nickname.NicknamePacketNames.PRIVATE;
import static io.parley.dialect.nickname.NicknamePacketNames.REASON;
import static io.parley.dialect.nickname.NicknamePacketNames.SENDER;
import static io.parley.dialect.nickname.NicknamePacketNames.SYSTEM;
import static io.parley.dialect.nickname.NicknamePacketNames.TARGET;
import static io.parley.dialect.nickname.NicknamePacketNames.TOTAL;
import static io.parley.dialect.nickname.NicknamePacketNames.USERS;
import static io.parley.dialect.nickname.NicknamePacketNames.USER_LIST;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.dialect.FramedDialectCodec;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Password;
import io.parley.protocol.Problem;
import io.parley.protocol.RejectedException;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.flow.InputMemory;
import io.parley.wire.framing.ConnectionCodec;
import io.parley.wire.framing.FramedCodec;
import io.parley.wire.framing.LengthFraming;
import io.parley.wire.json.JsonPacket;
import io.parley.wire.json.JsonWriter;
import io.parley.wire.json.PacketTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.util.ByteString;

/** The client side; it also reads the original servers. */
final class NicknameClientCodec
    implements FramedDialectCodec<ClientMessage, ServerMessage>, ClientMessage.Handler<ByteString> {
  private static final Pattern SUMMARY =
      Pattern.compile("👥 (\\d{1,9}) 人加入了聊天室，(\\d{1,9}) 人离开了聊天室");
  private static final Pattern EMOTE = Pattern.compile("\\* (\\S+) (.*)", Pattern.DOTALL);

  /** The sentences of {@code system} packets that report an event, each with a nickname. */
  private static final Map<Pattern, Function<Nickname, ServerMessage>> SENTENCES =
      new LinkedHashMap<>();

  static {
    SENTENCES.put(Pattern.compile("🎊 欢迎 (\\S+)！您已成功连接到聊天室"), ServerMessage.Welcomed::new);
    SENTENCES.put(Pattern.compile("🎉 (\\S+) 加入了聊天室"), ServerMessage.Joined::new);
    SENTENCES.put(Pattern.compile("👋 (\\S+) 离开了聊天室"), ServerMessage.Left::new);
  }

  private final JsonWriter json;
  private final LengthFraming framing;
  private final NicknameRequestWriter requests;
  private final BidiFlow<
          Batch<ClientMessage>, ByteString, ByteString, DecodeResult<ServerMessage>, NotUsed>
      bidiFlow;

  NicknameClientCodec(ObjectMapper mapper, LengthFraming framing, int decodeCacheSize) {
    this.json = new JsonWriter(mapper);
    this.framing = framing;
    this.requests = new NicknameRequestWriter(json);
    PacketTable<ServerMessage> table =
        new PacketTable<>(
            mapper,
            Map.of(
                NICKNAME_REQUEST,
                packet -> request(packet.optionalString(MESSAGE)),
                SYSTEM,
                packet -> system(packet.string(MESSAGE)),
                USER_LIST,
                NicknameClientCodec::userList,
                CHAT,
                packet ->
                    new ServerMessage.Chatted(
                        Nickname.sanitize(packet.string(SENDER)), content(packet)),
                PRIVATE,
                packet ->
                    new ServerMessage.PrivateMessage(
                        Nickname.sanitize(packet.string(SENDER)),
                        Nickname.sanitize(packet.string(TARGET)),
                        content(packet)),
                PONG,
                packet -> new ServerMessage.Pong(),
                ERROR,
                NicknameClientCodec::error),
            decodeCacheSize);
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

  /** The server asks for a nickname and for a password with the same packet. */
  @Override
  public ByteString onHello(ClientMessage.Hello hello) {
    String answer = hello.password().map(Password::reveal).orElse(hello.nickname());
    return frame(json.packet(NICKNAME_RESPONSE).put(NICKNAME, answer).put(EXTENSIONS, true));
  }

  @Override
  public ByteString onChat(ClientMessage.Chat chat) {
    if (chat.room().isPresent()) {
      return ByteString.emptyByteString(); // the dialect cannot name a room
    }
    return frame(json.packet(CHAT).put(CONTENT, chat.text()));
  }

  @Override
  public ByteString onPrivateMessage(ClientMessage.PrivateMessage message) {
    return frame(json.packet(PRIVATE).put(TARGET, message.target()).put(CONTENT, message.text()));
  }

  @Override
  public ByteString onPing(ClientMessage.Ping ping) {
    return frame(json.packet(PING));
  }

  @Override
  public ByteString onQuit(ClientMessage.Quit quit) {
    return ByteString.emptyByteString(); // closing the connection is enough
  }

  @Override
  public ByteString onRequest(ClientMessage.RequestMessage message) {
    return requests
        .write(message.request())
        .map(this::frame)
        .orElseGet(ByteString::emptyByteString);
  }

  private static ServerMessage request(Optional<String> message) {
    return message.filter(PASSWORD_PROMPT::equals).isPresent()
        ? new ServerMessage.PasswordRequested()
        : new ServerMessage.NicknameRequested();
  }

  private static Text content(JsonPacket packet) throws RejectedException {
    return Text.sanitize(packet.string(CONTENT));
  }

  private static ServerMessage userList(JsonPacket packet) throws RejectedException {
    List<Nickname> nicknames = packet.strings(USERS).stream().map(Nickname::sanitize).toList();
    int total = packet.optionalCount(TOTAL).orElse(0); // only in a list of some members
    return new ServerMessage.MemberList(
        nicknames, RoomName.LOBBY, Math.max(total, nicknames.size()));
  }

  private static ServerMessage system(String message) {
    for (Map.Entry<Pattern, Function<Nickname, ServerMessage>> sentence : SENTENCES.entrySet()) {
      Matcher matcher = sentence.getKey().matcher(message);
      if (matcher.matches()) {
        return sentence.getValue().apply(Nickname.sanitize(matcher.group(1)));
      }
    }
    Matcher summary = SUMMARY.matcher(message);
    if (summary.matches()) {
      return new ServerMessage.PresenceSummary(
          Integer.parseInt(summary.group(1)), Integer.parseInt(summary.group(2)), Stamp.UNKNOWN);
    }
    Matcher emote = EMOTE.matcher(message);
    return emote.matches()
        ? new ServerMessage.Emoted(Nickname.sanitize(emote.group(1)), Text.sanitize(emote.group(2)))
        : new ServerMessage.Notice(Text.sanitize(message));
  }

  private static ServerMessage error(JsonPacket packet) throws RejectedException {
    String message = packet.string(MESSAGE);
    Optional<Problem.Code> code = packet.optionalString(CODE).flatMap(Problem.Code::find);
    String reason = packet.optionalString(REASON).orElse(message);
    return code.or(() -> codeOfMessage(message))
        .<ServerMessage>map(known -> new ServerMessage.Refused(new Problem(known, reason)))
        .orElseGet(() -> new ServerMessage.Notice(Text.sanitize(reason)));
  }

  /** The original server sends no codes. */
  private static Optional<Problem.Code> codeOfMessage(String message) {
    if (message.contains("已被使用")) {
      return Optional.of(Problem.Code.NICKNAME_TAKEN);
    }
    return message.startsWith("昵称无效")
        ? Optional.of(Problem.Code.NICKNAME_INVALID)
        : Optional.empty();
  }

  private ByteString frame(ObjectNode packet) {
    return framing.frame(json.bytes(packet));
  }
}
