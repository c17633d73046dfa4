package io.parley.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A server of another protocol, for one client. It reads until the client ends. */
final class RawServer implements AutoCloseable {
  private static final int DEADLINE_SECONDS = 120;

  private final ServerSocket listening;
  private final CompletableFuture<String> received = new CompletableFuture<>();

  /**
   * Starts a server.
   *
   * @param greeting what it sends at once; empty for nothing
   * @param answer what it sends when the client has sent something, before it closes its side;
   *     empty to say nothing
   */
  RawServer(String greeting, String answer) throws IOException {
    listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    listening.setSoTimeout((int) TimeUnit.SECONDS.toMillis(DEADLINE_SECONDS));
    Thread thread = new Thread(() -> serve(greeting, answer), "raw server");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return listening.getLocalPort();
  }

  /** What the client has sent; waits for its end. */
  String received() throws Exception {
    return received.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  private void serve(String greeting, String answer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Socket peer = listening.accept()) {
      peer.setSoTimeout((int) TimeUnit.SECONDS.toMillis(DEADLINE_SECONDS));
      peer.getOutputStream().write(greeting.getBytes(ISO_8859_1));
      read(peer, bytes, answer);
    } catch (IOException e) {
      received.completeExceptionally(new UncheckedIOException(e));
    }
    received.complete(bytes.toString(ISO_8859_1));
  }

  /** A client may reset the connection: what came before counts. */
  private static void read(Socket peer, ByteArrayOutputStream bytes, String answer) {
    try {
      InputStream in = peer.getInputStream();
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (bytes.size() == 0 && !answer.isEmpty()) {
          peer.getOutputStream().write(answer.getBytes(ISO_8859_1));
          peer.shutdownOutput();
        }
        bytes.write(b);
      }
    } catch (IOException reset) {
      // nothing more comes
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
