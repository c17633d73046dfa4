package io.parley.wire.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.util.ByteString;
import org.apache.pekko.util.ByteStringBuilder;

/**
 * Encoded messages, ready for a socket.
 *
 * @param segments the writes, in order; none is empty
 * @param size of all segments, in bytes
 * @param ends where each message ends; empty if that is unknown
 */
public record EncodedFrames(List<ByteString> segments, int size, Optional<MessageEnds> ends) {
  private static final EncodedFrames EMPTY = new EncodedFrames(List.of(), 0, Optional.empty());

  /**
   * The end of each message: in bytes from the start of the only segment, or as the index after its
   * last segment.
   */
  static final class MessageEnds {
    private final int[] ends;
    private final boolean inBytes;

    private MessageEnds(int[] ends, boolean inBytes) {
      this.ends = ends;
      this.inBytes = inBytes;
    }

    private int startOf(int message) {
      return message == 0 ? 0 : ends[message - 1];
    }

    private MessageEnds slice(int from, int to) {
      int[] part = new int[to - from];
      for (int i = 0; i < part.length; i++) {
        part[i] = ends[from + i] - startOf(from);
      }
      return new MessageEnds(part, inBytes);
    }
  }

  /** One write; no write if there are no bytes. */
  public static EncodedFrames of(ByteString bytes) {
    return of(bytes, Optional.empty());
  }

  private static EncodedFrames of(ByteString bytes, Optional<MessageEnds> ends) {
    return bytes.isEmpty() ? EMPTY : new EncodedFrames(List.of(bytes), bytes.size(), ends);
  }

  /**
   * One write for each segment.
   *
   * @param segments none is empty
   */
  public static EncodedFrames of(List<ByteString> segments) {
    return new EncodedFrames(List.copyOf(segments), sizeOf(segments), Optional.empty());
  }

  /**
   * One write for each segment of several messages.
   *
   * @param messages the segments of each message; none is empty
   */
  public static EncodedFrames ofSegments(List<List<ByteString>> messages) {
    int[] ends = new int[messages.size()];
    List<ByteString> all = new ArrayList<>();
    for (int i = 0; i < ends.length; i++) {
      all.addAll(messages.get(i));
      ends[i] = all.size();
    }
    return new EncodedFrames(
        List.copyOf(all), sizeOf(all), Optional.of(new MessageEnds(ends, false)));
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
    return of(all.result().compact(), Optional.of(new MessageEnds(ends, true)));
  }

  private static int sizeOf(List<ByteString> segments) {
    return segments.stream().mapToInt(ByteString::size).sum();
  }

  /** All bytes together. */
  public ByteString bytes() {
    return segments.size() == 1
        ? segments.get(0)
        : segments.stream().reduce(ByteString.emptyByteString(), ByteString::concat);
  }

  /**
   * The segments of one message.
   *
   * @throws IllegalStateException if these are not from {@link #ofSegments}
   */
  public List<ByteString> segmentsOf(int message) {
    MessageEnds known =
        ends.filter(e -> !e.inBytes)
            .orElseThrow(() -> new IllegalStateException("the messages are not apart"));
    return segments.subList(known.startOf(message), known.startOf(message + 1));
  }

  /**
   * The bytes of some of the messages.
   *
   * @param from the index of the first message
   * @param to the index after the last message
   * @return empty if the ends of the messages are unknown
   */
  public Optional<EncodedFrames> slice(int from, int to) {
    return ends.map(e -> slice(e, from, to))
        .or(() -> segments.isEmpty() ? Optional.of(EMPTY) : Optional.empty());
  }

  private EncodedFrames slice(MessageEnds known, int from, int to) {
    int start = known.startOf(from);
    int end = known.startOf(to);
    if (known.inBytes) {
      return of(segments.get(0).slice(start, end));
    }
    List<ByteString> part = segments.subList(start, end);
    return new EncodedFrames(part, sizeOf(part), Optional.of(known.slice(from, to)));
  }
}
