package io.parley.dialect.login;

import static io.parley.protocol.Problem.Code.ALREADY_REGISTERED;
import static io.parley.protocol.Problem.Code.CREDENTIALS_EMPTY;
import static io.parley.protocol.Problem.Code.NICKNAME_INVALID;
import static io.parley.protocol.Problem.Code.NICKNAME_RESERVED;
import static io.parley.protocol.Problem.Code.NICKNAME_TAKEN;
import static io.parley.protocol.Problem.Code.NOT_JSON;
import static io.parley.protocol.Problem.Code.NOT_REGISTERED;
import static io.parley.protocol.Problem.Code.NO_SUCH_NICKNAME;
import static io.parley.protocol.Problem.Code.TEXT_EMPTY;
import static io.parley.protocol.Problem.Code.UNKNOWN_TYPE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.dialect.Dialect;
import io.parley.dialect.DialectTestKit;
import io.parley.dialect.RegistrationStyle;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Password;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.wire.flow.DecodeResult;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of login beyond the contract of dialects of bare JSON. */
class LoginDialectTest {
  private static final DialectTestKit KIT = new DialectTestKit();
  private static final Dialect LOGIN = LoginDialect.create(KIT.wire());
  private static final Nickname PAT = new Nickname("pat");
  private static final Nickname MING = new Nickname("小明");
  private static final Text HELLO = Text.sanitize("Hello?");

  @AfterAll
  static void end() {
    KIT.close();
  }

  @Test
  void client_starts_registration_and_may_retry() {
    RegistrationStyle registration = LOGIN.registration();
    assertEquals(RegistrationStyle.Initiator.CLIENT, registration.initiator());
    assertEquals(true, registration.mayRetry());
    assertEquals(RegistrationStyle.EarlyMessagePolicy.REFUSE, registration.earlyMessagePolicy());
    assertEquals(false, LOGIN.echoes());
  }

  @Test
  void server_writes_packets_of_original_server() {
    assertSays(
        "{\"type\":\"login_response\",\"success\":true,\"message\":\"欢迎 小明！\",\"user_id\":\"小明\"}",
        new ServerMessage.Welcomed(MING));
    assertSays(
        "{\"type\":\"chat_message\",\"username\":\"pat\",\"content\":\"Hello?\","
            + "\"timestamp\":1700000000.125}",
        new ServerMessage.Chatted(PAT, HELLO));
    assertSays(
        "{\"type\":\"logout_response\",\"success\":true,\"message\":\"再见 pat！\"}",
        new ServerMessage.Goodbye(Optional.of(PAT)));
    assertSays(
        "{\"type\":\"logout_response\",\"success\":true,\"message\":\"再见！\"}",
        new ServerMessage.Goodbye(Optional.empty()));
  }

  @Test
  void other_messages_are_chats_to_original_client() {
    assertSays(
        "{\"type\":\"chat_message\",\"username\":\"pat\",\"content\":\"*Hello?*\","
            + "\"timestamp\":1700000000.125}",
        new ServerMessage.Emoted(PAT, HELLO));
    assertSays(
        "{\"type\":\"chat_message\",\"username\":\"pat\",\"content\":\"Hello?\","
            + "\"timestamp\":1700000000.125,\"private\":true,\"to\":\"小明\"}",
        new ServerMessage.PrivateMessage(PAT, MING, HELLO));
    assertSays(
        "{\"type\":\"chat_message\",\"username\":\"system\",\"content\":\"Hello?\","
            + "\"timestamp\":1700000000.125}",
        new ServerMessage.Notice(HELLO));
  }

  @Test
  void joins_and_leaves_are_not_sent() {
    for (ServerMessage message :
        List.of(
            new ServerMessage.Joined(PAT),
            new ServerMessage.Left(PAT),
            new ServerMessage.MemberList(List.of(PAT)),
            new ServerMessage.NicknameRequested(),
            new ServerMessage.Pong())) {
      assertSays("", message);
    }
  }

