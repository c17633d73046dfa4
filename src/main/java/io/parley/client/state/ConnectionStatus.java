package io.parley.client.state;

import java.util.Optional;
import java.util.OptionalInt;

/** How things stand with the connection, for those who show it. Thread-safe. */
public final class ConnectionStatus {
  private volatile boolean wasRegistered;
  private volatile boolean connected;

  /** Whether there is a connection, though the server has let nobody in by it. */
  private volatile boolean socketOpen;

  private volatile int attempt;
  private volatile boolean away;

  /** There is a connection. */
  public void onConnected() {
    socketOpen = true;
  }

  /** The server has let this client in. */
  public void onRegistered() {
    wasRegistered = true;
    connected = true;
    attempt = 0;
  }

  /** There is no connection, or none that this client is in by. */
  void onConnectionLost() {
    connected = false;
    socketOpen = false;
    away = false; // a server forgets it
  }

  /** Whether whoever sits here is away, as they have told the server, or it tells them. */
  public void setAway(boolean told) {
    away = told;
  }

  boolean isAway() {
    return away;
  }

  /** An attempt to connect again is next, or under way: the first is 1. */
  public void attempt(int number) {
    attempt = number;
  }

  /** Whether this client was in at any time of this visit. */
  public boolean wasRegistered() {
    return wasRegistered;
  }

  /** Whether it is connected and in. */
  public boolean isConnected() {
    return connected;
  }

  /** What there is to tell a person; empty if all is well, or was not yet. */
  Optional<String> problem() {
    if (connected) {
      return Optional.empty();
    }
    if (socketOpen) {
      return Optional.of("waiting for an answer");
    }
    if (!wasRegistered) {
      return Optional.empty();
    }
    OptionalInt number = attempt();
    return Optional.of(
        "not connected" + (number.isPresent() ? ", attempt " + number.getAsInt() : ""));
  }

  /** Which attempt to connect again is next, or under way; empty if there is none. */
  public OptionalInt attempt() {
    int number = attempt;
    return number == 0 ? OptionalInt.empty() : OptionalInt.of(number);
  }
}
