package io.parley.dialect;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import io.parley.wire.WireContext;
import io.parley.wire.flow.DecodeResult;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pekko.util.ByteString;

/**
 * One direction of a dialect.
 *
 * @param kind the type of all messages of this direction
 * @param samples messages of every type
 */
record DialectDirection<M>(
    Dialect dialect,
    Class<M> kind,
    DialectCodec<M, ?> writer,
    DialectCodec<?, M> reader,
    List<M> samples) {

  /** Both directions of every framed dialect. */
  static Stream<DialectDirection<?>> all(WireContext wire) {
    return DialectVariants.all(wire).stream()
        .filter(dialect -> FramedJsonDirection.LENGTH_BYTES.containsKey(dialect.name()))
        .flatMap(dialect -> Stream.of(toServer(dialect), toClient(dialect)));
  }

  static DialectDirection<ClientMessage> toServer(Dialect dialect) {
    return new DialectDirection<>(
        dialect,
        ClientMessage.class,
        dialect.clientCodec(),
        dialect.serverCodec(),
        encodable(dialect.clientCodec(), SampleMessages.fromClient()));
  }

  static DialectDirection<ServerMessage> toClient(Dialect dialect) {
    return new DialectDirection<>(
        dialect,
        ServerMessage.class,
        dialect.serverCodec(),
        dialect.clientCodec(),
        encodable(
            dialect.serverCodec(),
            dialect.name().equals(DialectVariants.EXTENDED)
                ? Stream.concat(
                        SampleMessages.fromServer().stream(), SampleExchanges.stamped().stream())
                    .toList()
                : SampleMessages.fromServer().stream()
                    .filter(message -> !isSentAsText(message))
                    .toList()));
  }

  /** Whether a basic client gets it as text. */
  private static boolean isSentAsText(ServerMessage message) {
    return message instanceof ServerMessage.TopicChanged
        || message instanceof ServerMessage.PresenceSummary
        || message instanceof ServerMessage.Invited
        || message instanceof ServerMessage.Announced
        || message instanceof ServerMessage.Answered;
  }

  /** The samples that the dialect has a packet for. */
  private static <M> List<M> encodable(DialectCodec<M, ?> writer, List<M> samples) {
    return samples.stream().filter(sample -> writer.encode(sample).nonEmpty()).toList();
  }

  /** The bytes of each sample. */
  List<ByteString> frames() {
    return samples.stream().map(writer::encode).toList();
  }

  /** The expected result of each sample. */
  List<DecodeResult<M>> expected() {
    return samples.stream().map(this::expected).toList();
  }

  /** The expected result of a sample. */
  DecodeResult<M> expected(M sample) {
    return new DecodeResult.Message<>(
        dialect.name().equals("nickname") ? kind.cast(stripped(sample)) : sample);
  }

  /** The dialect strips white space around texts. */
  private static Object stripped(Object message) {
    if (message instanceof ClientMessage.Chat chat) {
      return new ClientMessage.Chat(chat.text().strip());
    }
    return message instanceof ClientMessage.PrivateMessage sent
        ? new ClientMessage.PrivateMessage(sent.target(), sent.text().strip())
        : message;
  }

  @Override
  public String toString() {
    return dialect.name() + ", " + kind.getSimpleName();
  }
}
