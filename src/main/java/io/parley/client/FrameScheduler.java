package io.parley.client;

import io.parley.client.model.ScreenUpdate;
import java.time.Duration;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Sends the screen updates to the screen in frames: one at a time, and at most one in each
 * interval. Owned by the client's actor.
 */
final class FrameScheduler {
  /** More frames are not visible, and would delay the next key. */
  private static final Duration FRAME_INTERVAL = Duration.ofMillis(40);

  /** The lag in the status line grows while the server is silent. */
  private static final Duration REFRESH_INTERVAL = Duration.ofSeconds(1);

  private final ClientSetup setup;
  private final TimerScheduler<ClientActor.Command> timers;
  private final ActorRef<ScreenActor.Draw> screen;
  private boolean drawing;
  private boolean delayed;

  /** Nothing is drawn yet. */
  FrameScheduler(
      ClientSetup setup,
      TimerScheduler<ClientActor.Command> timers,
      ActorRef<ScreenActor.Draw> screen) {
    this.setup = setup;
    this.timers = timers;
    this.screen = screen;
  }

  /** Draws the status line at regular intervals from now on, if there is one. */
  void startRefresh() {
    if (setup.traits().windows()) {
      timers.startTimerWithFixedDelay(
          ClientActor.TimerKey.REFRESH, new ClientActor.RefreshDue(), REFRESH_INTERVAL);
    }
  }

  /** Whether the screen shows all updates. */
  boolean isDrawn() {
    return !drawing && setup.updates().isEmpty();
  }

  /**
   * Publishes the state that the threads of the screen read. A pipe has neither a prompt nor
   * windows, so it reads none.
   */
  void publishSnapshot() {
    if (setup.traits().interactive() || setup.traits().windows()) {
      setup.snapshot().set(setup.state().snapshot(setup.server()));
    }
  }

  /**
   * Sends the next frame, if the screen has drawn the last one and the interval is over. Returns
   * whether it did.
   */
  boolean drawNext() {
    boolean draws = !drawing && !delayed && !setup.updates().isEmpty();
    if (draws) {
      drawing = true;
      delayed = true;
      setup.state().heartbeat().setDrawing(true);
      timers.startSingleTimer(
          ClientActor.TimerKey.FRAME, new ClientActor.FrameDue(), FRAME_INTERVAL);
      screen.tell(new ScreenActor.Draw(setup.updates().take()));
    }
    return draws;
  }

  void onDrawn() {
    drawing = false;
    setup.state().heartbeat().setDrawing(false);
  }

  /** The screen cannot be drawn any more: only diagnostics remain. */
  void onDrawFailed() {
    drawing = false;
    setup.updates().retainDiagnostics();
  }

  /** The interval between two frames is over. */
  void onFrameDue() {
    delayed = false;
  }

  void onRefreshDue() {
    if (isDrawn()) {
      setup.updates().add(ScreenUpdate.Refresh.INSTANCE);
    }
  }
}
