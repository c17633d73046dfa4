package io.parley.dialect;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.protocol.ClientMessage;
import io.parley.wire.flow.DecodeResult;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The decoder of a server of bare JSON does not fail or hang, whatever the input. */
class BareJsonFuzzTest {
  private static final DialectTestKit KIT = new DialectTestKit();
  private static final int INPUTS = FramedJsonFuzzInput.COUNT;

  /** So small that some inputs exceed it. In bytes. */
  private static final int MOST = 100;

  @AfterAll
  static void end() {
    KIT.close();
  }

  static Stream<Dialect> dialects() {
    return Dialects.all(DialectTestKit.wire(KIT.json(), MOST)).stream()
        .filter(dialect -> dialect.serverCodec() instanceof BareJsonServerCodec);
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void random_input_completes_the_stream_without_failure(Dialect dialect) {
    // A frame with a length of 0 bytes is a bare object.
    FramedJsonFuzzInput<ClientMessage> fuzz =
        new FramedJsonFuzzInput<>(
            new FramedJsonDirection<>(
                KIT.json(),
                0,
                DialectDirection.toServer(dialect),
                new ClientMessage.Chat("still here")));
    Source<List<Character>, NotUsed> endings =
        Source.range(1, INPUTS)
            .flatMapConcat(
                seed -> {
                  Random random = new Random(seed); // the same input in every run
                  ByteString input = fuzz.bytes(random);
                  return Source.from(FramedJsonFuzzInput.cut(random, input))
                      .via(DialectTestKit.decoder(dialect.serverCodec()))
                      .map(BareJsonFuzzTest::kind)
                      .grouped(Integer.MAX_VALUE)
                      .mapError(
                          Throwable.class,
                          e -> new AssertionError(HexFormat.of().formatHex(input.toArray()), e));
                });
    List<List<Character>> all = KIT.all(endings);
    // The inputs are useful only if they reach all parts of the decoder.
    assertTrue(count(all, 'm') > INPUTS / 10);
    assertTrue(count(all, 'x') > INPUTS / 10);
    assertTrue(count(all, 'b') > INPUTS / 200, () -> "only " + count(all, 'b'));
    for (List<Character> ending : all) {
      assertFalse(ending.subList(0, ending.size() - 1).contains('b'), "an element after the end");
    }
  }

  private static long count(List<List<Character>> all, char kind) {
    return all.stream().filter(ending -> ending.contains(kind)).count();
  }

  private static <M> char kind(DecodeResult<M> received) {
    if (received instanceof DecodeResult.Unrecoverable<M>) {
      return 'b';
    }
    return received instanceof DecodeResult.Malformed<M> ? 'x' : 'm';
  }
}
