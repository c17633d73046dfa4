package io.parley.dialect.nickname;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.dialect.Batch;
import io.parley.dialect.Codec;
import io.parley.dialect.DialectTestKit;
import io.parley.dialect.LengthFraming;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.util.List;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What original clients of the dialect are told twice, and what nobody is. */
class RetellingTest {
  private static final DialectTestKit KIT = new DialectTestKit();
  private static final NicknameServerSide SIDE =
      (NicknameServerSide) NicknameDialect.on(KIT.wire()).serverSide();
  private static final Batch<ServerMessage> WELCOME =
      Batch.of(new ServerMessage.Welcomed(new Nickname("pat")));

  @AfterAll
  static void end() {
    KIT.close();
  }

  @Test
  void original_and_extended_members_share_the_bytes_of_what_all_know() {
    Batch<ServerMessage> talk = Batch.copyOf(List.of(chat("one"), chat("two")));

    assertSame(talk.encodedBy(SIDE).whole(), member("false").encode(talk));
    assertSame(talk.encodedBy(SIDE).whole(), member("true").encode(talk));
  }

  @Test
  void an_original_member_is_told_once_more_what_it_does_not_know() {
    Batch<ServerMessage> secret = Batch.copyOf(List.of(chat("one"), secret(), chat("two")));
    ByteString plain = secret.encodedBy(SIDE).whole();

    assertSame(plain, member("true").encode(secret));
    String told = member("false").encode(secret).utf8String();
    assertTrue(told.contains("[私聊] chris -> pat: psst"), told);
    assertEquals(3, count(plain.utf8String()));
    assertEquals(4, count(told));
  }

  @Test
  void nobody_is_told_twice_before_they_are_in() {
    Batch<ServerMessage> secret = Batch.of(secret());

    assertSame(secret.encodedBy(SIDE).whole(), stranger("false").encode(secret));
  }

  private static int count(String packets) {
    return packets.split("\"type\"", -1).length - 1;
  }

  private static ServerMessage chat(String text) {
    return new ServerMessage.Chatted(new Nickname("chris"), Text.clean(text));
  }

  private static ServerMessage secret() {
    return new ServerMessage.PrivateMessage(
        new Nickname("chris"), new Nickname("pat"), Text.clean("psst"));
  }

  private static Codec<ServerMessage, ClientMessage> member(String extensions) {
    Codec<ServerMessage, ClientMessage> codec = stranger(extensions);
    codec.encode(WELCOME);
    return codec;
  }

  private static Codec<ServerMessage, ClientMessage> stranger(String extensions) {
    LengthFraming framing = new LengthFraming(4, 1000, "no frames");
    Codec<ServerMessage, ClientMessage> codec =
        new Retelling(SIDE).codec(new ClientPackets(KIT.json(), framing));
    codec.decode(
        ByteString.fromString(
            "{\"type\":\"nickname_response\",\"nickname\":\"pat\",\"extensions\":"
                + extensions
                + "}"));
    return codec;
  }
}
