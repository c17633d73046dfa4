package io.parley.client.reconnect;

import io.parley.client.screen.Screen;
import io.parley.client.state.ConnectionStatus;

/**
 * Tells of a connection that is gone, and of attempts to make it again that fail: no line says what
 * the one before it said. Where the status line counts the attempts, only the loss is told. Used by
 * one thread at a time.
 */
final class ReconnectNotices implements Reconnector.Listener {
  private final Screen screen;
  private final ConnectionStatus status;
  private String lastReason = "";

  /** None yet. */
  ReconnectNotices(Screen screen, ConnectionStatus standing) {
    this.screen = screen;
    this.status = standing;
  }

  /** Tells of one, if it is news. */
  @Override
  public void onProblem(String what, String next) {
    boolean isLoss = status.attempt().isEmpty();
    if (isLoss || (!screen.hasWindows() && !what.equals(lastReason))) {
      screen.showDiagnostic(what + next);
    }
    lastReason = what;
  }
}
