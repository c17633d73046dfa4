package io.parley.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.wire.WireContext;
import io.parley.wire.WireSettings;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.flow.EncodedFrames;
import io.parley.wire.flow.InputMemory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of the dialects of bare JSON. */
class BareJsonContractTest {
  private static final DialectTestKit KIT = new DialectTestKit();

  /** The size of one read of the original programs of each dialect, in bytes. */
  private static final Map<String, Integer> BUFFERS = Map.of("login", 4096, "notification", 1024);

  private static final Nickname PAT = new Nickname("pat");
  private static final Nickname CHRIS = new Nickname("chris");
  private static final Text HELLO = Text.sanitize("Hello?");
  private static final Text LONG = Text.sanitize(SampleMessages.LONGEST_TEXT);

  static Stream<Dialect> dialects() {
    WireSettings slow = KIT.wire().settings();
    WireSettings quick =
        new WireSettings(
            Duration.ofMillis(1),
            Duration.ofMillis(1),
            slow.maxDelay(),
            slow.silence(),
            slow.partialObjectTimeout(),
            slow.heartbeatInterval());
    WireContext wire =
        new WireContext(
            KIT.json(),
            KIT.wire().maxFrameBytes(),
            4096,
            quick,
            false,
            KIT.wire().clock(),
            0,
            InputMemory.UNBOUNDED);
    return Dialects.all(wire).stream()
        .filter(dialect -> dialect.serverCodec() instanceof BareJsonServerCodec);
  }

