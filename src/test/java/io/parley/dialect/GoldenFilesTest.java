package io.parley.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.parley.wire.flow.EncodedFrames;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bytes of every message in every dialect. A golden file has one message in a line, separated
 * by tabs: its name, then, for a framed dialect, the length in hex and the JSON of each frame, or,
 * for the others, each segment with newlines shown as {@code \\n}; {@code -} if nothing is sent.
 * Lines that begin with {@code #} are comments.
 */
class GoldenFilesTest {
  private static final DialectTestKit KIT = new DialectTestKit();

  static List<Dialect> dialects() {
    return DialectVariants.all(KIT.wire());
  }

  @AfterAll
  static void end() {
    KIT.close();
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void packets_to_server_match_golden_files(Dialect dialect) {
    assertEquals(
        golden(dialect.name() + "/to-server.txt"),
        written(dialect, dialect.clientCodec(), GoldenMessages.TO_SERVER));
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void packets_to_client_match_golden_files(Dialect dialect) {
    assertEquals(
        golden(dialect.name() + "/to-client.txt"),
        written(dialect, dialect.serverCodec(), GoldenMessages.TO_CLIENT));
  }

  private static <M> List<String> written(
      Dialect dialect, DialectCodec<M, ?> writer, Map<String, M> messages) {
    return messages.entrySet().stream()
        .map(entry -> entry.getKey() + "\t" + rendered(dialect, writer, entry.getValue()))
        .toList();
  }

  private static <M> String rendered(Dialect dialect, DialectCodec<M, ?> writer, M message) {
    EncodedFrames writes = writer.encodeAll(List.of(message));
    if (writes.segments().isEmpty()) {
      return "-";
    }
    Integer lengthBytes = FramedJsonDirection.LENGTH_BYTES.get(dialect.name());
    if (lengthBytes == null) {
      return writes.segments().stream()
          .map(segment -> segment.utf8String().replace("\n", "\\n"))
          .collect(joining("\t"));
    }
    return frames(writes.bytes(), lengthBytes);
  }

  /** Each frame: its length in hex and its JSON. */
  private static String frames(ByteString bytes, int lengthBytes) {
    List<String> columns = new ArrayList<>();
    ByteString remaining = bytes;
    while (remaining.nonEmpty()) {
      String length = HexFormat.of().formatHex(remaining.take(lengthBytes).toArray());
      int end = lengthBytes + HexFormat.fromHexDigits(length);
      columns.add(length);
      columns.add(remaining.slice(lengthBytes, end).utf8String());
      remaining = remaining.drop(end);
    }
    return String.join("\t", columns);
  }

  private static List<String> golden(String file) {
    try (InputStream bytes = GoldenFilesTest.class.getResourceAsStream("/golden/" + file)) {
      assertNotNull(bytes, "there is no golden file " + file);
      return new String(bytes.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
