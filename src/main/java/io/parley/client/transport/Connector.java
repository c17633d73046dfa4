package io.parley.client.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.io.TcpSO;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Tcp;
import org.apache.pekko.util.ByteString;

/**
 * Connects to a server by host name: to the first of its addresses that answers.
 *
 * @param connectTimeout how long finding the addresses may take, and then connecting to each of
 *     them
 * @param resolver finds the addresses
 */
public record Connector(ActorSystem<?> system, Duration connectTimeout, Resolver resolver) {

  /** Finds the addresses of a host name. */
  public interface Resolver {
    /**
     * Waits for the addresses, for as long as the system does.
     *
     * @throws UnknownHostException if there is no such host
     */
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  /** A connector that uses the resolver of the system. */
  public Connector(ActorSystem<?> system, Duration connectTimeout) {
    this(system, connectTimeout, InetAddress::getAllByName);
  }

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
   * @throws ConnectionFailedException if the host is unknown, is not found in time, or none of its
   *     addresses answers
   */
  public <L> L connect(String host, int port, StreamFactory<L> start)
      throws ConnectionFailedException {
    InetAddress[] addresses = resolve(host, port);
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

  /**
   * The resolver of the system has no deadline that this program can set, and cannot be
   * interrupted: a thread of its own, which does not keep the process alive, waits for it.
   */
  private InetAddress[] resolve(String host, int port) throws ConnectionFailedException {
    CompletableFuture<InetAddress[]> addresses = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                addresses.complete(resolver.resolve(host));
              } catch (UnknownHostException | RuntimeException e) {
                addresses.completeExceptionally(e);
              }
            },
            "resolver of " + host);
    thread.setDaemon(true);
    thread.start();
    try {
      return addresses.orTimeout(connectTimeout.toNanos(), TimeUnit.NANOSECONDS).join();
    } catch (CompletionException e) {
      Throwable cause =
          e.getCause() instanceof TimeoutException
              ? new ConnectionAbortedException(
                  "the name was not resolved in " + ConnectionErrorMessages.format(connectTimeout))
              : e.getCause();
      throw new ConnectionFailedException(host, port, cause == null ? e : cause);
    }
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
