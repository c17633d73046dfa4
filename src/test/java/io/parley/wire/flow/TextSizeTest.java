package io.parley.wire.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextSizeTest {
  private static final int QUOTES = 2;

  private final ObjectMapper json = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "Zo\u00eb", "\u4f60\u597d", "\uD83D\uDE00", "a\"b\\c\nd\te"})
  void size_is_that_in_a_json_string(String text) throws JsonProcessingException {
    String quoted = json.writeValueAsString(text);

    assertEquals(
        quoted.getBytes(StandardCharsets.UTF_8).length - QUOTES, TextSize.encodedLength(text));
  }
}
