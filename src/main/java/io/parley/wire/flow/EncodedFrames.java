package io.parley.wire.flow;

import java.util.List;
import java.util.Optional;
import org.apache.pekko.util.ByteString;
import org.apache.pekko.util.ByteStringBuilder;

/**
 * Bytes that go to a socket.
 *
 * @param segments each goes out in one write, in order; none is empty
 * @param size all their bytes
 * @param frameEnds where each message ends, if all are one segment and of several messages
 */
public record EncodedFrames(List<ByteString> segments, int size, Optional<FrameEnds> frameEnds) {
  private static final EncodedFrames EMPTY = new EncodedFrames(List.of(), 0, Optional.empty());

  /** Where the messages of one segment end, in bytes from its beginning. */
  static final class FrameEnds {
    private final int[] ends;

    private FrameEnds(int[] ends) {
      this.ends = ends;
    }

    private int startOf(int message) {
      return message == 0 ? 0 : ends[message - 1];
    }
  }

  /** One write; none if there are no bytes. */
  public static EncodedFrames of(ByteString bytes) {
    return of(bytes, Optional.empty());
  }

  private static EncodedFrames of(ByteString bytes, Optional<FrameEnds> ends) {
    return bytes.isEmpty() ? EMPTY : new EncodedFrames(List.of(bytes), bytes.size(), ends);
  }

  public static EncodedFrames of(List<ByteString> segments) {
    int size = segments.stream().mapToInt(ByteString::size).sum();
    return new EncodedFrames(List.copyOf(segments), size, Optional.empty());
  }

  /** One write of the frames of several messages, one for each and empty for some. */
  public static EncodedFrames ofMessages(List<ByteString> frames) {
    int[] ends = new int[frames.size()];
    ByteStringBuilder all = new ByteStringBuilder();
    for (int i = 0; i < ends.length; i++) {
      all.append(frames.get(i));
      ends[i] = all.length();
    }
    // One array: every write is one copy to the socket.
    return of(all.result().compact(), Optional.of(new FrameEnds(ends)));
  }

  /** All bytes together. */
  public ByteString bytes() {
    return segments.size() == 1
        ? segments.get(0)
        : segments.stream().reduce(ByteString.emptyByteString(), ByteString::concat);
  }

  /** What some of the messages are, from one up to another; empty if that cannot be told. */
  public Optional<EncodedFrames> slice(int from, int to) {
    if (segments.isEmpty()) {
      return Optional.of(EMPTY); // none of them has anything
    }
    return frameEnds.map(e -> of(segments.get(0).slice(e.startOf(from), e.startOf(to))));
  }
}
