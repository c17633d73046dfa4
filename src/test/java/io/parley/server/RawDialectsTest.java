package io.parley.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.TestServers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dialects without frames on raw sockets, with valid and invalid input. */
class RawDialectsTest {
  private static ParleyServer server;

  @BeforeAll
  static void start() {
    server = TestServers.startAllDialects(Map.of());
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @Test
  void pasted_lines_are_separate_messages() throws IOException {
    try (RawConnection other = new RawConnection("whisper");
        RawConnection person = new RawConnection("prompt")) {
      other.send("paste_watch\n").await("paste_watch has joined the chat!\n");
      person.await("请输入昵称:");
      person.send("paste_pat\none\ntwo 你好\n\nquit\n");
      person.await("昵称设置成功\n").await("系统消息paste_pat进入了聊天室\n").await("退出\n");
      person.awaitEnd();
      other
          .await("[paste_pat] one\n")
          .await("[paste_pat] two 你好\n")
          .await("paste_pat has left the chat.\n");
      assertFalse(person.receivedText().contains("TEXT_EMPTY"));
    }
  }

  @Test
  void taken_nickname_is_requested_again_on_same_connection() throws IOException {
    try (RawConnection first = new RawConnection("prompt");
        RawConnection second = new RawConnection("prompt")) {
      first.send("again_pat").await("系统消息again_pat进入了聊天室\n");
      second.await("请输入昵称:").send("again_pat").await("当前昵称已经存在，请重新输入\n请输入昵称:");
      second.send("again chris").await("[NICKNAME_INVALID]\n请输入昵称:");
      second.send("again_chris").await("昵称设置成功\n系统消息again_chris进入了聊天室\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"prompt", "plain", "whisper"})
  void ten_megabyte_text_is_rejected_and_not_delivered(String dialect) throws IOException {
    try (RawConnection watch = new RawConnection("whisper");
        RawConnection person = new RawConnection(dialect)) {
      watch.send("big_watch_" + dialect + "\n").await(" has joined the chat!\n");
      person.send("big_" + dialect + "\n");
      watch.await("big_" + dialect);
      String megabyte = "z".repeat(1 << 20);
      for (int i = 0; i < 10; i++) {
        person.send(megabyte);
      }
      person.send("\nafter it\n").await("[TEXT_TOO_LONG]\n");
      watch.await("after it\n");
      assertFalse(watch.receivedText().contains("zzz"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"message\",\"content\":5}",
        "{\"type\":\"message\",\"content\":NaN}",
        "{\"type\":\"message\",\"content\":\"a\",\"content\":\"b\"}",
        "{\"type\":\"message\"}",
        "{\"content\":\"no type\"}",
        "{\"type\":\"dance\"}",
        "nothing like JSON",
        "{{{{",
        "DEEP"
      })
  void unexpected_json_is_answered_and_connection_stays(String json) throws IOException {
    String sent =
        json.equals("DEEP") ? "{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}" : json;
    String nickname =
        "json_"
            + Integer.toHexString(
                json.hashCode()); // a unique nickname, because the previous one may still be taken
    try (RawConnection raw = new RawConnection("notification")) {
      raw.await("Please enter your username:");
      raw.send("{\"type\":\"username\",\"content\":\"" + nickname + "\",\"more\":[1,{}]}");
      raw.await(nickname + " has joined the chat!");
      raw.send(sent);
      raw.await("\"type\":\"system\",\"username\":\"system\",\"content\":").await("\"code\":\"");
      if (!json.startsWith("{{")) { // an incomplete object is not answered yet
        raw.send("{\"type\":\"private_message\",\"recipient\":\"nobody_x\",\"content\":\"?\"}");
        raw.await("NO_SUCH_NICKNAME");
      }
    }
  }

  @Test
  void login_dialect_answers_in_its_own_format() throws IOException {
    try (RawConnection raw = new RawConnection("login")) {
      raw.send("{\"type\":\"chat\",\"content\":\"hi\"}")
          .await("{\"type\":\"error\",\"message\":\"请先登录\"");
      raw.send("{\"type\":\"login\",\"username\":\"\",\"password\":\"x\"}")
          .await("\"success\":false,\"message\":\"用户名或密码不能为空\"");
      raw.send("{\"type\":\"login\",\"username\":\"log_pat\",\"password\":\"x\"}")
          .await("\"success\":true,\"message\":\"欢迎 log_pat！\"");
      raw.send("{\"type\":\"chat\",\"content\":\"\"}").await("消息内容不能为空");
      raw.send("{\"type\":\"dance\"}").await("未知消息类型: dance");
      raw.send("oops").await("消息格式错误");
      raw.send("{\"type\":\"logout\",\"username\":\"log_boss\"}").await("再见 log_pat！");
      raw.awaitEnd();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"beej", "nickname", "login", "prompt", "whisper", "notification"})
  void registration_timeout_closes_connection(String dialect) throws IOException {
    try (ParleyServer impatient =
            TestServers.startAllDialects(Map.of("parley.limits.registration-timeout", "200 ms"));
        RawConnection raw = new RawConnection(impatient, dialect)) {
      raw.awaitEnd();
    }
  }

  /** A socket and all received text. */
  private static final class RawConnection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int awaited;

    RawConnection(String dialect) throws IOException {
      this(server, dialect);
    }

    RawConnection(ParleyServer server, String dialect) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), TestServers.port(server, dialect));
      socket.setSoTimeout(PATIENCE_MILLIS);
    }

    RawConnection send(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(UTF_8));
      return this;
    }

    /** Reads until this text is received, after the previously expected text. */
    RawConnection await(String text) throws IOException {
      while (receivedText().indexOf(text, awaited) < 0) {
        assertTrue(readMore(), () -> "it ended before " + text + ": " + receivedText());
      }
      awaited = receivedText().indexOf(text, awaited) + text.length();
      return this;
    }

    void awaitEnd() throws IOException {
      while (readMore()) {
        // collects the received characters
      }
      assertEquals(-1, socket.getInputStream().read());
    }

    String receivedText() {
      return bytes.toString(UTF_8);
    }

    private boolean readMore() throws IOException {
      byte[] chunk = new byte[8192];
      int count = socket.getInputStream().read(chunk);
      if (count > 0) {
        bytes.write(chunk, 0, count);
      }
      return count >= 0;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
