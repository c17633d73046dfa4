package io.parley.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.wire.flow.DecodeResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Packets of other programs that differ from Parley's but have the same meaning. */
class LenientFramesTest {
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
  <M> void unknown_fields_are_ignored(FramedJsonDirection<M> framed) {
    String valid = framed.validJson();
    for (String value :
        List.of("1", "null", "\"x\"", "[[[1],{}]]", "{\"type\":\"leave\"}", "1e999", "-0.5E-9")) {
      assertGood(framed, valid.replaceFirst("\\{", "{\"x\":" + value + ","));
      assertGood(framed, valid.replaceFirst("}$", ",\"one more\":" + value + "}"));
    }
    assertGood(framed, valid.replaceFirst("\\{", "{\"x\":" + "9".repeat(100) + ","));
  }

  @ParameterizedTest
  @MethodSource("framed")
  <M> void ascii_escapes_are_decoded(FramedJsonDirection<M> framed) {
    for (M message : framed.direction().samples()) {
      String json =
          framed.direction().writer().encode(message).drop(framed.lengthBytes()).utf8String();
      String escaped =
          json.chars().mapToObj(LenientFramesTest::escape).collect(Collectors.joining());
      // With six bytes for two, the longest text does not fit into a frame.
      if (escaped.length() < KIT.wire().maxFrameBytes()) {
        assertEquals(
            List.of(framed.direction().expected(message)),
            KIT.read(framed.direction().reader(), framed.frame(escaped)));
      }
    }
    assertGood(framed, framed.validJson().replace("still", "\\u0073\\u0074ill"));
    assertGood(framed, framed.validJson().replaceFirst("t", "\\\\u0074"));
  }

  @ParameterizedTest
  @MethodSource("framed")
  <M> void white_space_between_tokens_is_ignored(FramedJsonDirection<M> framed) {
    assertGood(framed, " \r\n\t" + framed.packet().toPrettyString() + "\n");
  }

  @ParameterizedTest
  @MethodSource("framed")
  <M> void order_of_fields_is_irrelevant(FramedJsonDirection<M> framed) {
    List<String> names = new ArrayList<>();
    framed.packet().fieldNames().forEachRemaining(names::add);
    Collections.reverse(names);
    ObjectNode reversed = KIT.json().createObjectNode();
    names.forEach(name -> reversed.set(name, framed.packet().get(name)));
    assertGood(framed, reversed.toString());
  }

  private static <M> void assertGood(FramedJsonDirection<M> framed, String json) {
    assertEquals(
        List.of(new DecodeResult.Message<>(framed.validMessage())),
        KIT.read(framed.direction().reader(), framed.frame(json)),
        json);
  }

  private static String escape(int c) {
    return c < 0x80 ? Character.toString(c) : String.format("\\u%04x", c);
  }
}
