package io.parley.dialect;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pekko.util.ByteString;

/** Texts as they go out: each in a segment that one read of the original programs takes. */
final class TextSegments {
  private TextSegments() {}

  static Writes writes(Stream<String> segments) {
    return Writes.of(
        segments
            .filter(segment -> !segment.isEmpty())
            .map(segment -> ByteString.fromString(segment, StandardCharsets.UTF_8))
            .toList());
  }

  /** A text line by line, each line in pieces, each piece between these two. */
  static List<String> pieces(String before, String text, String after) {
    int room = TextFraming.ONE_READ - size(before) - size(after);
    return text.replace("\t", " ")
        .lines()
        .flatMap(line -> Pieces.split(line, room, TextSegments::size).stream())
        .map(piece -> before + piece + after)
        .toList();
  }

  private static int size(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static int size(int c) {
    return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  }
}