  @AfterAll
  static void end() {
    KIT.close();
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void each_segment_is_one_object_and_fits_into_the_buffer(Dialect dialect) throws Exception {
    for (ServerMessage message : SampleMessages.fromServer()) {
      assertFits(dialect, dialect.serverCodec(), message);
    }
    for (ClientMessage message : SampleMessages.fromClient()) {
      assertFits(dialect, dialect.clientCodec(), message);
    }
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void text_that_just_fits_is_not_split(Dialect dialect) {
    int empty = dialect.clientCodec().encode(new ClientMessage.Chat("")).size();
    int room = BUFFERS.get(dialect.name()) - empty;
    assertEquals(1, segments(dialect.clientCodec(), new ClientMessage.Chat("x".repeat(room))));
    assertEquals(2, segments(dialect.clientCodec(), new ClientMessage.Chat("x".repeat(room + 1))));
    assertEquals(1, segments(dialect.clientCodec(), new ClientMessage.Chat("\n".repeat(room / 2))));
    assertEquals(
        2, segments(dialect.clientCodec(), new ClientMessage.Chat("\"".repeat(room / 2 + 1))));
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void segments_are_filled(Dialect dialect) {
    for (String text : List.of("\u0001", "\b\f\r", "\"\\\n\t", "éж", "大", "😀", "\u007F\u2028")) {
      List<ByteString> segments =
          dialect
              .clientCodec()
              .encodeAll(List.of(new ClientMessage.Chat(text.repeat(5000))))
              .segments();
      for (ByteString segment : segments.subList(0, segments.size() - 1)) {
        assertTrue(segment.size() <= BUFFERS.get(dialect.name()), text);
        assertTrue(segment.size() > BUFFERS.get(dialect.name()) - 6, text);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void client_messages_round_trip(Dialect dialect) {
    for (ClientMessage message : SampleMessages.fromClient()) {
      List<ClientMessage> read = new ArrayList<>();
      for (DecodeResult<ClientMessage> one :
          KIT.read(dialect.serverCodec(), dialect.clientCodec().encode(message))) {
        one.accept(new FunctionHandler<>(read::add, problem -> assertNoName(message)));
      }
      if (!read.isEmpty()) {
        assertEquals(message, MessageJoiner.fromClient(read));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void server_messages_round_trip_byte_by_byte(Dialect dialect) {
    for (ServerMessage message : SampleMessages.fromServer()) {
      ByteString bytes = dialect.serverCodec().encode(message).compact();
      List<ServerMessage> read =
          KIT.all(
              Source.from(IntStream.range(0, bytes.size()).boxed().toList())
                  .map(i -> bytes.slice(i, i + 1))
                  .via(DialectTestKit.decoder(dialect.clientCodec()))
                  .map(one -> ((DecodeResult.Message<ServerMessage>) one).message()));
      if (bytes.nonEmpty()) {
        assertEquals(
            MessageJoiner.expected(dialect.name(), message),
            MessageJoiner.fromServer(message, read));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void objects_are_sent_one_at_a_time_without_echo(Dialect dialect) throws Exception {
    Batch<ServerMessage> batch =
        Batch.copyOf(
            List.of(
                new ServerMessage.Welcomed(PAT),
                new ServerMessage.Chatted(PAT, HELLO),
                new ServerMessage.Emoted(PAT, HELLO),
                new ServerMessage.PrivateMessage(PAT, CHRIS, HELLO),
                new ServerMessage.Chatted(CHRIS, LONG)));
    BitSet own = new BitSet();
    own.set(1, 4);
    List<ByteString> written = written(dialect.serverCodec(), batch.withOwn(own));
    for (ByteString segment : written) {
      assertTrue(KIT.json().readTree(segment.utf8String()).isObject());
    }
    List<DecodeResult<ServerMessage>> read =
        KIT.all(Source.from(written).via(DialectTestKit.decoder(dialect.clientCodec())));
    List<ServerMessage> chats =
        read.stream()
            .map(one -> ((DecodeResult.Message<ServerMessage>) one).message())
            .filter(message -> !(message instanceof ServerMessage.Welcomed))
            .toList();
    ServerMessage.Chatted sent = new ServerMessage.Chatted(CHRIS, LONG);
    assertEquals(sent, MessageJoiner.fromServer(sent, chats));
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void client_writes_its_nickname_into_packets(Dialect dialect) throws Exception {
    Batch<ClientMessage> sent =
        Batch.copyOf(
            List.of(
                new ClientMessage.Hello("pat"),
                new ClientMessage.Hello("小明"),
                new ClientMessage.Chat(LONG.value())));
    List<ByteString> written = written(dialect.clientCodec(), sent);
    assertTrue(written.size() > 3);
    for (ByteString segment : written.subList(2, written.size())) {
      JsonNode packet = KIT.json().readTree(segment.utf8String());
      assertEquals("小明", packet.get("username").textValue());
      assertTrue(segment.size() <= BUFFERS.get(dialect.name()));
    }
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void client_and_server_exchange_messages_when_joined(Dialect dialect) {
    Flow<Batch<ClientMessage>, DecodeResult<ServerMessage>, NotUsed> server =
        dialect
            .clientCodec()
            .bidiFlow()
            .atop(dialect.serverCodec().bidiFlow().reversed())
            .join(
                Flow.<DecodeResult<ClientMessage>>create()
                    .map(
                        received ->
                            Batch.of(new ServerMessage.Notice(Text.sanitize("" + received)))));
    List<ClientMessage> sent =
        List.of(new ClientMessage.Hello("pat"), new ClientMessage.Chat("Hello?"));
    assertEquals(
        sent.stream()
            .map(DecodeResult.Message::new)
            .map(message -> new ServerMessage.Notice(Text.sanitize("" + message)))
            .<DecodeResult<ServerMessage>>map(DecodeResult.Message::new)
            .toList(),
        KIT.all(Source.single(Batch.copyOf(sent)).via(server)));
  }

  private static <M> void assertFits(Dialect dialect, DialectCodec<M, ?> codec, M message)
      throws Exception {
    EncodedFrames writes = codec.encodeAll(List.of(message));
    assertEquals(codec.encode(message), writes.bytes());
    for (ByteString segment : writes.segments()) {
      assertTrue(segment.size() <= BUFFERS.get(dialect.name()), message::toString);
      assertTrue(KIT.json().readTree(segment.utf8String()).isObject());
    }
  }

  private static <M> int segments(DialectCodec<M, ?> codec, M message) {
    return codec.encodeAll(List.of(message)).segments().size();
  }

  /** The writes to the socket. */
  private static <O> List<ByteString> written(DialectCodec<O, ?> codec, Batch<O> batch) {
    List<ByteString> writes = new CopyOnWriteArrayList<>();
    Flow<ByteString, ByteString, NotUsed> socket =
        Flow.<ByteString>create().filter(bytes -> !writes.add(bytes));
    assertEquals(List.of(), KIT.all(Source.single(batch).via(codec.bidiFlow().join(socket))));
    return writes;
  }

  private static boolean assertNoName(ClientMessage message) {
    assertEquals(new ClientMessage.Hello(""), message);
    return true;
  }
}
