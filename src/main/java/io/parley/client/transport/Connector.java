package io.parley.client.transport;

import io.parley.client.tls.CertificateTrust;
import io.parley.client.tls.RefusedCertificateException;
import io.parley.client.tls.TlsFlow;
import io.parley.tls.DnsName;
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
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.io.TcpSO;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.Tcp;
import org.apache.pekko.util.ByteString;

/**
 * Connects to a server by host name: to the first of its addresses that answers.
 *
 * @param connectTimeout how long finding the addresses may take, and then connecting to each of
 *     them
 * @param resolver finds the addresses
 * @param trust the certificates to accept, if the connections are protected by TLS; their
 *     handshakes may take as long as connecting
 */
public record Connector(
    ActorSystem<?> system,
    Duration connectTimeout,
    Resolver resolver,
    Optional<CertificateTrust> trust) {

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
  public Connector(
      ActorSystem<?> system, Duration connectTimeout, Optional<CertificateTrust> trust) {
    this(system, connectTimeout, InetAddress::getAllByName, trust);
  }

  /** The same without TLS. */
  public Connector(ActorSystem<?> system, Duration connectTimeout) {
    this(system, connectTimeout, Optional.empty());
  }

  /**
   * Runs a stream over a socket.
   *
   * @param <L> the running stream
   */
  public interface StreamFactory<L> {
    /**
     * Starts the stream; the stage completes when the socket is connected, and fails if it cannot
     * be connected. With TLS the socket is connected when the certificate is accepted.
     */
    CompletionStage<L> create(
        Flow<ByteString, ByteString, CompletionStage<Tcp.OutgoingConnection>> socket);
  }

  /**
   * Connects, and blocks until the connection is made.
   *
   * @param start called for each attempt
   * @throws ConnectionFailedException if the host is unknown, is not found in time, none of its
   *     addresses answers, or a certificate is refused, after which no further address is tried
   */
  public <L> L connect(String host, int port, StreamFactory<L> start)
      throws ConnectionFailedException {
    InetAddress[] addresses = resolve(host, port);
    ConnectionFailedException failure =
        new ConnectionFailedException(host, port, new UnknownHostException(host));
    for (InetAddress address : addresses) {
      try {
        return start
            .create(flow(socket(new InetSocketAddress(address, port)), host, port))
            .toCompletableFuture()
            .join();
      } catch (CompletionException e) {
        failure =
            new ConnectionFailedException(host, port, e.getCause() == null ? e : e.getCause());
        if (RefusedCertificateException.in(failure).isPresent()) {
          throw failure;
        }
      }
    }
    throw failure;
  }

  /**
   * Connects, and closes the connection without sending anything.
   *
   * @throws ConnectionFailedException as {@link #connect}
   */
  public void probe(String host, int port) throws ConnectionFailedException {
    Done ignored =
        connect(
            host,
            port,
            socket -> {
              Pair<CompletableFuture<Optional<ByteString>>, CompletionStage<Tcp.OutgoingConnection>>
                  handles =
                      Source.<ByteString>maybe()
                          .viaMat(socket, Keep.both())
                          .to(Sink.ignore())
                          .run(Materializer.matFromSystem(system));
              return handles
                  .second()
                  .whenComplete((connected, failure) -> handles.first().complete(Optional.empty()))
                  .thenApply(connected -> Done.getInstance());
            });
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
                addresses.complete(resolver.resolve(DnsName.toAscii(host)));
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

  private Flow<ByteString, ByteString, CompletionStage<Tcp.OutgoingConnection>> flow(
      Flow<ByteString, ByteString, CompletionStage<Tcp.OutgoingConnection>> socket,
      String host,
      int port) {
    return trust.isPresent()
        ? TlsFlow.over(socket, trust.get(), host, port, connectTimeout)
        : socket;
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
