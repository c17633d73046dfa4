package io.parley.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A TLS server for one client, which sends a text, and reads until the client ends. */
public final class TlsTestServer implements AutoCloseable {
  private static final int DEADLINE = (int) Duration.ofMinutes(2).toMillis();

  private final ServerSocket listening;
  private final CompletableFuture<SSLSocket> peer = new CompletableFuture<>();

  public TlsTestServer(TestCertificates.Identity identity) {
    this(identity, socket -> {});
  }

  /**
   * Starts the server.
   *
   * @param settings changes the socket before the handshake
   */
  public TlsTestServer(TestCertificates.Identity identity, Consumer<SSLSocket> settings) {
    try {
      listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      listening.setSoTimeout(DEADLINE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(() -> serve(identity.serverContext(), settings), "TLS test server");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve(SSLContext context, Consumer<SSLSocket> settings) {
    try {
      SSLSocket socket = over(context, listening.accept());
      settings.accept(socket);
      socket.startHandshake();
      peer.complete(socket);
    } catch (IOException e) {
      peer.completeExceptionally(e);
    }
  }

  /** The server side of TLS over a socket. */
  public static SSLSocket over(SSLContext context, Socket socket) throws IOException {
    socket.setSoTimeout(DEADLINE);
    SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, null, true);
    tls.setUseClientMode(false);
    return tls;
  }

  public int port() {
    return listening.getLocalPort();
  }

  /** Waits for the end of the handshake, which may fail. */
  public SSLSocket peer() throws Exception {
    return peer.get(DEADLINE, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() throws IOException {
    listening.close();
    peer.cancel(false);
  }
}
