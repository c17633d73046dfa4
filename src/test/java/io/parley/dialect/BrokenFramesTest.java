package io.parley.dialect;

import static io.parley.protocol.Problem.Code.FRAME_CUT_SHORT;
import static io.parley.protocol.Problem.Code.FRAME_EMPTY;
import static io.parley.protocol.Problem.Code.FRAME_TOO_LONG;
import static io.parley.protocol.Problem.Code.WRONG_DIALECT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.protocol.Problem;
import io.parley.wire.flow.DecodeResult;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * After an invalid frame nothing can be read. Earlier frames are read, the problem is the last
 * element, and the stream completes as if the peer had closed.
 */
class BrokenFramesTest {
  private static final DialectTestKit KIT = new DialectTestKit();

  static Stream<FramedJsonDirection<?>> framed() {
    return FramedJsonDirection.all(KIT.wire());
  }

  @AfterAll
  static void end() {
    KIT.close();
  }

  @ParameterizedTest
  @MethodSource("framed")
  <M> void frame_over_limit_ends_reading(FramedJsonDirection<M> framed) {
    // The maximum length, whose top bit is set.
    Problem problem = assertBroken(framed, FRAME_TOO_LONG, framed.length(-1));
    assertTrue(problem.message().contains(String.valueOf(greatestLength(framed))));
  }

  @ParameterizedTest
  @MethodSource("framed")
  <M> void empty_frame_ends_reading(FramedJsonDirection<M> framed) {
    assertBroken(framed, FRAME_EMPTY, framed.length(0));
  }

  @ParameterizedTest
  @MethodSource("framed")
  <M> void opening_brace_at_start_is_wrong_dialect(FramedJsonDirection<M> framed) {
    ByteString bare = ByteString.fromString(framed.validJson());
    List<DecodeResult<M>> received = KIT.read(framed.direction().reader(), bare);
    assertEquals(1, received.size(), received::toString);
    Problem problem = assertInstanceOf(DecodeResult.Unrecoverable.class, received.get(0)).problem();
    assertEquals(WRONG_DIALECT, problem.code());
    assertTrue(
        problem.message().contains(DialectVariants.configuredName(framed.direction().dialect())));
  }

  /** A peer that has sent a frame gets its answer in a frame, not in plain text. */
  @ParameterizedTest
  @MethodSource("framed")
  <M> void opening_brace_after_a_frame_is_a_length_over_limit(FramedJsonDirection<M> framed) {
    assertBroken(framed, FRAME_TOO_LONG, ByteString.fromString(framed.validJson()));
  }

  @ParameterizedTest
  @MethodSource("framed")
  <M> void end_at_any_place_inside_frame_is_reported(FramedJsonDirection<M> framed) {
    ByteString frame = framed.validFrame();
    for (int end = 1; end < frame.size(); end++) {
      assertEnd(framed, FRAME_CUT_SHORT, frame.concat(frame.take(end)));
    }
  }

  @ParameterizedTest
  @MethodSource("framed")
  <M> void frame_over_limit_is_rejected_by_its_length_alone(FramedJsonDirection<M> framed) {
    // No byte of the payload is received, and the peer does not close.
    Source<ByteString, NotUsed> bytes =
        Source.single(framed.length(-1))
            .concat(Source.<ByteString>maybe().mapMaterializedValue(none -> NotUsed.getInstance()));
    List<DecodeResult<M>> received =
        KIT.all(bytes.via(DialectTestKit.decoder(framed.direction().reader())));
    assertInstanceOf(DecodeResult.Unrecoverable.class, received.get(0));
  }

  @ParameterizedTest
  @MethodSource("framed")
  <M> void input_after_unrecoverable_frame_is_not_pulled(FramedJsonDirection<M> framed) {
    AtomicInteger taken = new AtomicInteger();
    ByteString flood = ByteString.fromArray(new byte[65536]);
    Source<ByteString, NotUsed> bytes =
        Source.single(framed.length(-1))
            .concat(Source.repeat(flood))
            .map(
                chunk -> {
                  taken.incrementAndGet();
                  return chunk;
                });
    assertEquals(1, KIT.all(bytes.via(DialectTestKit.decoder(framed.direction().reader()))).size());
    assertTrue(taken.get() <= 2, "took " + taken + " chunks");
  }

  /** Valid frames stand before and after the broken one, in one chunk and in several. */
  private static <M> Problem assertBroken(
      FramedJsonDirection<M> framed, Problem.Code code, ByteString broken) {
    ByteString valid = framed.validFrame();
    assertEnd(framed, code, valid, broken, valid);
    return assertEnd(framed, code, valid.concat(broken).concat(valid));
  }

  private static <M> Problem assertEnd(
      FramedJsonDirection<M> framed, Problem.Code code, ByteString... chunks) {
    List<DecodeResult<M>> received = KIT.read(framed.direction().reader(), chunks);
    assertEquals(2, received.size(), received::toString);
    assertEquals(new DecodeResult.Message<>(framed.validMessage()), received.get(0));
    Problem problem = assertInstanceOf(DecodeResult.Unrecoverable.class, received.get(1)).problem();
    assertEquals(code, problem.code());
    assertFalse(problem.message().isEmpty());
    return problem;
  }

  private static long greatestLength(FramedJsonDirection<?> framed) {
    return (1L << (8 * framed.lengthBytes())) - 1;
  }
}
