package io.parley.client.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.io.TcpSO;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Tcp;
import org.apache.pekko.util.ByteString;

/**
 * Connects to a server by host name: to the first of its addresses that answers.
 *
 * @param connectTimeout how long connecting to one address may take
 */
public record Connector(ActorSystem<?> system, Duration connectTimeout) {

  /**
   * Runs a stream over a socket.
   *
   * @param <L> the running stream
   */
  public interface StreamFactory<L> {
    /**
     * Starts the stream; the stage completes when the socket is connected, and fails if it cannot
     * be connected.
     */
    CompletionStage<L> create(
        Flow<ByteString, ByteString, CompletionStage<Tcp.OutgoingConnection>> socket);
  }

  /**
   * Connects, and blocks until the connection is made.
   *
   * @param start called for each attempt
   * @throws ConnectionFailedException if the host is unknown or none of its addresses answers
   */
  public <L> L connect(String host, int port, StreamFactory<L> start)
      throws ConnectionFailedException {
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      throw new ConnectionFailedException(host, port, e);
    }
    ConnectionFailedException failure =
        new ConnectionFailedException(host, port, new UnknownHostException(host));
    for (InetAddress address : addresses) {
      try {
        return start
            .create(socket(new InetSocketAddress(address, port)))
            .toCompletableFuture()
            .join();
      } catch (CompletionException e) {
        failure =
            new ConnectionFailedException(host, port, e.getCause() == null ? e : e.getCause());
      }
    }
    throw failure;
  }

  private Flow<ByteString, ByteString, CompletionStage<Tcp.OutgoingConnection>> socket(
      InetSocketAddress address) {
    return Tcp.get(system)
        .outgoingConnection(
            address,
            Optional.empty(),
            List.of(TcpSO.keepAlive(true)),
            true,
            Optional.of(connectTimeout),
            Optional.empty());
  }
}
