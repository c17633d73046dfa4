package io.parley.client;

import io.parley.dialect.Dialect;
import io.parley.dialect.Received;
import io.parley.protocol.ServerMessage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;

/**
 * Connects to a server by its name: to the first of its addresses that answers.
 *
 * @param patience how long connecting to one address may take
 */
record Connector(ActorSystem<?> system, Dialect dialect, Duration patience) {

  /**
   * Connects.
   *
   * @param events makes what takes in all that comes; called for each attempt
   * @throws CannotConnectException if the host is unknown or none of its addresses answers
   */
  ServerLink connect(
      String host, int port, Supplier<Sink<Received<ServerMessage>, CompletionStage<Done>>> events)
      throws CannotConnectException {
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      throw new CannotConnectException(host, port, e);
    }
    CannotConnectException failure =
        new CannotConnectException(host, port, new UnknownHostException(host));
    for (InetAddress address : addresses) {
      try {
        return ServerLink.connect(
                system,
                new InetSocketAddress(address, port),
                patience,
                dialect.clientSide(),
                events.get())
            .toCompletableFuture()
            .join();
      } catch (CompletionException e) {
        failure = new CannotConnectException(host, port, e.getCause() == null ? e : e.getCause());
      }
    }
    throw failure;
  }
}
