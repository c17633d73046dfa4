package io.parley.wire.flow;

import java.time.Duration;
import java.util.Optional;
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
 * <p>With a {@link LeftOutPolicy} it takes all segments as they come, and leaves out the oldest
 * optional messages when more wait than the policy allows. Without one, or when the required
 * segments alone are too many, it takes no more.
 *
 * <p>A peer that reads lines needs no gap: each segment gets a newline, and all waiting segments
 * are sent at once. Nothing is left out then; the socket sets the pace.
 */
public final class SegmentPacer extends GraphStage<FlowShape<PacedSegment, ByteString>> {
  private static final Duration MAX_QUEUE_TIME = Duration.ofSeconds(1);

  /** At the end of a connection, this part of the delay is left for what waits. */
  private static final int CLOSING_DIVISOR = 4;

  private final Inlet<PacedSegment> in = Inlet.create("SegmentPacer.in");
  private final Outlet<ByteString> out = Outlet.create("SegmentPacer.out");
  private final Duration gap;
  private final Duration idleGap;
  private final int maxMergedBytes;
  private final BooleanSupplier readsLines;
  private final Optional<LeftOutPolicy> policy;
  private final int capacity;

  /**
   * A stage for one connection.
   *
   * @param gap the least time between two segments
   * @param idleGap the time between two segments while those that wait can be sent within a second
   * @param maxMergedBytes the maximum size, in bytes, of lines that are merged into one segment
   *     when more than a second's segments wait; 0 for no merging
   * @param readsLines whether the peer reads lines; asked before each write
   * @param policy when messages are left out; empty for never
   */
  public SegmentPacer(
      Duration gap,
      Duration idleGap,
      int maxMergedBytes,
      BooleanSupplier readsLines,
      Optional<LeftOutPolicy> policy) {
    this.gap = gap;
    this.idleGap = idleGap;
    this.maxMergedBytes = maxMergedBytes;
    this.readsLines = readsLines;
    this.policy = policy;
    this.capacity = (int) Math.max(2, MAX_QUEUE_TIME.dividedBy(gap));
  }

  @Override
  public FlowShape<PacedSegment, ByteString> shape() {
    return FlowShape.of(in, out);
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends TimerGraphStageLogic {
    private final SegmentQueue queue =
        new SegmentQueue(
            maxMergedBytes,
            policy.map(LeftOutPolicy::notice).orElse(n -> ByteString.emptyByteString()));
    private final long maxCost =
        policy.map(p -> p.maxDelay().dividedBy(gap) * queue.writeCost()).orElse(Long.MAX_VALUE);
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
              if (leavesOut() && queue.cost() > maxCost) {
                queue.leaveOut(maxCost / 2);
              }
              emitOrPull();
            }

            @Override
            public void onPull() {
              queue.setWritten(0);
              emitOrPull();
            }

            @Override
            public void onUpstreamFinish() {
              if (leavesOut()) {
                queue.leaveOut(maxCost / CLOSING_DIVISOR);
              }
              emitOrPull();
            }
          });
    }

    @Override
    public void preStart() {
      pull(in);
    }

    @Override
    public void postStop() {
      queue.clear();
    }

    @Override
    public void onTimer(Object timerKey) {
      pausing = false;
      emitOrPull();
    }

    private void emitOrPull() {
      if (isAvailable(out) && !queue.isEmpty()) {
        if (readsLines.getAsBoolean()) {
          write(queue.removeAllAsLines());
        } else if (!pausing) {
          pausing = true;
          write(queue.size() < capacity ? queue.remove() : queue.removeMerged());
          scheduleOnce("gap", nextGap());
        }
      }
      if (isClosed(in)) {
        if (queue.isEmpty()) {
          completeStage();
        }
      } else if (hasRoom() && !hasBeenPulled(in)) {
        pull(in);
      }
    }

    private void write(ByteString bytes) {
      queue.setWritten(bytes.size());
      push(out, bytes);
    }

    private boolean hasRoom() {
      return leavesOut() ? queue.cost() <= maxCost : queue.size() < capacity;
    }

    private boolean leavesOut() {
      return policy.isPresent() && !readsLines.getAsBoolean();
    }

    /** Spreads the waiting segments over a second, within the bounds. */
    private Duration nextGap() {
      Duration share = MAX_QUEUE_TIME.dividedBy(queue.size() + 1);
      Duration bounded = share.compareTo(idleGap) < 0 ? share : idleGap;
      return bounded.compareTo(gap) < 0 ? gap : bounded;
    }
  }
}
