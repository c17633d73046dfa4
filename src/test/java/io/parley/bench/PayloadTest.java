package io.parley.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {
  private static final Payload PAYLOAD = new Payload(0xBEEF, 0xFFFF, 1_000_000, -2);

  @ParameterizedTest
  @ValueSource(ints = {Payload.MIN_LENGTH, 64, 7000})
  void text_of_any_length_is_parsed(int size) {
    String text = PAYLOAD.toText(size);

    assertEquals(size, text.length());
    assertEquals(Optional.of(PAYLOAD), Payload.parse(text, 0xBEEF));
  }

  @Test
  void message_of_another_run_is_ignored() {
    assertEquals(Optional.empty(), Payload.parse(PAYLOAD.toText(64), 0xBEEE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "hello", "~beef", "beefffff000f4240fffffffffffffffe.................."})
  void other_text_is_ignored(String text) {
    assertEquals(Optional.empty(), Payload.parse(text, 0xBEEF));
  }

  @Test
  void invalid_digits_are_ignored() {
    String text = PAYLOAD.toText(64).replace('f', 'g');

    assertEquals(Optional.empty(), Payload.parse(text, 0xBEEF));
  }
}
