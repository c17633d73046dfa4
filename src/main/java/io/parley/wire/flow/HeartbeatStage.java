package io.parley.wire.flow;

import io.parley.protocol.ServerMessage;
import java.time.Duration;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractInOutHandler;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;

/**
 * Says {@link ServerMessage.Pong} to a member to whom nothing else has gone for a while, for
 * clients that go deaf in silence. Strangers get none: some take the first packet after their
 * answer for the verdict on it.
 */
public final class HeartbeatStage
    extends GraphStage<FlowShape<Batch<ServerMessage>, Batch<ServerMessage>>> {
  /** How often in one interval the silence is looked at: cheaper than a timer for each message. */
  private static final int CHECKS_PER_INTERVAL = 4;

  private final Inlet<Batch<ServerMessage>> in = Inlet.create("Heartbeat.in");
  private final Outlet<Batch<ServerMessage>> out = Outlet.create("Heartbeat.out");
  private final Duration checkInterval;

  /**
   * The operator.
   *
   * @param interval the longest silence; it is broken after three quarters of it at the earliest
   */
  public HeartbeatStage(Duration interval) {
    this.checkInterval = interval.dividedBy(CHECKS_PER_INTERVAL);
  }

  @Override
  public FlowShape<Batch<ServerMessage>, Batch<ServerMessage>> shape() {
    return FlowShape.of(in, out);
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends TimerGraphStageLogic {
    private int silentChecks;
    private boolean member;

    Logic() {
      super(shape());
      setHandlers(
          in,
          out,
          new AbstractInOutHandler() {
            @Override
            public void onPush() {
              emit(grab(in));
            }

            @Override
            public void onPull() {
              if (!hasBeenPulled(in)) {
                pull(in);
              }
            }
          });
    }

    @Override
    public void onTimer(Object timerKey) {
      silentChecks++;
      // Where nobody pulls, something is on its way already.
      if (silentChecks >= CHECKS_PER_INTERVAL && isAvailable(out)) {
        emit(Batch.of(new ServerMessage.Pong()));
      }
    }

    private void emit(Batch<ServerMessage> batch) {
      silentChecks = 0;
      if (!member && containsWelcome(batch)) {
        member = true;
        scheduleWithFixedDelay("look", checkInterval, checkInterval);
      }
      push(out, batch);
    }

    private boolean containsWelcome(Batch<ServerMessage> batch) {
      return batch.messages().stream().anyMatch(ServerMessage.Welcomed.class::isInstance);
    }
  }
}
