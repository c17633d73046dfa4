package io.parley.client.tls;

import io.parley.tls.DnsName;
import io.parley.tls.TlsProtocol;
import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.SharedKillSwitch;
import org.apache.pekko.stream.TLSClosing;
import org.apache.pekko.stream.TLSProtocol.SendBytes;
import org.apache.pekko.stream.TLSProtocol.SessionBytes;
import org.apache.pekko.stream.TLSProtocol.SslTlsInbound;
import org.apache.pekko.stream.TLSProtocol.SslTlsOutbound;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.TLS;
import org.apache.pekko.stream.javadsl.Tcp;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * TLS over the socket of one attempt to connect.
 *
 * <pre>
 *              +-----+              +--------+
 *    bytes  ~~>|     |~~ records ~~>|        |
 *              | TLS |              | socket |
 *    bytes  <~~|     |<~~ records ~~|        |
 *              +-----+              +--------+
 * </pre>
 *
 * <ol>
 *   <li>The flow counts as connected when the handshake is complete and the certificate accepted.
 *   <li>Each attempt has a context of its own, so that no session is resumed: each certificate is
 *       verified.
 *   <li>The end of the input sends close_notify; nothing is received after it. The end of the
 *       socket without close_notify is a failure.
 * </ol>
 */
public final class TlsFlow {
  private static final String WITHOUT = "; without --tls it may work";
  private static final Pattern IPV4 = Pattern.compile("[0-9.]+");

  /** The first and the last type of a record (RFC 8446, 5.1). */
  private static final int MIN_RECORD_TYPE = 20;

  private static final int MAX_RECORD_TYPE = 24;

  private final CertificateTrust trust;
  private final String host;
  private final int port;
  private final Duration timeout;
  private final CompletableFuture<Done> handshake = new CompletableFuture<>();
  private volatile boolean answered;
  private volatile boolean answeredClear;

  private TlsFlow(CertificateTrust trust, String host, int port, Duration timeout) {
    this.trust = trust;
    String ascii = DnsName.toAscii(host);
    this.host = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
    this.port = port;
    this.timeout = timeout;
  }

  /**
   * Joins TLS and a socket. The result is materialized once.
   *
   * @param host the name or address with which the certificate is compared
   * @param timeout how long the handshake may take after the socket is connected
   */
  public static Flow<ByteString, ByteString, CompletionStage<Tcp.OutgoingConnection>> over(
      Flow<ByteString, ByteString, CompletionStage<Tcp.OutgoingConnection>> socket,
      CertificateTrust trust,
      String host,
      int port,
      Duration timeout) {
    return new TlsFlow(trust, host, port, timeout).join(socket);
  }

  private Flow<ByteString, ByteString, CompletionStage<Tcp.OutgoingConnection>> join(
      Flow<ByteString, ByteString, CompletionStage<Tcp.OutgoingConnection>> socket) {
    SharedKillSwitch deadline = KillSwitches.shared("tls-handshake");
    BidiFlow<SslTlsOutbound, ByteString, ByteString, SslTlsInbound, NotUsed> records =
        TLS.create(
            this::createEngine,
            session -> handshake.complete(Done.getInstance()),
            TLSClosing.eagerClose());
    BidiFlow<ByteString, SslTlsOutbound, SslTlsInbound, ByteString, NotUsed> bytes =
        BidiFlow.fromFlows(
            Flow.<ByteString>create().map(SendBytes::new),
            Flow.<SslTlsInbound>create().map(TlsFlow::receivedBytes));
    return bytes
        .atop(records)
        .join(socket.via(deadline.flow()).map(this::onReceived), Keep.right())
        .watchTermination(
            (connected, ended) -> {
              CompletionStage<Done> ignored =
                  ended.whenComplete(
                      (done, failure) -> handshake.completeExceptionally(describeFailure(failure)));
              return connected.thenCompose(
                  connection -> handshakeInTime(deadline).thenApply(handshakeDone -> connection));
            });
  }

  private CompletionStage<Done> handshakeInTime(SharedKillSwitch deadline) {
    return handshake
        .copy()
        .orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS)
        .exceptionallyCompose(
            failure -> {
              Throwable cause =
                  failure instanceof CompletionException ? failure.getCause() : failure;
              if (!(cause instanceof TimeoutException)) {
                return CompletableFuture.failedFuture(cause);
              }
              TlsFailedException late =
                  new TlsFailedException(
                      answered
                          ? "it does not complete the TLS handshake in time"
                          : "it does not answer with TLS" + WITHOUT,
                      null);
              deadline.abort(late);
              return CompletableFuture.failedFuture(late);
            });
  }

  /** Looks at the type of the first record. */
  private ByteString onReceived(ByteString bytes) {
    if (!answered && bytes.nonEmpty()) {
      answered = true;
      int type = bytes.head() & 0xff;
      answeredClear = type < MIN_RECORD_TYPE || type > MAX_RECORD_TYPE;
    }
    return bytes;
  }

  /** The end of the socket without close_notify may be the work of somebody in between. */
  private static ByteString receivedBytes(SslTlsInbound received) throws TlsFailedException {
    if (received instanceof SessionBytes data) {
      return data.bytes();
    }
    throw new TlsFailedException("the connection was cut off", null);
  }

  private SSLEngine createEngine() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new ServerCertificateVerifier(trust, host)}, null);
      SSLEngine engine = context.createSSLEngine(host, port);
      engine.setUseClientMode(true);
      TlsProtocol.restrict(engine);
      SSLParameters parameters = engine.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      parameters.setServerNames(serverNames(host));
      engine.setSSLParameters(parameters);
      return engine;
    } catch (NoSuchAlgorithmException | KeyManagementException e) {
      throw new IllegalStateException("every Java platform has TLS", e);
    }
  }

  /** The server name indication: RFC 6066, 3 has no addresses. */
  private static List<SNIServerName> serverNames(String host) {
    if (host.contains(":") || IPV4.matcher(host).matches()) {
      return List.of();
    }
    try {
      return List.of(new SNIHostName(host));
    } catch (IllegalArgumentException e) {
      return List.of(); // a name that is not one of DNS
    }
  }

  /** Why the connection has ended before the handshake was complete. */
  private Throwable describeFailure(@Nullable Throwable failure) {
    if (failure != null && RefusedCertificateException.in(failure).isPresent()) {
      return failure;
    }
    if (answeredClear) {
      return new TlsFailedException("it does not answer with TLS" + WITHOUT, failure);
    }
    if (failure instanceof SSLException ssl) {
      return new TlsFailedException(describe(ssl), ssl);
    }
    return new TlsFailedException(
        "it closed the connection during the TLS handshake" + (answered ? "" : WITHOUT), failure);
  }

  private static String describe(SSLException failure) {
    String text = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    if (text.contains("protocol_version") || text.contains("protocol version")) {
      return "it has no version of TLS in common with this client ("
          + String.join(", ", TlsProtocol.VERSIONS)
          + ")";
    }
    if (text.contains("handshake_failure") || text.contains("insufficient_security")) {
      return "it has no cipher suite of TLS in common with this client, or wants a certificate of"
          + " the client";
    }
    return "the TLS handshake failed (" + text.toLowerCase(Locale.ROOT) + ")";
  }
}
