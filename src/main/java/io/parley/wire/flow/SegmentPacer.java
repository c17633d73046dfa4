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
 * One segment at a time, with a gap between two, for peers that take what one read brings for one
 * message. A segment that comes alone never waits. The gap is wide while little waits, so that even
 * a peer that is slow to read parts one from the next, and narrow when much does.
 *
 * <p>A peer that reads lines needs no gap: to it each segment ends in a newline, and all that waits
 * goes at once.
 */
public final class SegmentPacer extends GraphStage<FlowShape<ByteString, ByteString>> {
  private static final Duration MAX_QUEUE_TIME = Duration.ofSeconds(1);
  private static final ByteString NEWLINE = ByteString.fromString("\n");

  private final Inlet<ByteString> in = Inlet.create("Pacing.in");
  private final Outlet<ByteString> out = Outlet.create("Pacing.out");
  private final Duration gap;
  private final Duration idleGap;
  private final int maxMergedBytes;
  private final BooleanSupplier readsLines;
  private final int capacity;

  /**
   * The operator for one connection.
   *
   * @param gap the least time between two segments
   * @param calmGap the time between two when no more wait than a second can send in this way
   * @param merge the most bytes into which waiting lines are merged when a full second of them
   *     waits; 0 if they never may be
   * @param lines whether the peer reads lines, by now
   */
  public SegmentPacer(Duration gap, Duration calmGap, int merge, BooleanSupplier lines) {
    this.gap = gap;
    this.idleGap = calmGap;
    this.maxMergedBytes = merge;
    this.readsLines = lines;
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

    /** What waits is spread over a second. */
    private Duration nextGap() {
      Duration share = MAX_QUEUE_TIME.dividedBy(queue.size() + 1);
      Duration atMost = share.compareTo(idleGap) < 0 ? share : idleGap;
      return atMost.compareTo(gap) < 0 ? gap : atMost;
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
