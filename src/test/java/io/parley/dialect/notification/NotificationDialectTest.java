package io.parley.dialect.notification;

import static io.parley.protocol.Problem.Code.NICKNAME_TAKEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.dialect.Dialect;
import io.parley.dialect.DialectTestKit;
import io.parley.dialect.RegistrationStyle;
import io.parley.dialect.SampleMessages;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.wire.flow.DecodeResult;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The rules of notification beyond the contract of dialects of bare JSON. */
class NotificationDialectTest {
  private static final DialectTestKit KIT = new DialectTestKit();
  private static final Dialect NOTIFICATION = NotificationDialect.create(KIT.wire());
  private static final Nickname PAT = new Nickname("pat");
  private static final Nickname MING = new Nickname("小明");
  private static final Text HELLO = Text.sanitize("Hello?");

  @AfterAll
  static void end() {
    KIT.close();
  }

  @Test
  void server_asks_again_after_refusal() {
    RegistrationStyle registration = NOTIFICATION.registration();
    assertEquals(RegistrationStyle.Initiator.SERVER, registration.initiator());
    assertEquals(true, registration.mayRetry());
    assertEquals(RegistrationStyle.EarlyMessagePolicy.REFUSE, registration.earlyMessagePolicy());
    assertEquals(false, NOTIFICATION.echoes());
  }

  @Test
  void server_writes_packets_of_original_server() {
    assertSays(
        "{\"type\":\"system\",\"username\":\"system\",\"content\":\"Please enter your username:\"}",
        new ServerMessage.NicknameRequested());
    assertSays(
        "{\"type\":\"notification\",\"content\":\"小明 has joined the chat!\"}",
        new ServerMessage.Joined(MING));
    assertSays(
        "{\"type\":\"notification\",\"content\":\"pat has left the chat.\"}",
        new ServerMessage.Left(PAT));
    assertSays(
        "{\"type\":\"message\",\"username\":\"pat\",\"content\":\"Hello?\"}",
        new ServerMessage.Chatted(PAT, HELLO));
    assertSays(
        "{\"type\":\"private_message\",\"username\":\"pat\",\"content\":\"Hello?\",\"recipient\":\"小明\"}",
        new ServerMessage.PrivateMessage(PAT, MING, HELLO));
  }

  @Test
  void other_messages_use_packets_that_original_client_knows() {
    assertSays(
        "{\"type\":\"message\",\"username\":\"pat\",\"content\":\"*Hello?*\"}",
        new ServerMessage.Emoted(PAT, HELLO));
    assertSays(
        "{\"type\":\"system\",\"username\":\"system\",\"content\":\"Hello?\"}",
        new ServerMessage.Notice(HELLO));
    assertSays(
        "{\"type\":\"system\",\"username\":\"system\",\"content\":\"No. [NICKNAME_TAKEN]\","
            + "\"code\":\"NICKNAME_TAKEN\"}",
        new ServerMessage.Refused(new Problem(NICKNAME_TAKEN, "No.")));
  }

  @Test
  void every_packet_except_notification_has_a_username() throws Exception {
    // The original client ends without it.
    for (ServerMessage message : SampleMessages.fromServer()) {
      for (ByteString segment : NOTIFICATION.serverCodec().encodeAll(List.of(message)).segments()) {
        JsonNode packet = KIT.json().readTree(segment.utf8String());
        assertTrue(packet.path("content").isTextual());
        assertEquals(
            !packet.path("type").asText().equals("notification"),
            packet.path("username").isTextual());
      }
    }
  }

  @Test
  void message_without_packet_is_not_sent() {
    for (ServerMessage message :
        List.of(
            new ServerMessage.Welcomed(PAT),
            new ServerMessage.MemberList(List.of(PAT)),
            new ServerMessage.Pong(),
            new ServerMessage.Goodbye(Optional.of(PAT)))) {
      assertSays("", message);
    }
  }

  @Test
  void server_reads_packets_of_original_client() {
    // The nickname in a message is ignored.
    assertEquals(
        List.of(
            new DecodeResult.Message<>(new ClientMessage.Hello("小明")),
            new DecodeResult.Message<>(new ClientMessage.Chat("大家好")),
            new DecodeResult.Message<>(new ClientMessage.PrivateMessage("pat", "psst"))),
        KIT.read(
            NOTIFICATION.serverCodec(),
            ByteString.fromString(
                "{\"type\": \"username\", \"content\": \"\\u5c0f\\u660e\"}"
                    + "{\"type\": \"message\", \"username\": \"pat\", \"content\": \"大家好\"}"
                    + "{\"type\": \"private_message\", \"username\": \"mallory\","
                    + " \"content\": \"psst\", \"recipient\": \"pat\"}")));
  }

  @Test
  void client_reads_packets_of_other_servers() {
    assertHears(
        new ServerMessage.NicknameRequested(),
        "{\"type\": \"system\", \"content\": \"Please enter your username:\"}");
    assertHears(
        new ServerMessage.Notice(Text.sanitize("It is late.")),
        "{\"type\": \"system\", \"content\": \"It is late.\"}");
    assertHears(
        new ServerMessage.Notice(Text.sanitize("It is late.")),
        "{\"type\": \"notification\", \"content\": \"It is late.\"}");
    assertHears(
        new ServerMessage.Joined(new Nickname("a b")),
        "{\"type\": \"notification\", \"content\": \"a b has joined the chat!\"}");
    assertHears(
        new ServerMessage.Left(PAT),
        "{\"type\": \"notification\", \"content\": \"pat has left the chat.\"}");
    assertHears(
        new ServerMessage.Refused(new Problem(NICKNAME_TAKEN, "No.")),
        "{\"type\": \"system\", \"content\": \"No. [NICKNAME_TAKEN]\"}");
    assertHears(
        new ServerMessage.PrivateMessage(PAT, new Nickname("you"), HELLO),
        "{\"type\": \"private_message\", \"username\": \"pat\", \"content\": \"Hello?\"}");
  }

  private static void assertSays(String json, ServerMessage message) {
    assertEquals(json, NOTIFICATION.serverCodec().encode(message).utf8String());
  }

  private static void assertHears(ServerMessage message, String json) {
    assertEquals(
        List.of(new DecodeResult.Message<>(message)),
        KIT.read(NOTIFICATION.clientCodec(), ByteString.fromString(json)));
  }
}
