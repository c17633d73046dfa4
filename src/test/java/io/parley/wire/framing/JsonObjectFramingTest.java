package io.parley.wire.framing;

import static io.parley.protocol.Problem.Code.FRAME_CUT_SHORT;
import static io.parley.protocol.Problem.Code.FRAME_TOO_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.parley.dialect.DialectTestKit;
import io.parley.dialect.FunctionHandler;
import io.parley.protocol.Problem;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.flow.InputMemory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The start and end of objects. */
class JsonObjectFramingTest {
  private static final DialectTestKit KIT = new DialectTestKit();
  private static final int MOST = 100_000;

  private static final List<String> OBJECTS =
      List.of(
          "{}",
          "{\"a\":{\"b\":{}},\"c\":[{},{}]}",
          "{\"text\":\"{{{ }}} }\"}",
          "{\"text\":\"\\\"}\\\\\"}",
          "{\"\\\\\\\"{\":\"\\\\\"}",
          "{ \"text\" :\n\"大家好 😀👩‍👩‍👧 e\u0301\" }",
          "{\"not\" json, yet whole}");

  @AfterAll
  static void end() {
    KIT.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ",", "\r\n", " ,\t, "})
  void one_chunk_with_several_objects_emits_each(String between) {
    assertEquals(OBJECTS, read(between + String.join(between, OBJECTS) + between));
  }

  @Test
  void objects_are_complete_at_any_split() {
    ByteString all = ByteString.fromString(String.join(",\n", OBJECTS));
    List<List<ByteString>> cuts =
        IntStream.range(1, all.size())
            .mapToObj(i -> List.of(all.take(i), ByteString.emptyByteString(), all.drop(i)))
            .toList();
    for (List<DecodeResult<ByteString>> received : KIT.readEach(objects(MOST), cuts)) {
      assertEquals(OBJECTS, texts(received));
    }
  }

  @Test
  void objects_are_complete_when_sent_byte_by_byte() {
    ByteString all = ByteString.fromString(String.join("", OBJECTS));
    List<ByteString> bytes =
        IntStream.range(0, all.size()).mapToObj(i -> all.slice(i, i + 1)).toList();
    assertEquals(OBJECTS, texts(KIT.all(Source.from(bytes).via(objects(MOST)))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
        "}",
        "]",
        "\"",
        "null",
        "\u0000",
        "é"
      })
  void garbage_between_objects_is_one_malformed_result(String garbage) {
    assertEquals(List.of("{}", "NOT_JSON", "{}", "{}"), read("{}" + garbage + "{} {}"));
    assertEquals(List.of("NOT_JSON"), read(" " + garbage + " "));
  }

  @Test
  void garbage_in_several_chunks_is_malformed_in_each() {
    assertEquals(List.of("NOT_JSON", "NOT_JSON", "{}"), read("gar", " ", "bage{", "}"));
  }

  @Test
  void empty_input_emits_nothing() {
    assertEquals(List.of(), read());
    assertEquals(List.of(), read("", " \n", ","));
  }

  @Test
  void object_of_maximum_size_is_read() {
    String longest = "{\"x\":\"" + "y".repeat(91) + "\"}";
    assertEquals(99, longest.length());
    for (List<String> chunks :
        List.of(
            List.of(longest),
            List.of("x", longest + longest),
            List.of(longest.substring(0, 98), "}"),
            List.of(longest.substring(0, 1), longest.substring(1) + longest))) {
      assertEquals(0, count(chunks, 99, FRAME_TOO_LONG), chunks.toString());
      assertEquals(1, count(chunks, 98, FRAME_TOO_LONG), chunks.toString());
    }
  }

  @Test
  void object_over_limit_ends_reading() {
    List<DecodeResult<ByteString>> received =
        KIT.read(objects(9), utf8("{}{\"x\":"), utf8("1234"), utf8("}{}"));
    assertEquals(List.of("{}", "FRAME_TOO_LONG"), texts(received));
    assertEquals("9", received.get(1).accept(new FunctionHandler<>(none -> "", Problem::subject)));
  }

  @Test
  void endless_object_is_rejected_at_limit() {
    Source<ByteString, NotUsed> endless = Source.repeat(utf8("{\"x\":[")).take(Long.MAX_VALUE);
    assertEquals(List.of("FRAME_TOO_LONG"), texts(KIT.all(endless.via(objects(MOST)))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{}}{\"x\":\"}", "{\"x\":\"\\\"}"})
  void partial_object_at_end_is_reported(String input) {
    List<String> read = read(input);
    assertEquals(FRAME_CUT_SHORT.name(), read.get(read.size() - 1));
  }

  @Test
  void deep_nesting_needs_no_stack() {
    String deep = "{\"x\":".repeat(10_000) + "1" + "}".repeat(10_000);
    assertEquals(List.of(deep, "{}"), read(deep + "{}"));
  }

  @Test
  void no_byte_is_scanned_twice() {
    // Scanning bytes again would take 50,000,000,000 steps.
    int size = 100_000;
    List<ByteString> bytes = new ArrayList<>(Collections.nCopies(size - 2, utf8(" ")));
    bytes.add(0, utf8("{"));
    bytes.add(utf8("}"));
    assertTimeout(
        Duration.ofSeconds(30),
        () ->
            assertEquals(
                1,
                KIT.all(Source.cycle(bytes::iterator).take(10L * size).via(objects(MOST)).drop(9))
                    .size()));
  }

  private static List<String> read(String... chunks) {
    return texts(
        KIT.all(
            Source.from(Arrays.asList(chunks))
                .map(JsonObjectFramingTest::utf8)
                .via(objects(MOST))));
  }

  private static long count(List<String> chunks, int most, Problem.Code code) {
    return texts(KIT.all(Source.from(chunks).map(JsonObjectFramingTest::utf8).via(objects(most))))
        .stream()
        .filter(code.name()::equals)
        .count();
  }

  /** Objects as text, problems by their codes. */
  private static List<String> texts(List<DecodeResult<ByteString>> received) {
    return received.stream()
        .map(one -> one.accept(new FunctionHandler<>(ByteString::utf8String, p -> p.code().name())))
        .toList();
  }

  private static Flow<ByteString, DecodeResult<ByteString>, NotUsed> objects(int most) {
    return Flow.<ByteString>create()
        .via(new JsonObjectFraming(most, Duration.ofHours(1), InputMemory.UNBOUNDED));
  }

  private static ByteString utf8(String text) {
    return ByteString.fromString(text);
  }
}
