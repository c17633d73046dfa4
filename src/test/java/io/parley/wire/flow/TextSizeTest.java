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
  @ValueSource(
      strings = {
        "",
        "hello",
        "Zo\u00eb",
        "\u4f60\u597d",
        "\uD83D\uDE00",
        "a\"b\\c\nd\te",
        "\u0001\u001f\u007f\b"
      })
  void sizes_are_those_of_the_encoded_text(String text) throws JsonProcessingException {
    String quoted = json.writeValueAsString(text);

    assertEquals(bytes(quoted) - QUOTES, TextSize.jsonBytes(text));
    assertEquals(bytes(text), TextSize.utf8Bytes(text));
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
