package io.parley.client.state;

import java.util.Optional;

/**
 * The phase of the connection, and the connection problem that the status line shows. Owned by the
 * client's actor.
 */
public final class ConnectionStatus {
  private ConnectionPhase phase = new ConnectionPhase.Connecting(0);
  private boolean away;

  /** The note of the user, who may be away from before the connection was lost. */
  private Optional<String> awayNote = Optional.empty();

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

  /**
   * The user is away, or back, as requested or as the server says.
   *
   * @param note empty if the user is back
   */
  public void setAway(Optional<String> note) {
    away = note.isPresent();
    awayNote = note;
  }

  /** The note with which the user is away; a new connection must request it again. */
  public Optional<String> awayNote() {
    return awayNote;
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
