package io.parley.client;

import java.util.Optional;
import java.util.OptionalInt;

/** How things stand with the connection, for those who show it. Thread-safe. */
final class Standing {
  private volatile boolean wasIn;
  private volatile boolean connected;

  /** Whether there is a connection, though the server has let nobody in by it. */
  private volatile boolean reached;

  private volatile int attempt;
  private volatile boolean away;

  /** There is a connection. */
  void reached() {
    reached = true;
  }

  /** The server has let this client in. */
  void in() {
    wasIn = true;
    connected = true;
    attempt = 0;
  }

  /** There is no connection, or none that this client is in by. */
  void lost() {
    connected = false;
    reached = false;
    away = false; // a server forgets it
  }

  /** Whether whoever sits here is away, as they have told the server, or it tells them. */
  void away(boolean told) {
    away = told;
  }

  boolean isAway() {
    return away;
  }

  /** An attempt to connect again is next, or under way: the first is 1. */
  void attempt(int number) {
    attempt = number;
  }

  /** Whether this client was in at any time of this visit. */
  boolean wasIn() {
    return wasIn;
  }

  /** Whether it is connected and in. */
  boolean isConnected() {
    return connected;
  }

  /** What there is to tell a person; empty if all is well, or was not yet. */
  Optional<String> trouble() {
    if (connected) {
      return Optional.empty();
    }
    if (reached) {
      return Optional.of("waiting for an answer");
    }
    if (!wasIn) {
      return Optional.empty();
    }
    OptionalInt number = attempt();
    return Optional.of(
        "not connected" + (number.isPresent() ? ", attempt " + number.getAsInt() : ""));
  }

  /** Which attempt to connect again is next, or under way; empty if there is none. */
  OptionalInt attempt() {
    int number = attempt;
    return number == 0 ? OptionalInt.empty() : OptionalInt.of(number);
  }
}
