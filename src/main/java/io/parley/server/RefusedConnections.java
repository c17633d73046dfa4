package io.parley.server;

import io.parley.connection.Peer;
import io.parley.connection.stream.ConnectionStream;
import io.parley.protocol.ServerMessage;
import io.parley.wire.flow.Batch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of one port that are told why they are refused, until they are closed. The {@link
 * Listener} of the port owns it.
 */
final class RefusedConnections {
  private static final Logger log = LoggerFactory.getLogger(RefusedConnections.class);

  private final int max;
  private int open;

  RefusedConnections(int max) {
    this.max = max;
  }

  /** Sends the peer the problem, and closes the connection. */
  void refuse(Peer peer, ConnectionStream stream, ConnectionAdmission.Refuse refuse) {
    log.info(
        "{} refused: {}{}",
        peer,
        refuse.problem().code(),
        refuse.resets() == 0 ? "" : " (and " + refuse.resets() + " were reset)");
    open++;
    stream.sendFinalAndClose(Batch.of(new ServerMessage.Refused(refuse.problem())));
  }

  /** The stream of a refused connection has ended. */
  void streamEnded() {
    open--;
  }

  /** Whether so many connections are being refused that no further one may be accepted. */
  boolean isFull() {
    return open >= max;
  }

  /** The number of connections that are not closed yet. */
  int open() {
    return open;
  }
}
