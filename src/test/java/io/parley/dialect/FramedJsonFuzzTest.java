package io.parley.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.protocol.ClientMessage;
import io.parley.wire.flow.DecodeResult;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A decoder does not fail, hang or buffer without bound, whatever the input. */
class FramedJsonFuzzTest {
  private static final DialectTestKit KIT = new DialectTestKit();
  private static final int CHUNK = 1000;

  static Stream<FramedJsonDirection<?>> framed() {
    return FramedJsonDirection.all(KIT.wire());
  }

  @AfterAll
  static void end() {
    KIT.close();
  }

  @ParameterizedTest
  @MethodSource("framed")
  <M> void random_input_completes_the_stream_without_failure(FramedJsonDirection<M> framed) {
    // The server gets most of the inputs; the client shares nearly all of the code.
    int inputs =
        framed.direction().kind() == ClientMessage.class
            ? FramedJsonFuzzInput.COUNT
            : FramedJsonFuzzInput.COUNT / 10;
    FramedJsonFuzzInput<M> fuzz = new FramedJsonFuzzInput<>(framed);
    Source<Ending, NotUsed> endings =
        Source.range(1, inputs)
            .flatMapConcat(
                seed -> {
                  Random random = new Random(seed); // the same input in every run
                  ByteString input = fuzz.bytes(random);
                  return Source.from(FramedJsonFuzzInput.cut(random, input))
                      .via(DialectTestKit.decoder(framed.direction().reader()))
                      .fold(Ending.NOTHING, Ending::with)
                      .mapError(Throwable.class, e -> new AssertionError(hex(input), e));
                });
    List<Ending> all = KIT.all(endings);
    assertEquals(inputs, all.size());
    // The inputs are useful only if they reach all parts of the decoder.
    assertTrue(all.stream().filter(ending -> ending.messages() > 0).count() > inputs / 10);
    assertTrue(all.stream().filter(ending -> ending.malformed() > 0).count() > inputs / 10);
    assertTrue(all.stream().filter(ending -> ending.broken() > 0).count() > inputs / 10);
  }

  @ParameterizedTest
  @MethodSource("framed")
  <M> void decoder_buffers_at_most_one_frame(FramedJsonDirection<M> framed) {
    List<ByteString> frames = framed.direction().frames();
    int longest = frames.stream().mapToInt(ByteString::size).max().orElseThrow();
    ByteString all = DialectTestKit.concat(frames).compact();
    List<ByteString> chunks = new ArrayList<>();
    for (int i = 0; i < all.size(); i += CHUNK) {
      chunks.add(all.slice(i, Math.min(i + CHUNK, all.size())));
    }
    AtomicLong held = new AtomicLong();
    AtomicLong most = new AtomicLong();
    List<Long> lengths =
        KIT.all(
            Source.from(chunks)
                .map(
                    chunk -> {
                      most.accumulateAndGet(held.addAndGet(chunk.size()), Math::max);
                      return chunk;
                    })
                .via(DialectTestKit.decoder(framed.direction().reader()))
                .zipWithIndex()
                .map(read -> -(long) frames.get(read.second().intValue()).size())
                .map(held::addAndGet));
    assertEquals(frames.size(), lengths.size());
    assertTrue(most.get() < longest + CHUNK, "held " + most + " bytes");
  }

  private static String hex(ByteString input) {
    return HexFormat.of().formatHex(input.toArray());
  }

  /** The results for one input. */
  private record Ending(int messages, int malformed, int broken) {
    static final Ending NOTHING = new Ending(0, 0, 0);

    Ending with(DecodeResult<?> received) {
      assertEquals(0, broken, "an element after the end");
      if (received instanceof DecodeResult.Unrecoverable<?>) {
        return new Ending(messages, malformed, 1);
      }
      return received instanceof DecodeResult.Malformed<?>
          ? new Ending(messages, malformed + 1, 0)
          : new Ending(messages + 1, malformed, 0);
    }
  }
}
