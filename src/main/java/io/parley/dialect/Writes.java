package io.parley.dialect;

import java.util.List;
import java.util.Optional;
import org.apache.pekko.util.ByteString;
import org.apache.pekko.util.ByteStringBuilder;

/**
 * Bytes that go to a socket.
 *
 * @param segments each goes out in one write, in order; none is empty
 * @param size all their bytes
 * @param ends where each message ends, if all are one segment and of several messages
 */
public record Writes(List<ByteString> segments, int size, Optional<Ends> ends) {
  private static final Writes NONE = new Writes(List.of(), 0, Optional.empty());

  /** Where the messages of one segment end, in bytes from its beginning. */
  static final class Ends {
    private final int[] ends;

    private Ends(int[] ends) {
      this.ends = ends;
    }

    private int before(int message) {
      return message == 0 ? 0 : ends[message - 1];
    }
  }

  /** One write; none if there are no bytes. */
  static Writes of(ByteString bytes) {
    return of(bytes, Optional.empty());
  }

  private static Writes of(ByteString bytes, Optional<Ends> ends) {
    return bytes.isEmpty() ? NONE : new Writes(List.of(bytes), bytes.size(), ends);
  }

  static Writes of(List<ByteString> segments) {
    int size = segments.stream().mapToInt(ByteString::size).sum();
    return new Writes(List.copyOf(segments), size, Optional.empty());
  }

  /** One write of the frames of several messages, one for each and empty for some. */
  static Writes ofFrames(List<ByteString> frames) {
    int[] ends = new int[frames.size()];
    ByteStringBuilder all = new ByteStringBuilder();
    for (int i = 0; i < ends.length; i++) {
      all.append(frames.get(i));
      ends[i] = all.length();
    }
    // One array: every write is one copy to the socket.
    return of(all.result().compact(), Optional.of(new Ends(ends)));
  }

  /** All bytes together. */
  public ByteString whole() {
    return segments.size() == 1
        ? segments.get(0)
        : segments.stream().reduce(ByteString.emptyByteString(), ByteString::concat);
  }

  /** What some of the messages are, from one up to another; empty if that cannot be told. */
  Optional<Writes> part(int from, int to) {
    if (segments.isEmpty()) {
      return Optional.of(NONE); // none of them has anything
    }
    return ends.map(e -> of(segments.get(0).slice(e.before(from), e.before(to))));
  }
}
