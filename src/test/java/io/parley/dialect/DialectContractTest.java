package io.parley.dialect;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.protocol.Answer;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Request;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.wire.flow.Batch;
import io.parley.wire.flow.DecodeResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The contract of all dialects: each side reads what the other side writes, at any split of the
 * bytes. Covers every dialect in the table.
 */
class DialectContractTest {
  private static final DialectTestKit KIT = new DialectTestKit();

  /** Longer frames are cut only near both ends and at regular distances. In bytes. */
  private static final int SHORT = 1000;

  static Stream<DialectDirection<?>> directions() {
    return DialectDirection.all(KIT.wire());
  }

  @AfterAll
  static void end() {
    KIT.close();
  }

  @Test
  void samples_contain_every_message_type() {
    assertEquals(
        recordsOf(ClientMessage.class).collect(toSet()),
        SampleMessages.fromClient().stream().map(Object::getClass).collect(toSet()));
    assertEquals(
        recordsOf(ServerMessage.class).collect(toSet()),
        Stream.concat(SampleMessages.fromServer().stream(), SampleExchanges.stamped().stream())
            .map(Object::getClass)
            .collect(toSet()));
    assertEquals(
        recordsOf(Request.class).collect(toSet()),
        SampleExchanges.requests().stream().map(Object::getClass).collect(toSet()));
    assertEquals(
        recordsOf(Answer.class).collect(toSet()),
        SampleExchanges.answers().stream().map(Object::getClass).collect(toSet()));
  }

  /** All records of a sealed interface, including nested sealed interfaces. */
  private static Stream<Class<?>> recordsOf(Class<?> type) {
    return type.isRecord()
        ? Stream.of(type)
        : Stream.of(type.getPermittedSubclasses()).flatMap(DialectContractTest::recordsOf);
  }

  @ParameterizedTest
  @MethodSource("directions")
  <M> void each_message_round_trips_in_one_chunk(DialectDirection<M> direction) {
    for (M message : direction.samples()) {
      assertEquals(
          List.of(direction.expected(message)),
          KIT.read(direction.reader(), direction.writer().encode(message)));
    }
  }

  @ParameterizedTest
  @MethodSource("directions")
  <M> void all_messages_round_trip_in_one_chunk(DialectDirection<M> direction) {
    assertEquals(
        direction.expected(),
        KIT.read(direction.reader(), DialectTestKit.concat(direction.frames())));
  }

  @ParameterizedTest
  @MethodSource("directions")
  <M> void all_messages_round_trip_byte_by_byte(DialectDirection<M> direction) {
    ByteString all = DialectTestKit.concat(direction.frames()).compact();
    Source<ByteString, NotUsed> bytes =
        Source.range(0, all.size() - 1).map(i -> all.slice(i, i + 1));
    assertEquals(
        direction.expected(), KIT.all(bytes.via(DialectTestKit.decoder(direction.reader()))));
  }

  @ParameterizedTest
  @MethodSource("directions")
  <M> void each_message_round_trips_at_any_split(DialectDirection<M> direction) {
    for (M message : direction.samples()) {
      ByteString frame = direction.writer().encode(message);
      List<List<ByteString>> halves =
          cuts(frame.size()).mapToObj(i -> List.of(frame.take(i), frame.drop(i))).toList();
      assertEquals(
          Collections.nCopies(halves.size(), List.of(direction.expected(message))),
          KIT.readEach(DialectTestKit.decoder(direction.reader()), halves));
    }
  }

  @ParameterizedTest
  @MethodSource("directions")
  <M> void empty_chunk_is_ignored(DialectDirection<M> direction) {
    List<ByteString> chunks = new ArrayList<>();
    for (ByteString frame : direction.frames()) {
      chunks.addAll(List.of(ByteString.emptyByteString(), frame.take(1), frame.drop(1)));
      chunks.add(ByteString.emptyByteString());
    }
    assertEquals(
        direction.expected(),
        KIT.all(Source.from(chunks).via(DialectTestKit.decoder(direction.reader()))));
  }

  @ParameterizedTest
  @MethodSource("directions")
  <M> void empty_input_has_no_result(DialectDirection<M> direction) {
    assertEquals(List.of(), KIT.read(direction.reader()));
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void client_and_server_exchange_messages_when_joined(Dialect dialect) {
    Nickname pat = new Nickname("pat");
    Flow<Batch<ClientMessage>, DecodeResult<ServerMessage>, NotUsed> server =
        dialect
            .clientCodec()
            .bidiFlow()
            .atop(dialect.serverCodec().bidiFlow().reversed())
            .join(
                Flow.<DecodeResult<ClientMessage>>create()
                    .map(received -> Batch.of(echo(pat, received))));
    Batch<ClientMessage> sent =
        Batch.copyOf(List.of(new ClientMessage.Hello("pat"), new ClientMessage.Chat("Hello?")));
    Batch<ClientMessage> silence = sent.startingAt(2);
    assertEquals(
        List.of(
            new DecodeResult.Message<>(new ServerMessage.Joined(pat)),
            new DecodeResult.Message<>(new ServerMessage.Chatted(pat, Text.sanitize("Hello?")))),
        KIT.all(Source.from(List.of(silence, sent, silence)).via(server)));
  }

  static List<Dialect> dialects() {
    return DialectVariants.all(KIT.wire()).stream()
        .filter(dialect -> FramedJsonDirection.LENGTH_BYTES.containsKey(dialect.name()))
        .toList();
  }

  private static ServerMessage echo(Nickname nickname, DecodeResult<ClientMessage> received) {
    ClientMessage message = ((DecodeResult.Message<ClientMessage>) received).message();
    return message instanceof ClientMessage.Chat chat
        ? new ServerMessage.Chatted(nickname, Text.sanitize(chat.text()))
        : new ServerMessage.Joined(nickname);
  }

  private static IntStream cuts(int size) {
    return IntStream.range(1, size)
        .filter(i -> size <= SHORT || i < 100 || i > size - 100 || i % 997 == 0);
  }
}
