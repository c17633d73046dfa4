package io.parley.wire.flow;

import java.util.List;
import java.util.Optional;
import org.apache.pekko.util.ByteString;
import org.apache.pekko.util.ByteStringBuilder;

/**
 * Encoded messages, ready for a socket.
 *
 * @param segments the writes, in order; none is empty
 * @param size of all segments, in bytes
 * @param frameEnds the end of each message, if several messages are one segment
 */
public record EncodedFrames(List<ByteString> segments, int size, Optional<FrameEnds> frameEnds) {
  private static final EncodedFrames EMPTY = new EncodedFrames(List.of(), 0, Optional.empty());

  /** The ends of the messages in one segment, in bytes from its start. */
  static final class FrameEnds {
    private final int[] ends;

    private FrameEnds(int[] ends) {
      this.ends = ends;
    }

    private int startOf(int message) {
      return message == 0 ? 0 : ends[message - 1];
    }
  }

  /** One write; no write if there are no bytes. */
  public static EncodedFrames of(ByteString bytes) {
    return of(bytes, Optional.empty());
  }

  private static EncodedFrames of(ByteString bytes, Optional<FrameEnds> ends) {
    return bytes.isEmpty() ? EMPTY : new EncodedFrames(List.of(bytes), bytes.size(), ends);
  }

  /**
   * One write for each segment.
   *
   * @param segments none is empty
   */
  public static EncodedFrames of(List<ByteString> segments) {
    int size = segments.stream().mapToInt(ByteString::size).sum();
    return new EncodedFrames(List.copyOf(segments), size, Optional.empty());
  }

  /**
   * One write of several messages.
   *
   * @param frames the bytes of each message, which may be empty
   */
  public static EncodedFrames ofMessages(List<ByteString> frames) {
    if (frames.size() == 1) {
      return of(frames.get(0));
    }
    int[] ends = new int[frames.size()];
    ByteStringBuilder all = new ByteStringBuilder();
    for (int i = 0; i < ends.length; i++) {
      all.append(frames.get(i));
      ends[i] = all.length();
    }
    // One array, so that a write is one copy to the socket.
    return of(all.result().compact(), Optional.of(new FrameEnds(ends)));
  }

  /** All bytes together. */
  public ByteString bytes() {
    return segments.size() == 1
        ? segments.get(0)
        : segments.stream().reduce(ByteString.emptyByteString(), ByteString::concat);
  }

  /**
   * The bytes of some of the messages.
   *
   * @param from the index of the first message
   * @param to the index after the last message
   * @return empty if the ends of the messages are unknown
   */
  public Optional<EncodedFrames> slice(int from, int to) {
    if (segments.isEmpty()) {
      return Optional.of(EMPTY);
    }
    return frameEnds.map(e -> of(segments.get(0).slice(e.startOf(from), e.startOf(to))));
  }
}
