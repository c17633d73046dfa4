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
 * Sends {@link ServerMessage.Pong} to a member who gets nothing else for a while, for clients that
 * stop reading after a silence. An unregistered connection gets none, because some clients take the
 * first packet after their nickname for the answer to it.
 */
public final class HeartbeatStage
    extends GraphStage<FlowShape<Batch<ServerMessage>, Batch<ServerMessage>>> {
  /** The checks in one interval; cheaper than restarting a timer for each message. */
  private static final int CHECKS_PER_INTERVAL = 4;

  private final Inlet<Batch<ServerMessage>> in = Inlet.create("HeartbeatStage.in");
  private final Outlet<Batch<ServerMessage>> out = Outlet.create("HeartbeatStage.out");
  private final Duration checkInterval;

  /**
   * A stage for any number of connections.
   *
   * @param interval the longest silence; a pong is sent after three quarters of it at the earliest
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
    private boolean registered;

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
      // Without demand, other data is still on its way.
      if (silentChecks >= CHECKS_PER_INTERVAL && isAvailable(out)) {
        emit(Batch.of(new ServerMessage.Pong()));
      }
    }

    private void emit(Batch<ServerMessage> batch) {
      silentChecks = 0;
      if (!registered && containsWelcome(batch)) {
        registered = true;
        scheduleWithFixedDelay("check", checkInterval, checkInterval);
      }
      push(out, batch);
    }

    private boolean containsWelcome(Batch<ServerMessage> batch) {
      return batch.messages().stream().anyMatch(ServerMessage.Welcomed.class::isInstance);
    }
  }
}
