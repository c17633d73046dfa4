package io.parley.dialect;

import java.util.Collection;
import java.util.stream.Stream;
import org.apache.pekko.util.ByteString;

/** The first inputs of fuzz tests: the messages of the golden files. */
final class FuzzCorpus {
  private FuzzCorpus() {}

  /** What a client of a dialect sends: each message alone, and all one after the other. */
  static Stream<byte[]> toServer(Dialect dialect) {
    return inputs(dialect.clientCodec(), GoldenMessages.TO_SERVER.values());
  }

  /** What a server of a dialect sends. */
  static Stream<byte[]> toClient(Dialect dialect) {
    return inputs(dialect.serverCodec(), GoldenMessages.TO_CLIENT.values());
  }

  private static <M> Stream<byte[]> inputs(DialectCodec<M, ?> writer, Collection<M> messages) {
    Stream<ByteString> single = messages.stream().map(writer::encode).filter(ByteString::nonEmpty);
    ByteString all =
        messages.stream()
            .map(writer::encode)
            .reduce(ByteString.emptyByteString(), ByteString::concat);
    return Stream.concat(single, Stream.of(all)).map(ByteString::toArray);
  }

  /** An input; the same cut short; with one byte damaged; and with a control character inside. */
  static Stream<byte[]> variants(byte[] input) {
    ByteString bytes = ByteString.fromArray(input);
    int middle = input.length / 2;
    byte[] damaged = input.clone();
    damaged[middle] ^= (byte) 0x80;
    return Stream.of(
        input,
        bytes.take(middle).toArray(),
        damaged,
        bytes
            .take(middle)
            .concat(ByteString.fromArray(new byte[] {0x1B}))
            .concat(bytes.drop(middle))
            .toArray());
  }
}
