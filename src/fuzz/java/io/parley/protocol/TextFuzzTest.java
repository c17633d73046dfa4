package io.parley.protocol;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Searches for a text or a name that is accepted and not safe, or refused in an undeclared way. */
class TextFuzzTest {
  private static final int LIMIT = 100;

  static Stream<byte[]> seeds() {
    return Stream.of("pat", "小明", "guest-1", "系统消息", "Zoe\u0308", "a\u202Eb\u0085\u2028\r\n\t", "\u200B")
        .map(text -> text.getBytes(UTF_16BE));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "60s")
  void accepted_texts_and_names_are_safe(byte[] input) {
    String raw = new String(input, UTF_16BE);
    try {
      Text text = Text.parse(raw, LIMIT);
      assertEquals(text, Text.parse(text.value(), LIMIT), "a safe text changes");
      assertFalse(text.isBlank());
      assertFalse(text.toSingleLine().codePoints().anyMatch(TextFuzzTest::isUnsafe));
    } catch (RejectedException e) {
      assertFalse(e.problem().message().isEmpty());
    }
    try {
      Nickname nickname = Nickname.parse(raw);
      assertEquals(nickname, Nickname.parse(nickname.value()), "an accepted nickname changes");
      assertFalse(nickname.value().codePoints().anyMatch(TextFuzzTest::isUnsafe));
    } catch (RejectedException e) {
      assertFalse(e.problem().message().isEmpty());
    }
  }

  private static boolean isUnsafe(int c) {
    return Character.isISOControl(c)
        || (c >= 0x2028 && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
