package io.parley.cli.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.parley.history.StoredMessage;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Searches for a line of an import that fails in an undeclared way, or changes when exported. */
class HistoryImportFuzzTest {
  static Stream<byte[]> seeds() {
    return Stream.of(
            "{\"id\":1,\"room\":\"tea\",\"time\":\"2026-01-31T12:00:00Z\",\"nickname\":\"pat\","
                + "\"kind\":\"chat\",\"text\":\"Hello?\"}",
            "{\"id\":9007199254740992,\"room\":\"茶\",\"time\":\"2026-01-31T12:00:00.123456Z\","
                + "\"nickname\":\"小明\",\"kind\":\"topic\",\"text\":\"\"}",
            "{\"id\":1.5}",
            "[]")
        .map(line -> line.getBytes(UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "60s")
  void an_imported_line_is_exported_alike_or_refused(byte[] input) {
    StoredMessage message;
    try {
      message = HistoryJson.read(new String(input, UTF_8));
    } catch (IllegalArgumentException e) {
      assertNotNull(e.getMessage());
      return;
    }
    assertEquals(message, HistoryJson.read(HistoryJson.write(message)));
  }
}