  @Test
  void refused_login_is_a_login_response_and_other_refusals_are_errors() {
    for (Problem.Code code :
        List.of(
            NICKNAME_TAKEN,
            NICKNAME_INVALID,
            NICKNAME_RESERVED,
            CREDENTIALS_EMPTY,
            ALREADY_REGISTERED)) {
      assertEquals("login_response false", refusal(new Problem(code, "No.")));
    }
    for (Problem.Code code : List.of(NOT_REGISTERED, TEXT_EMPTY, NO_SUCH_NICKNAME, NOT_JSON)) {
      assertEquals("error ", refusal(new Problem(code, "No.")));
    }
    assertSays(
        "{\"type\":\"login_response\",\"success\":false,\"message\":\"用户名或密码不能为空\","
            + "\"code\":\"CREDENTIALS_EMPTY\"}",
        new ServerMessage.Refused(new Problem(CREDENTIALS_EMPTY, "No.")));
    assertSays(
        "{\"type\":\"error\",\"message\":\"未知消息类型: dance\",\"code\":\"UNKNOWN_TYPE\"}",
        new ServerMessage.Refused(new Problem(UNKNOWN_TYPE, "No.", "dance")));
    assertSays(
        "{\"type\":\"error\",\"message\":\"消息内容不能为空\",\"code\":\"TEXT_EMPTY\"}",
        new ServerMessage.Refused(new Problem(TEXT_EMPTY, "No.")));
  }

  @Test
  void server_reads_packets_of_original_client() {
    // The nickname in a chat or logout is ignored.
    assertEquals(
        List.of(
            new DecodeResult.Message<>(
                new ClientMessage.Hello("小明", false, Optional.of(Password.of("secret")), false)),
            new DecodeResult.Message<>(new ClientMessage.Chat("大家好")),
            new DecodeResult.Message<>(new ClientMessage.Quit())),
        KIT.read(
            LOGIN.serverCodec(),
            ByteString.fromString(
                "{\"type\": \"login\", \"username\": \"小明\", \"password\": \"secret\"}"
                    + "{\"type\": \"chat\", \"username\": \"pat\", \"content\": \"大家好\"}"
                    + "{\"type\": \"logout\", \"username\": \"用户\"}")));
  }

  @ParameterizedTest
  @CsvSource({
    "请先登录, NOT_REGISTERED",
    "消息内容不能为空, TEXT_EMPTY",
    "未知消息类型: dance, UNKNOWN_TYPE",
    "消息格式错误, NOT_JSON"
  })
  void client_reads_errors_of_original_server(String message, Problem.Code code) {
    assertHears(
        new ServerMessage.Refused(new Problem(code, message)),
        "{\"type\": \"error\", \"message\": \"" + message + "\"}");
  }

  @Test
  void client_reads_packets_of_other_servers() {
    assertHears(
        new ServerMessage.Welcomed(MING),
        "{\"type\": \"login_response\", \"success\": true, \"message\": \"欢迎 小明！\", \"user_id\":"
            + " 7}");
    assertHears(
        new ServerMessage.Welcomed(new Nickname("you")),
        "{\"type\": \"login_response\", \"success\": true, \"message\": \"ok\"}");
    assertHears(
        new ServerMessage.Refused(new Problem(NICKNAME_INVALID, "账号不存在")),
        "{\"type\": \"login_response\", \"success\": false, \"message\": \"账号不存在\"}");
    assertHears(
        new ServerMessage.Refused(new Problem(NICKNAME_INVALID, "?")),
        "{\"type\": \"login_response\", \"success\": \"true\", \"message\": \"?\"}");
    assertHears(
        new ServerMessage.Notice(Text.sanitize("服务器维护")),
        "{\"type\": \"error\", \"message\": \"服务器维护\", \"code\": \"NO_SUCH_CODE\"}");
    assertHears(
        new ServerMessage.PrivateMessage(PAT, new Nickname("you"), HELLO),
        "{\"type\": \"chat_message\", \"username\": \"pat\", \"content\": \"Hello?\", \"private\":"
            + " true}");
    assertHears(
        new ServerMessage.Chatted(PAT, HELLO),
        "{\"type\": \"chat_message\", \"username\": \"pat\", \"content\": \"Hello?\", \"private\":"
            + " 1}");
    assertHears(
        new ServerMessage.Goodbye(Optional.empty()),
        "{\"type\": \"logout_response\", \"success\": true}");
  }

  private static void assertSays(String json, ServerMessage message) {
    assertEquals(json, LOGIN.serverCodec().encode(message).utf8String());
  }

  private static void assertHears(ServerMessage message, String json) {
    assertEquals(
        List.of(new DecodeResult.Message<>(message)),
        KIT.read(LOGIN.clientCodec(), ByteString.fromString(json)));
  }

  private static String refusal(Problem problem) {
    String json = LOGIN.serverCodec().encode(new ServerMessage.Refused(problem)).utf8String();
    try {
      return KIT.json().readTree(json).path("type").asText()
          + " "
          + KIT.json().readTree(json).path("success").asText();
    } catch (Exception e) {
      throw new AssertionError(json, e);
    }
  }
}
