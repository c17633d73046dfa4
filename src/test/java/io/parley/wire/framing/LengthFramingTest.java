package io.parley.wire.framing;

import static io.parley.protocol.Problem.Code.FRAME_CUT_SHORT;
import static io.parley.protocol.Problem.Code.FRAME_TOO_LONG;
import static io.parley.protocol.Problem.Code.WRONG_DIALECT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.dialect.DialectTestKit;
import io.parley.protocol.Problem;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.flow.EncodedFrames;
import io.parley.wire.flow.InputMemory;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lengths and their limits, with arbitrary payloads. */
class LengthFramingTest {
  private static final DialectTestKit KIT = new DialectTestKit();
  private static final String BRACE = "This port speaks something else.";

  @AfterAll
  static void end() {
    KIT.close();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 3, 03616263",
    "2, 3, 0003616263",
    "3, 3, 000003616263",
    "4, 3, 00000003616263",
  })
  void length_is_big_endian_and_does_not_count_itself(int lengthBytes, int max, String hex) {
    LengthFraming framing = new LengthFraming(lengthBytes, max, BRACE);
    ByteString frame = framing.frame("abc".getBytes(StandardCharsets.UTF_8));
    assertEquals(hex, HexFormat.of().formatHex(frame.toArray()));
    assertEquals(List.of("abc"), payloads(framing, frame));
  }

  @ParameterizedTest
  @CsvSource({"1, 100", "1, 200", "2, 255", "2, 256", "2, 31486", "3, 70000", "4, 70000"})
  void payload_over_limit_is_rejected(int lengthBytes, int limit) {
    LengthFraming framing = new LengthFraming(lengthBytes, limit, BRACE);
    assertTrue(framing.isValidSize(limit));
    ByteString longest = framing.frame(new byte[limit]);
    assertEquals(lengthBytes + limit, longest.size());
    assertEquals(
        List.of("\0".repeat(limit), "\0".repeat(limit)), payloads(framing, longest, longest));

    assertFalse(framing.isValidSize(limit + 1));
    LengthFraming wider = new LengthFraming(lengthBytes, limit + 1, BRACE);
    Problem problem = broken(framing, wider.frame(new byte[limit + 1]));
    assertEquals(FRAME_TOO_LONG, problem.code());
    assertEquals(
        "A frame of %d bytes is too long; the limit is %d. The connection ends."
            .formatted(limit + 1, limit),
        problem.message());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 6, 1000})
  void frame_rejects_payload_of_invalid_size(int size) {
    // Codecs never write such a payload.
    LengthFraming framing = new LengthFraming(2, 5, BRACE);
    assertFalse(framing.isValidSize(size));
    assertThrows(IllegalArgumentException.class, () -> framing.frame(new byte[size]));
  }

  @ParameterizedTest
  @CsvSource({"80000000, 2147483648", "ffffffff, 4294967295", "80000001, 2147483649"})
  void length_of_four_bytes_is_unsigned(String hex, String length) {
    Problem problem = broken(new LengthFraming(4, 1000, BRACE), bytes(hex));
    assertEquals(FRAME_TOO_LONG, problem.code());
    assertTrue(problem.message().contains(length), problem.message());
  }

  @ParameterizedTest
  @CsvSource({"1, 7b", "2, 7b22", "2, 7b00", "3, 7b0000", "4, 7b227479"})
  void length_beginning_with_brace_is_wrong_dialect(int lengthBytes, String hex) {
    Problem problem = broken(new LengthFraming(lengthBytes, 100, BRACE), bytes(hex));
    assertEquals(new Problem(WRONG_DIALECT, BRACE), problem);
  }

  @Test
  void brace_after_first_byte_is_part_of_length() {
    LengthFraming framing = new LengthFraming(2, 0x017B, BRACE);
    assertEquals(1, payloads(framing, framing.frame(new byte[0x7B])).size());
    assertEquals(1, payloads(framing, framing.frame(new byte[0x017B])).size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "0000", "000000", "00000004", "00000004616263"})
  void end_inside_frame_is_reported(String hex) {
    assertEquals(FRAME_CUT_SHORT, broken(new LengthFraming(4, 100, BRACE), bytes(hex)).code());
  }

  private static List<String> payloads(LengthFraming framing, ByteString... chunks) {
    return KIT.read(decoder(framing), chunks).stream()
        .map(received -> ((DecodeResult.Message<String>) received).message())
        .toList();
  }

  private static Problem broken(LengthFraming framing, ByteString chunk) {
    List<DecodeResult<String>> all = KIT.read(decoder(framing), chunk);
    assertEquals(1, all.size(), all::toString);
    return assertInstanceOf(DecodeResult.Unrecoverable.class, all.get(0)).problem();
  }

  private static Flow<ByteString, DecodeResult<String>, NotUsed> decoder(LengthFraming framing) {
    return DialectTestKit.decoder(
        FramedCodec.bidiFlow(
            framing,
            () ->
                ConnectionCodec.of(
                    (List<? extends String> messages) -> EncodedFrames.of(List.of()),
                    LengthFramingTest::payload),
            InputMemory.UNBOUNDED));
  }

  private static DecodeResult<String> payload(ByteString payload) {
    return new DecodeResult.Message<>(payload.utf8String());
  }

  private static ByteString bytes(String hex) {
    return ByteString.fromArray(HexFormat.of().parseHex(hex));
  }
}
