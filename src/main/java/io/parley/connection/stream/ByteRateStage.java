package io.parley.connection.stream;

import io.parley.connection.OutputBudget;
import io.parley.connection.rate.InputKind;
import io.parley.connection.rate.InputMeter;
import java.time.Duration;
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
 * Passes the bytes of one peer on no faster than their rate. It holds one chunk at most, so that
 * TCP slows the peer. The chunk counts in the budget. Nothing is dropped, unless the connection
 * breaks.
 */
final class ByteRateStage extends GraphStage<FlowShape<ByteString, ByteString>> {
  private final Inlet<ByteString> in = Inlet.create("ByteRate.in");
  private final Outlet<ByteString> out = Outlet.create("ByteRate.out");
  private final FlowShape<ByteString, ByteString> shape = FlowShape.of(in, out);
  private final InputMeter meter;
  private final OutputBudget budget;

  /** A stage for one connection. */
  ByteRateStage(InputRateLimit limit) {
    this.meter = limit.meter();
    this.budget = limit.budget();
  }

  @Override
  public FlowShape<ByteString, ByteString> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends TimerGraphStageLogic {
    private ByteString held = ByteString.emptyByteString();

    Logic() {
      super(shape);
      setHandlers(
          in,
          out,
          new AbstractInOutHandler() {
            @Override
            public void onPush() {
              pass(grab(in));
            }

            @Override
            public void onPull() {
              pull(in);
            }

            @Override
            public void onUpstreamFinish() {
              if (held.isEmpty()) {
                completeStage();
              }
            }
          });
    }

    @Override
    public void postStop() {
      budget.remove(held.size());
    }

    @Override
    public void onTimer(Object timerKey) {
      ByteString bytes = held;
      budget.remove(held.size());
      held = ByteString.emptyByteString();
      push(out, bytes);
      if (isClosed(in)) {
        completeStage();
      }
    }

    private void pass(ByteString bytes) {
      long wait = meter.take(InputKind.BYTES, bytes.size(), meter.now());
      if (wait == 0) {
        push(out, bytes);
      } else {
        held = bytes;
        budget.add(held.size());
        scheduleOnce("bytes", Duration.ofNanos(wait));
      }
    }
  }
}
