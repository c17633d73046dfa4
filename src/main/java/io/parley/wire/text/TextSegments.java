package io.parley.wire.text;

import io.parley.wire.flow.EncodedFrames;
import io.parley.wire.framing.TextFraming;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pekko.util.ByteString;

/** Texts as they go out: each in a segment that one read of the original programs takes. */
public final class TextSegments {
  private TextSegments() {}

  public static EncodedFrames encode(Stream<String> segments) {
    return EncodedFrames.of(
        segments
            .filter(segment -> !segment.isEmpty())
            .map(segment -> ByteString.fromString(segment, StandardCharsets.UTF_8))
            .toList());
  }

  /** A text line by line, each line in pieces, each piece between these two. */
  public static List<String> split(String before, String text, String after) {
    int room = TextFraming.READ_SIZE - encodedLength(before) - encodedLength(after);
    return text.replace("\t", " ")
        .lines()
        .flatMap(line -> TextChunker.split(line, room, TextSegments::encodedLength).stream())
        .map(piece -> before + piece + after)
        .toList();
  }

  private static int encodedLength(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static int encodedLength(int c) {
    return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  }
}
