package io.parley.dialect;

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
public final class Pacing extends GraphStage<FlowShape<ByteString, ByteString>> {
  private static final Duration BACKLOG = Duration.ofSeconds(1);
  private static final ByteString NEWLINE = ByteString.fromString("\n");

  private final Inlet<ByteString> in = Inlet.create("Pacing.in");
  private final Outlet<ByteString> out = Outlet.create("Pacing.out");
  private final Duration gap;
  private final Duration calmGap;
  private final int merge;
  private final BooleanSupplier lines;
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
  public Pacing(Duration gap, Duration calmGap, int merge, BooleanSupplier lines) {
    this.gap = gap;
    this.calmGap = calmGap;
    this.merge = merge;
    this.lines = lines;
    this.capacity = (int) Math.max(2, BACKLOG.dividedBy(gap));
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
    private final Deque<ByteString> waiting = new ArrayDeque<>();
    private boolean resting;

    Logic() {
      super(shape());
      setHandlers(
          in,
          out,
          new AbstractInOutHandler() {
            @Override
            public void onPush() {
              waiting.add(grab(in));
              next();
            }

            @Override
            public void onPull() {
              next();
            }

            @Override
            public void onUpstreamFinish() {
              next();
            }
          });
    }

    @Override
    public void preStart() {
      pull(in);
    }

    @Override
    public void onTimer(Object timerKey) {
      resting = false;
      next();
    }

    private void next() {
      if (isAvailable(out) && !waiting.isEmpty()) {
        if (lines.getAsBoolean()) {
          push(out, allAsLines());
        } else if (!resting) {
          resting = true;
          push(out, waiting.size() < capacity ? waiting.remove() : merged());
          scheduleOnce("gap", rest());
        }
      }
      if (isClosed(in)) {
        if (waiting.isEmpty()) {
          completeStage();
        }
      } else if (waiting.size() < capacity && !hasBeenPulled(in)) {
        pull(in);
      }
    }

    /** What waits is spread over a second. */
    private Duration rest() {
      Duration share = BACKLOG.dividedBy(waiting.size() + 1);
      Duration atMost = share.compareTo(calmGap) < 0 ? share : calmGap;
      return atMost.compareTo(gap) < 0 ? gap : atMost;
    }

    private ByteString allAsLines() {
      ByteString all = ByteString.emptyByteString();
      while (!waiting.isEmpty()) {
        all = all.concat(asLine(waiting.remove()));
      }
      return all.compact();
    }

    private ByteString merged() {
      ByteString merged = waiting.remove();
      while (!waiting.isEmpty() && asLine(merged).size() + waiting.element().size() <= merge) {
        merged = asLine(merged).concat(waiting.remove());
      }
      return merged.compact();
    }
  }

  private static ByteString asLine(ByteString segment) {
    return segment.nonEmpty() && segment.apply(segment.size() - 1) == '\n'
        ? segment
        : segment.concat(NEWLINE);
  }
}
