package io.parley.dialect;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pekko.util.ByteString;

/**
 * One direction of a dialect: what one side writes and the other reads.
 *
 * @param kind what all messages of this direction are
 * @param samples messages of every kind
 */
record Direction<M>(
    Dialect dialect, Class<M> kind, Side<M, ?> writer, Side<?, M> reader, List<M> samples) {

  /** Both directions of every framed dialect that there is. */
  static Stream<Direction<?>> all(Wire wire) {
    return Variants.all(wire).stream()
        .filter(dialect -> FramedJson.LENGTH_BYTES.containsKey(dialect.name()))
        .flatMap(dialect -> Stream.of(toServer(dialect), toClient(dialect)));
  }

  static Direction<ClientMessage> toServer(Dialect dialect) {
    return new Direction<>(
        dialect,
        ClientMessage.class,
        dialect.clientSide(),
        dialect.serverSide(),
        carried(dialect.clientSide(), Samples.fromClient()));
  }

  static Direction<ServerMessage> toClient(Dialect dialect) {
    return new Direction<>(
        dialect,
        ServerMessage.class,
        dialect.serverSide(),
        dialect.clientSide(),
        carried(
            dialect.serverSide(),
            dialect.name().equals(Variants.EXTENDED)
                ? Stream.concat(Samples.fromServer().stream(), SampleTalk.stamped().stream())
                    .toList()
                : Samples.fromServer().stream()
                    .filter(message -> !comesInWords(message))
                    .toList()));
  }

  /** Where there are no extension packets. */
  private static boolean comesInWords(ServerMessage message) {
    return message instanceof ServerMessage.TopicSet || message instanceof ServerMessage.Answered;
  }

  /** Those that the dialect has a packet for. */
  private static <M> List<M> carried(Side<M, ?> writer, List<M> samples) {
    return samples.stream().filter(sample -> writer.encode(sample).nonEmpty()).toList();
  }

  /** What each sample looks like on the wire. */
  List<ByteString> frames() {
    return samples.stream().map(writer::encode).toList();
  }

  /** The samples as they should come out of the decoder. */
  List<Received<M>> received() {
    return samples.stream().map(this::received).toList();
  }

  /** A sample as it should come out of the decoder. */
  Received<M> received(M sample) {
    return new Received.Message<>(
        dialect.name().equals("nickname") ? kind.cast(trimmed(sample)) : sample);
  }

  /** This dialect has no white space around what is said. */
  private static Object trimmed(Object message) {
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
