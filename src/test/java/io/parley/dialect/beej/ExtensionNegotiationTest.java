package io.parley.dialect.beej;

import static io.parley.protocol.Problem.Code.MISSING_FIELD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.parley.dialect.Dialect;
import io.parley.dialect.DialectTestKit;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.DecodeResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection is basic until its client has sent an extension packet. */
class ExtensionNegotiationTest {
  private static final DialectTestKit KIT = new DialectTestKit();
  private static final Dialect BEEJ = BeejDialect.create(KIT.wire());

  /** A message that is a {@code chat} for basic clients and an {@code emote} for extended ones. */
  private static final ServerMessage EMOTED =
      new ServerMessage.Emoted(new Nickname("pat"), Text.sanitize("goes out"));

  private static final String BASIC = "chat";
  private static final String EXTENDED = "emote";

  @AfterAll
  static void end() {
    KIT.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'hello','nick':'pat','extensions':true}",
        "{'type':'pm','to':'chris','message':'hi'}",
        "{'type':'emote','message':'goes out'}",
        "{'type':'users'}",
        "{'type':'rooms'}",
        "{'type':'join','room':'tea'}",
        "{'type':'leave','room':'tea'}",
        "{'type':'leave'}",
        "{'type':'topic'}",
        "{'type':'away'}",
        "{'type':'whois','nick':'chris'}",
        "{'type':'history'}",
        "{'type':'search','words':'tea'}",
        "{'type':'ping'}",
        // A client that forgets a field still knows the packet.
        "{'type':'pm'}",
        "{'type':'history','limit':'all'}"
      })
  void extension_packet_makes_client_extended(String packet) throws Exception {
    assertEquals(
        List.of(BASIC, EXTENDED, EXTENDED),
        answers("{'type':'hello','nick':'pat'}", packet, "{'type':'chat','message':'hi'}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'hello','nick':'pat'}",
        "{'type':'hello','nick':'pat','extensions':false}",
        "{'type':'hello','nick':'pat','extensions':'true'}",
        "{'type':'hello','nick':'pat','extensions':1}",
        "{'type':'hello','nick':'pat','extensions':null}",
        "{'type':'chat','message':'hi','extensions':true}",
        "{'type':'dance','extensions':true}",
        "{'type':'error','code':'X','message':'x'}",
        "{'type':'pong'}",
        "{'message':'hi'}",
        "nonsense"
      })
  void other_packet_leaves_client_basic(String packet) throws Exception {
    assertEquals(List.of(BASIC, BASIC), answers(packet, "{'type':'chat','message':'hi'}"));
  }

  @Test
  void extended_client_stays_extended() throws Exception {
    assertEquals(
        List.of(EXTENDED, EXTENDED),
        answers("{'type':'ping'}", "{'type':'hello','nick':'pat','extensions':false}"));
  }

  @Test
  void connections_negotiate_independently() throws Exception {
    assertEquals(List.of(EXTENDED), answers("{'type':'ping'}"));
    assertEquals(List.of(BASIC), answers("{'type':'hello','nick':'pat'}"));
  }

  @Test
  void malformed_extension_packet_is_answered_with_error_packet() throws Exception {
    ServerMessage refused = new ServerMessage.Refused(new Problem(MISSING_FIELD, "No."));
    ByteString answer = only(exchange(Batch.of(refused), "{'type':'pm','to':'chris'}"));
    assertEquals(
        KIT.json().readTree("{\"type\":\"error\",\"code\":\"MISSING_FIELD\",\"message\":\"No.\"}"),
        only(BeejTestPackets.read(KIT.json(), answer)));
  }

  @Test
  void batch_is_encoded_once_for_basic_and_once_for_extended_clients() {
    Batch<ServerMessage> batch = Batch.of(EMOTED);
    String basic = "{'type':'hello','nick':'pat'}";
    String extended = "{'type':'hello','nick':'chris','extensions':true}";
    ByteString toBasic = only(exchange(batch, basic));
    ByteString toExtended = only(exchange(batch, extended));
    assertSame(toBasic, only(exchange(batch, basic)));
    assertSame(toExtended, only(exchange(batch, extended)));
    assertNotSame(toBasic, toExtended);
  }

  /** The types of the answers to these packets; each is answered with an emote. */
  private static List<String> answers(String... packets) throws Exception {
    List<String> types = new ArrayList<>();
    for (ByteString answer : exchange(Batch.of(EMOTED), packets)) {
      types.add(only(BeejTestPackets.read(KIT.json(), answer)).path("type").asText());
    }
    return types;
  }

  /** The output of one connection that answers each packet with the same batch. */
  private static List<ByteString> exchange(Batch<ServerMessage> answer, String... packets) {
    Flow<ByteString, ByteString, NotUsed> server =
        BEEJ.serverCodec()
            .bidiFlow()
            .reversed()
            .join(Flow.<DecodeResult<ClientMessage>>create().map(received -> answer));
    return KIT.all(
        Source.from(Arrays.stream(packets).map(BeejTestPackets::frame).toList()).via(server));
  }

  private static <T> T only(List<T> list) {
    assertEquals(1, list.size(), list::toString);
    return list.get(0);
  }
}
