package io.parley.wire.text;

import io.parley.wire.flow.EncodedFrames;
import io.parley.wire.flow.TextSize;
import io.parley.wire.framing.TextFraming;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pekko.util.ByteString;

/** Writes texts in segments that fit into one read of the original programs. */
public final class TextSegments {
  private TextSegments() {}

  /**
   * The bytes of messages; empty segments are left out.
   *
   * @param messages the segments of each message
   */
  public static EncodedFrames encode(Stream<List<String>> messages) {
    return EncodedFrames.ofSegments(messages.map(TextSegments::bytes).toList());
  }

  private static List<ByteString> bytes(List<String> segments) {
    return segments.stream()
        .filter(segment -> !segment.isEmpty())
        .map(segment -> ByteString.fromString(segment, StandardCharsets.UTF_8))
        .toList();
  }

  /**
   * The segments of a text: each line, cut where it is too long.
   *
   * @param before the beginning of each segment
   * @param after the end of each segment
   */
  public static List<String> split(String before, String text, String after) {
    int maxPiece = TextFraming.READ_SIZE - TextSize.utf8Bytes(before) - TextSize.utf8Bytes(after);
    return text.replace("\t", " ")
        .lines()
        .flatMap(line -> TextChunker.split(line, maxPiece, TextSize::utf8Bytes).stream())
        .map(piece -> before + piece + after)
        .toList();
  }
}
