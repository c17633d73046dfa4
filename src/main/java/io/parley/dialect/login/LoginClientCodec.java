package io.parley.dialect.login;

import static io.parley.dialect.login.LoginPacketNames.CHAT_MESSAGE;
import static io.parley.dialect.login.LoginPacketNames.CODE;
import static io.parley.dialect.login.LoginPacketNames.CONTENT;
import static io.parley.dialect.login.LoginPacketNames.END;
import static io.parley.dialect.login.LoginPacketNames.ERROR;
import static io.parley.dialect.login.LoginPacketNames.GOODBYE;
import static io.parley.dialect.login.LoginPacketNames.LOGIN_RESPONSE;
import static io.parley.dialect.login.LoginPacketNames.LOGOUT_RESPONSE;
import static io.parley.dialect.login.LoginPacketNames.MESSAGE;
import static io.parley.dialect.login.LoginPacketNames.PRIVATE;
import static io.parley.dialect.login.LoginPacketNames.SUCCESS;
import static io.parley.dialect.login.LoginPacketNames.SYSTEM;
import static io.parley.dialect.login.LoginPacketNames.TO;
import static io.parley.dialect.login.LoginPacketNames.USERNAME;
import static io.parley.dialect.login.LoginPacketNames.WELCOME;

import io.parley.dialect.BareJsonClientCodec;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RejectedException;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.wire.WireContext;
import io.parley.wire.json.BareJson;
import io.parley.wire.json.JsonPacket;
import io.parley.wire.text.SentencePatterns;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pekko.util.ByteString;

/** The client side. It also reads the original server, which sends no codes. */
final class LoginClientCodec extends BareJsonClientCodec {

  private static final Pattern WELCOME_TEXT = Pattern.compile(WELCOME + "(.+)" + END);
  private static final Pattern GOODBYE_TEXT = Pattern.compile(GOODBYE + " (.+)" + END);

  /** The problems by the beginnings of the original server's sentences. */
  private static final Map<String, Problem.Code> SENTENCES =
      Map.of(
          "请先登录", Problem.Code.NOT_REGISTERED,
          "消息内容不能为空", Problem.Code.TEXT_EMPTY,
          "用户名或密码不能为空", Problem.Code.CREDENTIALS_EMPTY,
          "未知消息类型", Problem.Code.UNKNOWN_TYPE,
          "消息格式错误", Problem.Code.NOT_JSON);

  private final BareJson json;

  LoginClientCodec(WireContext wire, BareJson json) {
    super(
        wire,
        json,
        Map.of(
            LOGIN_RESPONSE, LoginClientCodec::loginResponse,
            CHAT_MESSAGE, LoginClientCodec::chatMessage,
            LOGOUT_RESPONSE, LoginClientCodec::logoutResponse,
            ERROR, LoginClientCodec::error));
    this.json = json;
  }

  @Override
  protected ClientMessage.Handler<List<ByteString>> writer(Optional<String> self) {
    return new LoginClientPacketWriter(json, self);
  }

  private static ServerMessage loginResponse(JsonPacket packet) throws RejectedException {
    String message = packet.string(MESSAGE);
    if (packet.flag(SUCCESS)) {
      return new ServerMessage.Welcomed(
          extractNickname(WELCOME_TEXT, message).orElse(SentencePatterns.YOU));
    }
    // Whatever the reason is, another name may be accepted.
    Problem.Code code = code(packet, message).orElse(Problem.Code.NICKNAME_INVALID);
    return new ServerMessage.Refused(new Problem(code, message));
  }

  private static ServerMessage chatMessage(JsonPacket packet) throws RejectedException {
    String username = packet.string(USERNAME);
    Text content = Text.sanitize(packet.string(CONTENT));
    if (packet.flag(PRIVATE)) {
      Nickname to = packet.optionalString(TO).map(Nickname::sanitize).orElse(SentencePatterns.YOU);
      return new ServerMessage.PrivateMessage(Nickname.sanitize(username), to, content);
    }
    return username.equals(SYSTEM)
        ? new ServerMessage.Notice(content)
        : new ServerMessage.Chatted(Nickname.sanitize(username), content);
  }

  private static ServerMessage logoutResponse(JsonPacket packet) {
    return new ServerMessage.Goodbye(
        packet.optionalString(MESSAGE).flatMap(message -> extractNickname(GOODBYE_TEXT, message)));
  }

  private static ServerMessage error(JsonPacket packet) throws RejectedException {
    String message = packet.string(MESSAGE);
    return code(packet, message)
        .<ServerMessage>map(code -> new ServerMessage.Refused(new Problem(code, message)))
        .orElseGet(() -> new ServerMessage.Notice(Text.sanitize(message)));
  }

  private static Optional<Problem.Code> code(JsonPacket packet, String message) {
    return packet
        .optionalString(CODE)
        .flatMap(Problem.Code::find)
        .or(
            () ->
                SENTENCES.entrySet().stream()
                    .filter(sentence -> message.startsWith(sentence.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst());
  }

  private static Optional<Nickname> extractNickname(Pattern pattern, String message) {
    Matcher matcher = pattern.matcher(message);
    return matcher.matches() ? Optional.of(Nickname.sanitize(matcher.group(1))) : Optional.empty();
  }
}
