package io.parley.client.state;

import java.util.Optional;

/**
 * The phase of the connection, and the connection problem that the status line shows. Owned by the
 * client's actor.
 */
public final class ConnectionStatus {
  private ConnectionPhase phase = new ConnectionPhase.Connecting(0);
  private boolean away;

  public ConnectionPhase phase() {
    return phase;
  }

  /** A connection is being made. */
  public void onConnecting() {
    phase = new ConnectionPhase.Connecting(phase.attempt());
  }

  /** The socket is connected. */
  public void onConnected() {
    phase = new ConnectionPhase.Registering(phase.attempt());
  }

  /** The server has accepted the nickname. */
  public void onRegistered() {
    phase = wasRegistered() ? new ConnectionPhase.Rejoining() : new ConnectionPhase.Ready();
  }

  /** The rooms are rejoined, and all unsent messages are sent. */
  public void onReady() {
    phase = new ConnectionPhase.Ready();
  }

  /**
   * There is no connection.
   *
   * @param attempt the number of the next attempt, at least 1
   */
  public void onWaiting(int attempt) {
    phase = new ConnectionPhase.Waiting(attempt);
    away = false; // the server discards the away state with the session
  }

  /** Whether the user is away, as requested or as the server says. */
  public void setAway(boolean isAway) {
    away = isAway;
  }

  boolean isAway() {
    return away;
  }

  /** Whether the server has accepted the nickname since the program started. */
  public boolean wasRegistered() {
    return phase.isRegistered() || phase.attempt() > 0;
  }

  /** Whether the server has accepted the nickname over the current connection. */
  public boolean isConnected() {
    return phase.isRegistered();
  }

  /** The problem of the connection; empty if there is none, and before the first connection. */
  Optional<String> problem() {
    if (phase instanceof ConnectionPhase.Registering) {
      return Optional.of("waiting for an answer");
    }
    return isConnected() || phase.attempt() == 0
        ? Optional.empty()
        : Optional.of("not connected, attempt " + phase.attempt());
  }
}
