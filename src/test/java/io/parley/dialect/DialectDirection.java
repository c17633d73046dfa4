package io.parley.dialect;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import io.parley.wire.WireContext;
import io.parley.wire.flow.DecodeResult;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pekko.util.ByteString;

/**
 * One direction of a dialect: what one side writes and the other reads.
 *
 * @param kind what all messages of this direction are
 * @param samples messages of every kind
 */
record DialectDirection<M>(
    Dialect dialect,
    Class<M> kind,
    DialectCodec<M, ?> writer,
    DialectCodec<?, M> reader,
    List<M> samples) {

  /** Both directions of every framed dialect that there is. */
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

  /** Where there are no extension packets. */
  private static boolean isSentAsText(ServerMessage message) {
    return message instanceof ServerMessage.TopicChanged
        || message instanceof ServerMessage.Answered;
  }

  /** Those that the dialect has a packet for. */
  private static <M> List<M> encodable(DialectCodec<M, ?> writer, List<M> samples) {
    return samples.stream().filter(sample -> writer.encode(sample).nonEmpty()).toList();
  }

  /** What each sample looks like on the wire. */
  List<ByteString> frames() {
    return samples.stream().map(writer::encode).toList();
  }

  /** The samples as they should come out of the decoder. */
  List<DecodeResult<M>> expected() {
    return samples.stream().map(this::expected).toList();
  }

  /** A sample as it should come out of the decoder. */
  DecodeResult<M> expected(M sample) {
    return new DecodeResult.Message<>(
        dialect.name().equals("nickname") ? kind.cast(stripped(sample)) : sample);
  }

  /** This dialect has no white space around what is said. */
  private static Object stripped(Object message) {
    if (message instanceof ClientMessage.Chat chat) {
      return new ClientMessage.Chat(chat.text().strip());
    }
    return message instanceof ClientMessage.PrivateMessage said
        ? new ClientMessage.PrivateMessage(said.target(), said.text().strip())
        : message;
  }

  @Override
  public String toString() {
    return dialect.name() + ", " + kind.getSimpleName();
  }
}
