package io.parley.wire.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.pekko.util.ByteString;

/**
 * The segments that wait in a {@link SegmentPacer}. Its cost is about the number of writes that
 * they take, times {@link #writeCost}. Messages that are left out are counted, and a notice with
 * their number stands in the place of the first one.
 *
 * <p>The memory of what waits counts where that of its batches does: the batches, which many queues
 * share, and the objects of this queue. So does the last write, until the next one.
 */
final class SegmentQueue {
  /** About the memory of a waiting segment besides its bytes. */
  static final int OVERHEAD = 32;

  private static final ByteString NEWLINE = ByteString.fromString("\n");

  /** A segment, or the notice of messages that were left out. */
  sealed interface Waiting permits PacedSegment, LeftOut {

    ByteString toBytes(IntFunction<ByteString> notice);
  }

  private record LeftOut(int count) implements Waiting {
    @Override
    public ByteString toBytes(IntFunction<ByteString> notice) {
      return notice.apply(count);
    }
  }

  private final int maxMergedBytes;
  private final IntFunction<ByteString> notice;
  private Deque<Waiting> queue = new ArrayDeque<>();
  private long cost;
  private MemoryCounter counter = MemoryCounter.NONE;

  /** What is counted besides the batches. */
  private long counted;

  private int written;

  /**
   * @param maxMergedBytes the maximum size of merged lines, in bytes; 0 for no merging
   * @param notice the segment that stands for a number of messages
   */
  SegmentQueue(int maxMergedBytes, IntFunction<ByteString> notice) {
    this.maxMergedBytes = maxMergedBytes;
    this.notice = notice;
  }

  /** The cost of one full write. */
  long writeCost() {
    return Math.max(1, maxMergedBytes);
  }

  long cost() {
    return cost;
  }

  int size() {
    return queue.size();
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  void add(PacedSegment segment) {
    queue.add(segment);
    cost += costOf(segment);
    if (counted == 0) {
      counter = segment.batch().map(Batch::counter).orElse(MemoryCounter.NONE);
    }
    segment.batch().ifPresent(batch -> batch.hold(MemoryCounter.NONE));
    count(OVERHEAD);
  }

  /** Takes one segment. */
  ByteString remove() {
    Waiting next = queue.remove();
    cost -= costOf(next);
    hasLeft(next);
    return next.toBytes(notice);
  }

  /** Bytes are being written, and what was written before has left. */
  void setWritten(int bytes) {
    count(bytes - written);
    written = bytes;
  }

  /** Drops everything. */
  void clear() {
    queue.forEach(this::hasLeft);
    queue.clear();
    cost = 0;
    setWritten(0);
  }

  private void hasLeft(Waiting waiting) {
    if (waiting instanceof PacedSegment segment) {
      segment.batch().ifPresent(Batch::release);
      count(-OVERHEAD);
    }
  }

  private void count(long bytes) {
    counted += bytes;
    counter.add(bytes);
  }

  /** Takes as many lines as fit into one write. A required segment is alone in its write. */
  ByteString removeMerged() {
    boolean mayMerge = isMergeable();
    ByteString merged = remove();
    while (mayMerge && isMergeable() && withNewline(merged).size() + nextSize() <= maxMergedBytes) {
      merged = withNewline(merged).concat(remove());
    }
    return merged.compact();
  }

  /** Takes everything, each segment as a line. */
  ByteString removeAllAsLines() {
    ByteString all = ByteString.emptyByteString();
    while (!queue.isEmpty()) {
      all = all.concat(withNewline(remove()));
    }
    return all.compact();
  }

  /**
   * Leaves out the oldest optional messages, none of them in part.
   *
   * @param maxCost the cost of what remains, unless the required segments cost more
   */
  void leaveOut(long maxCost) {
    List<Waiting> kept = new ArrayList<>(queue.size() + 1);
    List<Waiting> left = new ArrayList<>();
    long remaining = cost;
    int count = 0;
    int place = 0;
    boolean leaving = false;
    for (Waiting next : queue) {
      if (next instanceof PacedSegment segment) {
        if (segment.first()) {
          leaving = segment.optional() && remaining > maxCost;
          place = leaving && count == 0 ? kept.size() : place;
          count += leaving ? 1 : 0;
        }
        if (leaving) {
          remaining -= costOf(next);
          left.add(next);
        } else {
          kept.add(next);
        }
      } else if (next instanceof LeftOut earlier) {
        place = count == 0 ? kept.size() : place;
        count += earlier.count();
        remaining -= costOf(next);
        leaving = false;
      }
    }
    if (count > 0) {
      LeftOut leftOut = new LeftOut(count);
      kept.add(place, leftOut);
      remaining += costOf(leftOut);
    }
    queue = new ArrayDeque<>(kept);
    cost = remaining;
    left.forEach(this::hasLeft);
  }

  private boolean isMergeable() {
    return queue.peek() instanceof PacedSegment segment && segment.optional();
  }

  private int nextSize() {
    return queue.element().toBytes(notice).size();
  }

  /** Two segments of more than half a write do not fit into one. */
  private long costOf(Waiting next) {
    if (next instanceof PacedSegment segment && segment.optional() && maxMergedBytes > 0) {
      int size = segment.bytes().size() + 1;
      return size > maxMergedBytes / 2 ? writeCost() : size;
    }
    return writeCost();
  }

  private static ByteString withNewline(ByteString segment) {
    return segment.nonEmpty() && segment.apply(segment.size() - 1) == '\n'
        ? segment
        : segment.concat(NEWLINE);
  }
}
