package io.parley.dialect;

import java.util.List;
import org.apache.pekko.util.ByteString;

/**
 * Bytes that go to a socket.
 *
 * @param segments each goes out in one write, in order; none is empty
 * @param size all their bytes
 */
public record Writes(List<ByteString> segments, int size) {
  private static final Writes NONE = new Writes(List.of(), 0);

  /** One write; none if there are no bytes. */
  static Writes of(ByteString bytes) {
    return bytes.isEmpty() ? NONE : new Writes(List.of(bytes), bytes.size());
  }

  static Writes of(List<ByteString> segments) {
    return new Writes(List.copyOf(segments), segments.stream().mapToInt(ByteString::size).sum());
  }

  /** All bytes together. */
  public ByteString whole() {
    return segments.size() == 1
        ? segments.get(0)
        : segments.stream().reduce(ByteString.emptyByteString(), ByteString::concat);
  }
}
