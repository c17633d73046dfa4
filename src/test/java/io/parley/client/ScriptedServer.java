package io.parley.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.tls.TestCertificates;
import io.parley.tls.TlsTestServer;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** A beej server for one client; the test sends and reads each packet. */
public final class ScriptedServer implements AutoCloseable {
  private static final int DEADLINE = (int) Duration.ofMinutes(2).toMillis();

  private final ServerSocket listening;
  private Optional<SSLContext> tls = Optional.empty();
  private Socket socket = new Socket(); // replaced by accept()
  private Socket peer = new Socket(); // replaced by accept()

  public ScriptedServer() {
    try {
      listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      listening.setSoTimeout(DEADLINE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The certificate of the connections that are accepted from now on. */
  public ScriptedServer with(TestCertificates.Identity identity) {
    tls = Optional.of(identity.serverContext());
    return this;
  }

  public int port() {
    return listening.getLocalPort();
  }

  /** The address as the client's messages show it. */
  String address() {
    return ClientTestKit.HOST + ":" + port();
  }

  public void accept() throws IOException {
    socket = listening.accept();
    socket.setSoTimeout(DEADLINE);
    peer = tls.isPresent() ? TlsTestServer.over(tls.get(), socket) : socket;
  }

  /** Accepts a connection and its registration. */
  public void welcome(String nickname) throws IOException {
    welcome(nickname, "");
  }

  /** Accepts a client that leaves after one message. */
  public void welcomeOnce(String nickname) throws IOException {
    welcome(nickname, ",\"once\":true");
  }

  private void welcome(String nickname, String fields) throws IOException {
    accept();
    assertEquals(
        "{\"type\":\"hello\",\"nick\":\"" + nickname + "\",\"extensions\":true" + fields + "}",
        readPacket());
    send("{\"type\":\"join\",\"nick\":\"" + nickname + "\"}");
  }

  /** Reads the payload of the next frame. */
  public String readPacket() throws IOException {
    DataInputStream in = new DataInputStream(peer.getInputStream());
    return new String(in.readNBytes(in.readUnsignedShort()), UTF_8);
  }

  byte[] readBytes(int count) throws IOException {
    return peer.getInputStream().readNBytes(count);
  }

  /** Expects that the client has closed its output and sent nothing more. */
  public void expectEnd() throws IOException {
    assertEquals(-1, peer.getInputStream().read());
  }

  /** Whether nothing more comes: the client has closed or reset the connection. */
  boolean isEnded() throws IOException {
    try {
      return peer.getInputStream().read() < 0;
    } catch (SocketTimeoutException stillOpen) {
      throw stillOpen;
    } catch (IOException reset) {
      return true;
    }
  }

  public void send(String json) throws IOException {
    send(json.getBytes(UTF_8));
  }

  void send(byte[] payload) throws IOException {
    byte[] frame = new byte[2 + payload.length];
    frame[0] = (byte) (payload.length >>> 8);
    frame[1] = (byte) payload.length;
    System.arraycopy(payload, 0, frame, 2, payload.length);
    sendRaw(frame);
  }

  void sendRaw(byte... bytes) throws IOException {
    OutputStream out = peer.getOutputStream();
    out.write(bytes);
    out.flush();
  }

  /** Closes the output. */
  public void finish() throws IOException {
    peer.shutdownOutput();
  }

  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Closes the output without the end of TLS. */
  void truncate() throws IOException {
    socket.shutdownOutput();
  }

  @Override
  public void close() throws IOException {
    peer.close();
    listening.close();
  }
}
