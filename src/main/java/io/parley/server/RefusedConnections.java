package io.parley.server;

import io.parley.connection.Peer;
import io.parley.connection.stream.ConnectionStream;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.Batch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of one port that exceed the {@link ConnectionLimit}, until they are closed. The
 * {@link Listener} of the port owns it.
 */
final class RefusedConnections {
  private static final Logger log = LoggerFactory.getLogger(RefusedConnections.class);

  private final ConnectionLimit limit;
  private int open;

  RefusedConnections(ConnectionLimit limit) {
    this.limit = limit;
  }

  /** Sends the peer the problem that the server is full, and closes the connection. */
  void refuse(Peer peer, ConnectionStream stream) {
    log.info("{} refused: {}", peer, Problem.Code.TOO_MANY_CONNECTIONS);
    open++;
    stream.sendFinalAndClose(
        Batch.of(
            new ServerMessage.Refused(
                new Problem(
                    Problem.Code.TOO_MANY_CONNECTIONS,
                    "This server is full: it takes "
                        + limit.max()
                        + " connections at once. Try again later."))));
  }

  /** The stream of a refused connection has ended. */
  void streamEnded() {
    open--;
  }

  /** Whether so many connections are being refused that no further one may be accepted. */
  boolean isFull() {
    return open >= limit.maxRefusals();
  }

  /** The number of connections that are not closed yet. */
  int open() {
    return open;
  }
}
