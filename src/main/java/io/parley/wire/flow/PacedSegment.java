package io.parley.wire.flow;

import io.parley.protocol.ServerMessage;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.pekko.util.ByteString;

/**
 * A segment for a {@link SegmentPacer}.
 *
 * @param optional whether its message may be left out, and share a write with others
 * @param first whether it is the first segment of its message
 * @param batch what it is a part of, whose memory counts while it waits; empty if that is not
 *     counted
 */
public record PacedSegment(
    ByteString bytes, boolean optional, boolean first, Optional<Batch<ServerMessage>> batch)
    implements SegmentQueue.Waiting {

  /** A segment of no batch. */
  PacedSegment(ByteString bytes, boolean optional, boolean first) {
    this(bytes, optional, first, Optional.empty());
  }

  /** A segment that is sent in any case, in a write of its own. */
  public static PacedSegment required(ByteString bytes) {
    return new PacedSegment(bytes, false, true);
  }

  @Override
  public ByteString toBytes(IntFunction<ByteString> notice) {
    return bytes;
  }
}
