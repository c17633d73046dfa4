package io.parley.dialect.nickname;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.dialect.DialectTestKit;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.wire.flow.Batch;
import io.parley.wire.framing.ConnectionCodec;
import java.util.List;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Messages that are repeated for the original client. */
class LegacyFallbackCodecTest {
  private static final DialectTestKit KIT = new DialectTestKit();
  private static final NicknameServerCodec SIDE =
      (NicknameServerCodec) NicknameDialect.create(KIT.wire()).serverCodec();
  private static final Batch<ServerMessage> WELCOME =
      Batch.of(new ServerMessage.Welcomed(new Nickname("pat")));

  @AfterAll
  static void end() {
    KIT.close();
  }

  @Test
  void common_packets_are_encoded_once_for_all_members() {
    Batch<ServerMessage> talk = Batch.copyOf(List.of(chat("one"), chat("two")));

    assertSame(talk.encodedWith(SIDE).bytes(), member("false").encode(talk));
    assertSame(talk.encodedWith(SIDE).bytes(), member("true").encode(talk));
  }

  @Test
  void original_member_gets_fallback_for_unknown_packets() {
    Batch<ServerMessage> secret = Batch.copyOf(List.of(chat("one"), secret(), chat("two")));
    ByteString plain = secret.encodedWith(SIDE).bytes();

    assertSame(plain, member("true").encode(secret));
    String told = member("false").encode(secret).utf8String();
    assertTrue(told.contains("[私聊] chris -> pat: psst"), told);
    assertEquals(3, count(plain.utf8String()));
    assertEquals(4, count(told));
  }

  @Test
  void no_fallback_before_registration() {
    Batch<ServerMessage> secret = Batch.of(secret());

    assertSame(secret.encodedWith(SIDE).bytes(), stranger("false").encode(secret));
  }

  private static int count(String packets) {
    return packets.split("\"type\"", -1).length - 1;
  }

  private static ServerMessage chat(String text) {
    return new ServerMessage.Chatted(new Nickname("chris"), Text.sanitize(text));
  }

  private static ServerMessage secret() {
    return new ServerMessage.PrivateMessage(
        new Nickname("chris"), new Nickname("pat"), Text.sanitize("psst"));
  }

  private static ConnectionCodec<ServerMessage, ClientMessage> member(String extensions) {
    ConnectionCodec<ServerMessage, ClientMessage> codec = stranger(extensions);
    codec.encode(WELCOME);
    return codec;
  }

  private static ConnectionCodec<ServerMessage, ClientMessage> stranger(String extensions) {
    ConnectionCodec<ServerMessage, ClientMessage> codec =
        new LegacyFallbackCodec(SIDE)
            .createConnectionCodec(new NicknameClientPacketReader(KIT.json()));
    codec.decode(
        ByteString.fromString(
            "{\"type\":\"nickname_response\",\"nickname\":\"pat\",\"extensions\":"
                + extensions
                + "}"));
    return codec;
  }
}
