package io.parley.dialect;

import static io.parley.protocol.Problem.Code.MISSING_FIELD;
import static io.parley.protocol.Problem.Code.NOT_AN_OBJECT;
import static io.parley.protocol.Problem.Code.NOT_JSON;
import static io.parley.protocol.Problem.Code.NOT_UTF8;
import static io.parley.protocol.Problem.Code.UNKNOWN_TYPE;
import static io.parley.protocol.Problem.Code.WRONG_FIELD_TYPE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.protocol.Problem;
import io.parley.wire.flow.DecodeResult;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An invalid payload is reported with its code, and the next frame is read. In both directions,
 * because a client may connect to any server.
 */
class MalformedFramesTest {
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
  <M> void invalid_json_is_malformed(FramedJsonDirection<M> framed) {
    String valid = framed.validJson();
    String inside = valid.substring(0, valid.length() - 1);
    for (String payload :
        List.of(
            "hello",
            " ",
            "\n",
            "{",
            "}",
            inside,
            inside + ",}",
            "\uFEFF" + valid,
            valid.replace('"', '\''),
            valid.replaceFirst("\"type\"", "type"),
            inside + ",\"x\":NaN}",
            inside + ",\"x\":+1}",
            inside + ",\"x\":01}",
            inside + ",\"x\":\"\n\"}",
            inside + ",\"x\":\"\\x\"}",
            inside + ",\"x\":\"\\u12\"}",
            "/* chat */" + valid)) {
      assertMalformed(framed, NOT_JSON, framed.frame(payload));
    }
  }

  @ParameterizedTest
  @MethodSource("framed")
  <M> void text_after_object_in_frame_is_malformed(FramedJsonDirection<M> framed) {
    String valid = framed.validJson();
    for (String garbage : List.of("x", "}", "\u0000", "null", valid, ",")) {
      assertMalformed(framed, NOT_JSON, framed.frame(valid + garbage));
    }
  }

  @ParameterizedTest
  @MethodSource("framed")
  <M> void duplicate_field_is_malformed(FramedJsonDirection<M> framed) {
    // Readers of the first and of the last field would read different messages.
    for (String field : framed.fields()) {
      String twice = framed.validJson().replaceFirst("}$", ",\"" + field + "\":\"x\"}");
      assertMalformed(framed, NOT_JSON, framed.frame(twice));
    }
  }

  @ParameterizedTest
  @MethodSource("framed")
  <M> void deep_nesting_is_malformed_without_stack_overflow(FramedJsonDirection<M> framed) {
    int depth = 10_000;
    assertMalformed(framed, NOT_JSON, framed.frame("[".repeat(depth)));
    assertMalformed(framed, NOT_JSON, framed.frame("[".repeat(depth) + "]".repeat(depth)));
    assertMalformed(framed, NOT_JSON, framed.frame("{\"x\":".repeat(depth / 2)));
    assertMalformed(
        framed,
        NOT_JSON,
        framed.frame("{\"x\":" + "[".repeat(depth) + "]".repeat(depth) + ",\"type\":\"chat\"}"));
  }

  @ParameterizedTest
  @MethodSource("framed")
  <M> void json_that_is_not_an_object_is_malformed(FramedJsonDirection<M> framed) {
    for (String payload : List.of("[]", "null", "true", "42", "\"chat\"", "[{}]", " [] ")) {
      assertMalformed(framed, NOT_AN_OBJECT, framed.frame(payload));
    }
  }

  @ParameterizedTest
  @MethodSource("framed")
  <M> void invalid_utf8_is_malformed(FramedJsonDirection<M> framed) {
    String valid = framed.validJson();
    for (String bytes :
        List.of(
            "\u00C0\u00AF", // an overlong slash
            "\u00E0\u0080\u00AF", // the same in three bytes
            "\u00ED\u00A0\u0080", // half of a surrogate pair
            "\u00ED\u00A0\u00BD\u00ED\u00B8\u0080", // a whole pair, as CESU-8 has it
            "\u00F4\u0090\u0080\u0080", // beyond the last character
            "\u00E5\u00A4", // cut short
            "\u0080", // the middle of a character
            "\u00FF\u00FE")) {
      String payload = valid.replace("still", bytes);
      assertMalformed(framed, NOT_UTF8, framed.frame(payload.getBytes(ISO_8859_1)));
    }
    assertMalformed(framed, NOT_UTF8, framed.frame((valid + "\u00C3").getBytes(ISO_8859_1)));
    // The encoding is not guessed, although these bytes are valid UTF-8.
    assertMalformed(framed, NOT_JSON, framed.frame(valid.getBytes(UTF_16LE)));
  }

  @ParameterizedTest
  @MethodSource("framed")
  <M> void missing_or_null_field_is_reported(FramedJsonDirection<M> framed) {
    for (String field : framed.fields()) {
      assertMalformed(framed, MISSING_FIELD, framed.frame(framed.packet().without(field)));
      assertMalformed(framed, MISSING_FIELD, framed.frame(framed.packet().putNull(field)));
    }
    assertMalformed(framed, MISSING_FIELD, framed.frame("{}"));
  }

  @ParameterizedTest
  @MethodSource("framed")
  <M> void field_of_wrong_type_is_not_coerced(FramedJsonDirection<M> framed) throws Exception {
    for (String field : framed.fields()) {
      for (String value : List.of("1", "1.5", "true", "[]", "{}", "[\"still here\"]")) {
        JsonNode other = KIT.json().readTree(value);
        assertMalformed(framed, WRONG_FIELD_TYPE, framed.frame(framed.packet().set(field, other)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("framed")
  <M> void unknown_type_is_named_in_abbreviated_form(FramedJsonDirection<M> framed) {
    for (String type : List.of("", "CHAT", "chat ", "nonsense", "😀".repeat(5000))) {
      Problem problem =
          assertMalformed(framed, UNKNOWN_TYPE, framed.frame(framed.packet().put("type", type)));
      assertTrue(problem.message().length() < 100, problem.message());
    }
  }

  private static <M> Problem assertMalformed(
      FramedJsonDirection<M> framed, Problem.Code code, ByteString frame) {
    List<DecodeResult<M>> received =
        KIT.read(framed.direction().reader(), frame.concat(framed.validFrame()));
    assertEquals(2, received.size(), received::toString);
    Problem problem = assertInstanceOf(DecodeResult.Malformed.class, received.get(0)).problem();
    assertEquals(code, problem.code(), frame.utf8String());
    assertFalse(problem.message().isEmpty());
    assertEquals(new DecodeResult.Message<>(framed.validMessage()), received.get(1));
    return problem;
  }
}
