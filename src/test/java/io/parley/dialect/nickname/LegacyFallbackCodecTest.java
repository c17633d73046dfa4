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
  private static final NicknameServerCodec CODEC =
      (NicknameServerCodec) NicknameDialect.create(KIT.wire()).serverCodec();
  private static final Batch<ServerMessage> WELCOME =
      Batch.of(new ServerMessage.Welcomed(new Nickname("pat")));

  @AfterAll
  static void end() {
    KIT.close();
  }

  @Test
  void common_packets_are_encoded_once_for_all_members() {
    Batch<ServerMessage> profile = Batch.copyOf(List.of(chat("one"), chat("two")));

    assertSame(profile.encodedWith(CODEC).bytes(), member("false").encode(profile));
    assertSame(profile.encodedWith(CODEC).bytes(), member("true").encode(profile));
  }

  @Test
  void original_member_gets_fallback_for_unknown_packets() {
    Batch<ServerMessage> secret = Batch.copyOf(List.of(chat("one"), secret(), chat("two")));
    ByteString plain = secret.encodedWith(CODEC).bytes();

    assertSame(plain, member("true").encode(secret));
    String notified = member("false").encode(secret).utf8String();
    assertTrue(notified.contains("[私聊] chris -> pat: psst"), notified);
    assertEquals(3, count(plain.utf8String()));
    assertEquals(4, count(notified));
  }

  @Test
  void no_fallback_before_registration() {
    Batch<ServerMessage> secret = Batch.of(secret());

    assertSame(secret.encodedWith(CODEC).bytes(), unregistered("false").encode(secret));
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
    ConnectionCodec<ServerMessage, ClientMessage> codec = unregistered(extensions);
    codec.encode(WELCOME);
    return codec;
  }

  private static ConnectionCodec<ServerMessage, ClientMessage> unregistered(String extensions) {
    ConnectionCodec<ServerMessage, ClientMessage> codec =
        new LegacyFallbackCodec(CODEC)
            .createConnectionCodec(new NicknameClientPacketReader(KIT.json()));
    codec.decode(
        ByteString.fromString(
            "{\"type\":\"nickname_response\",\"nickname\":\"pat\",\"extensions\":"
                + extensions
                + "}"));
    return codec;
  }
}
