package io.parley.dialect.login;

import static io.parley.dialect.login.LoginPacketNames.CHAT;
import static io.parley.dialect.login.LoginPacketNames.CHAT_MESSAGE;
import static io.parley.dialect.login.LoginPacketNames.CODE;
import static io.parley.dialect.login.LoginPacketNames.CONTENT;
import static io.parley.dialect.login.LoginPacketNames.END;
import static io.parley.dialect.login.LoginPacketNames.ERROR;
import static io.parley.dialect.login.LoginPacketNames.GOODBYE;
import static io.parley.dialect.login.LoginPacketNames.LOGIN;
import static io.parley.dialect.login.LoginPacketNames.LOGIN_RESPONSE;
import static io.parley.dialect.login.LoginPacketNames.LOGOUT;
import static io.parley.dialect.login.LoginPacketNames.LOGOUT_RESPONSE;
import static io.parley.dialect.login.LoginPacketNames.MESSAGE;
import static io.parley.dialect.login.LoginPacketNames.NO_PASSWORD;
import static io.parley.dialect.login.LoginPacketNames.PASSWORD;
import static io.parley.dialect.login.LoginPacketNames.PRIVATE;
import static io.parley.dialect.login.LoginPacketNames.SUCCESS;
import static io.parley.dialect.login.LoginPacketNames.SYSTEM;
import static io.parley.dialect.login.LoginPacketNames.TIMESTAMP;
import static io.parley.dialect.login.LoginPacketNames.TO;
import static io.parley.dialect.login.LoginPacketNames.USERNAME;
import static io.parley.dialect.login.LoginPacketNames.USER_ID;
import static io.parley.dialect.login.LoginPacketNames.WELCOME;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.dialect.BareJsonServerCodec;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Password;
import io.parley.protocol.PlainTextFormatter;
import io.parley.protocol.Problem;
import io.parley.protocol.RejectedException;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.wire.WireContext;
import io.parley.wire.json.BareJson;
import io.parley.wire.json.JsonPacket;
import io.parley.wire.json.PosixTime;
import io.parley.wire.text.ChineseErrorText;
import io.parley.wire.text.LeftOutText;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/** The server side. It does not report who joins and leaves. */
final class LoginServerCodec extends BareJsonServerCodec {
  private final BareJson json;
  private final InstantSource clock;

  LoginServerCodec(WireContext wire, BareJson json) {
    super(
        wire,
        json,
        Map.of(
            LOGIN, LoginServerCodec::login,
            CHAT, packet -> new ClientMessage.Chat(packet.string(CONTENT)),
            LOGOUT, packet -> new ClientMessage.Quit()));
    this.json = json;
    this.clock = wire.clock();
  }

  /** The password must not be empty. */
  private static ClientMessage login(JsonPacket packet) throws RejectedException {
    String username = packet.optionalString(USERNAME).orElse("");
    String password = packet.optionalString(PASSWORD).orElse("");
    if (username.isEmpty() || password.isEmpty()) {
      throw new RejectedException(
          Problem.Code.CREDENTIALS_EMPTY, "Neither the username nor the password may be empty.");
    }
    return new ClientMessage.Hello(
        username,
        false,
        Optional.of(password).filter(given -> !given.equals(NO_PASSWORD)).map(Password::of),
        false);
  }

  @Override
  public List<ByteString> onWelcomed(ServerMessage.Welcomed welcomed) {
    String name = welcomed.nickname().value();
    return json.single(
        answer(LOGIN_RESPONSE, true, WELCOME + name + END)
            .put(USER_ID, name)); // nicknames are unique
  }

  @Override
  public List<ByteString> onChatted(ServerMessage.Chatted chatted) {
    return json.split(
        chatted.annotatedText().value(),
        text -> chat(chatted.nickname().value(), text, chatted.stamp()));
  }

  @Override
  public List<ByteString> onEmoted(ServerMessage.Emoted emoted) {
    return json.split(
        emoted.annotatedText().value(),
        text -> chat(emoted.nickname().value(), "*" + text + "*", emoted.stamp()));
  }

  @Override
  public List<ByteString> onPrivateMessage(ServerMessage.PrivateMessage message) {
    if (message.isPast()) {
      return pastMessage(message);
    }
    return json.split(
        message.text().value(),
        text ->
            chat(message.from().value(), text, Stamp.UNKNOWN)
                .put(PRIVATE, true)
                .put(TO, message.to().value()));
  }

  @Override
  public List<ByteString> onNotice(ServerMessage.Notice notice) {
    return json.split(notice.text().value(), text -> chat(SYSTEM, text, Stamp.UNKNOWN));
  }

  @Override
  public List<ByteString> onTopicChanged(ServerMessage.TopicChanged topic) {
    return json.split(
        PlainTextFormatter.format(topic).value(), text -> chat(SYSTEM, text, topic.stamp()));
  }

  @Override
  public List<ByteString> onRefused(ServerMessage.Refused refused) {
    Problem problem = refused.problem();
    String code = problem.code().name();
    return json.split(
        ChineseErrorText.format(problem),
        reason ->
            isAboutLogin(problem.code())
                ? answer(LOGIN_RESPONSE, false, reason).put(CODE, code)
                : json.packet(ERROR).put(MESSAGE, reason).put(CODE, code));
  }

  @Override
  public List<ByteString> onGoodbye(ServerMessage.Goodbye goodbye) {
    String name = goodbye.nickname().map(nickname -> " " + nickname).orElse("");
    return json.single(answer(LOGOUT_RESPONSE, true, GOODBYE + name + END));
  }

  @Override
  public List<ByteString> onJoined(ServerMessage.Joined joined) {
    return List.of();
  }

  @Override
  public List<ByteString> onLeft(ServerMessage.Left left) {
    return kickNotice(left);
  }

  @Override
  public List<ByteString> onPresenceSummary(ServerMessage.PresenceSummary summary) {
    return List.of();
  }

  @Override
  public List<ByteString> onMemberList(ServerMessage.MemberList present) {
    return List.of();
  }

  @Override
  public List<ByteString> onPasswordRequested(ServerMessage.PasswordRequested requested) {
    return List.of(); // each log-in has a password
  }

  @Override
  public List<ByteString> onNicknameRequested(ServerMessage.NicknameRequested requested) {
    return List.of(); // the client registers unasked
  }

  @Override
  protected String leftOutText(int count) {
    return LeftOutText.chinese(count);
  }

  @Override
  public List<ByteString> onPong(ServerMessage.Pong pong) {
    return List.of();
  }

  private ObjectNode answer(String type, boolean success, String message) {
    return json.packet(type).put(SUCCESS, success).put(MESSAGE, message);
  }

  private ObjectNode chat(String username, String content, Stamp stamp) {
    return json.packet(CHAT_MESSAGE)
        .put(USERNAME, username)
        .put(CONTENT, content)
        .putRawValue(TIMESTAMP, PosixTime.format(stamp, clock));
  }

  private static boolean isAboutLogin(Problem.Code code) {
    return code.isNicknameError()
        || code.isLoginError()
        || code == Problem.Code.CREDENTIALS_EMPTY
        || code == Problem.Code.ALREADY_REGISTERED;
  }
}
