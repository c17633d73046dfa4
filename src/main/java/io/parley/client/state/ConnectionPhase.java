package io.parley.client.state;

/**
 * How far the connection to the server is.
 *
 * <pre>
 *   Connecting ──> Registering ──> Ready            the first connection (attempt 0)
 *   Waiting ──> Connecting ──> Registering ──> Rejoining ──> Ready     after a loss
 * </pre>
 *
 * Every phase of a connection that is lost leads to Waiting.
 */
public sealed interface ConnectionPhase {

  /**
   * The socket is being connected.
   *
   * @param attempt 0 for the first connection, otherwise the number of the attempt since the loss
   */
  record Connecting(int attempt) implements ConnectionPhase {}

  /**
   * The socket is connected; the server has not accepted the nickname.
   *
   * @param attempt as in {@link Connecting}
   */
  record Registering(int attempt) implements ConnectionPhase {}

  /** The server accepted the nickname again; rooms are rejoined, and unsent messages are sent. */
  record Rejoining() implements ConnectionPhase {}

  /** Messages are sent as they are typed. */
  record Ready() implements ConnectionPhase {}

  /**
   * There is no connection.
   *
   * @param attempt the number of the next attempt, at least 1
   */
  record Waiting(int attempt) implements ConnectionPhase {}

  /** Whether the server has accepted the nickname over this connection. */
  default boolean isRegistered() {
    return this instanceof Ready || this instanceof Rejoining;
  }

  /** Which attempt to connect again is made or waited for; 0 if none. */
  default int attempt() {
    if (this instanceof Connecting connecting) {
      return connecting.attempt();
    }
    if (this instanceof Registering registering) {
      return registering.attempt();
    }
    return this instanceof Waiting waiting ? waiting.attempt() : 0;
  }
}
