package io.parley.wire.flow;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractInOutHandler;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;
import org.apache.pekko.util.ByteString;

/**
 * Sends one segment at a time with a gap between two, for peers that take all bytes of one read for
 * one message. A segment after a pause is sent at once. The gap is long while few segments wait, so
 * that a slow peer still reads them one by one, and short while many wait.
 *
 * <p>A peer that reads lines needs no gap: each segment gets a newline, and all waiting segments
 * are sent at once.
 */
public final class SegmentPacer extends GraphStage<FlowShape<ByteString, ByteString>> {
  private static final Duration MAX_QUEUE_TIME = Duration.ofSeconds(1);
  private static final ByteString NEWLINE = ByteString.fromString("\n");

  private final Inlet<ByteString> in = Inlet.create("SegmentPacer.in");
  private final Outlet<ByteString> out = Outlet.create("SegmentPacer.out");
  private final Duration gap;
  private final Duration idleGap;
  private final int maxMergedBytes;
  private final BooleanSupplier readsLines;
  private final int capacity;

  /**
   * A stage for one connection.
   *
   * @param gap the least time between two segments
   * @param idleGap the time between two segments while those that wait can be sent within a second
   * @param maxMergedBytes the maximum size, in bytes, of lines that are merged into one segment
   *     when more than a second's segments wait; 0 for no merging
   * @param readsLines whether the peer reads lines; asked before each write
   */
  public SegmentPacer(
      Duration gap, Duration idleGap, int maxMergedBytes, BooleanSupplier readsLines) {
    this.gap = gap;
    this.idleGap = idleGap;
    this.maxMergedBytes = maxMergedBytes;
    this.readsLines = readsLines;
    this.capacity = (int) Math.max(2, MAX_QUEUE_TIME.dividedBy(gap));
  }

  @Override
  public FlowShape<ByteString, ByteString> shape() {
    return FlowShape.of(in, out);
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends TimerGraphStageLogic {
    private final Deque<ByteString> queue = new ArrayDeque<>();
    private boolean pausing;

    Logic() {
      super(shape());
      setHandlers(
          in,
          out,
          new AbstractInOutHandler() {
            @Override
            public void onPush() {
              queue.add(grab(in));
              emitOrPull();
            }

            @Override
            public void onPull() {
              emitOrPull();
            }

            @Override
            public void onUpstreamFinish() {
              emitOrPull();
            }
          });
    }

    @Override
    public void preStart() {
      pull(in);
    }

    @Override
    public void onTimer(Object timerKey) {
      pausing = false;
      emitOrPull();
    }

    private void emitOrPull() {
      if (isAvailable(out) && !queue.isEmpty()) {
        if (readsLines.getAsBoolean()) {
          push(out, drainAsLines());
        } else if (!pausing) {
          pausing = true;
          push(out, queue.size() < capacity ? queue.remove() : dequeueMerged());
          scheduleOnce("gap", nextGap());
        }
      }
      if (isClosed(in)) {
        if (queue.isEmpty()) {
          completeStage();
        }
      } else if (queue.size() < capacity && !hasBeenPulled(in)) {
        pull(in);
      }
    }

    /** Spreads the waiting segments over a second, within the bounds. */
    private Duration nextGap() {
      Duration share = MAX_QUEUE_TIME.dividedBy(queue.size() + 1);
      Duration bounded = share.compareTo(idleGap) < 0 ? share : idleGap;
      return bounded.compareTo(gap) < 0 ? gap : bounded;
    }

    private ByteString drainAsLines() {
      ByteString all = ByteString.emptyByteString();
      while (!queue.isEmpty()) {
        all = all.concat(withNewline(queue.remove()));
      }
      return all.compact();
    }

    private ByteString dequeueMerged() {
      ByteString merged = queue.remove();
      while (!queue.isEmpty()
          && withNewline(merged).size() + queue.element().size() <= maxMergedBytes) {
        merged = withNewline(merged).concat(queue.remove());
      }
      return merged.compact();
    }
  }

  private static ByteString withNewline(ByteString segment) {
    return segment.nonEmpty() && segment.apply(segment.size() - 1) == '\n'
        ? segment
        : segment.concat(NEWLINE);
  }
}
