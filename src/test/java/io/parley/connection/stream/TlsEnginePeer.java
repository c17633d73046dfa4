package io.parley.connection.stream;

import io.parley.tls.TestCertificates;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.apache.pekko.util.ByteString;

/** A client's side of TLS without a socket: the test carries each record. */
final class TlsEnginePeer {
  private static final int BUFFER = 64 * 1024;

  private final SSLEngine engine;
  private ByteString received = ByteString.emptyByteString();
  private ByteString answers = ByteString.emptyByteString();
  private final StringBuilder clear = new StringBuilder();

  TlsEnginePeer(TestCertificates.Identity trusted, String version) {
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(TestCertificates.trustStore(trusted));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      engine = context.createSSLEngine();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
    engine.setUseClientMode(true);
    engine.setEnabledProtocols(new String[] {version});
  }

  /** Adds bytes of the server, and reads all complete records. The next send has the answers. */
  void receive(ByteString bytes) throws SSLException {
    received = received.concat(bytes);
    boolean progress = true;
    while (progress && !engine.isInboundDone()) {
      ByteBuffer out = ByteBuffer.allocate(BUFFER);
      SSLEngineResult result = engine.unwrap(ByteBuffer.wrap(received.toArray()), out);
      received = received.drop(result.bytesConsumed());
      clear.append(new String(out.array(), 0, out.position(), StandardCharsets.US_ASCII));
      boolean tasks = runTasks();
      progress = result.bytesConsumed() > 0 || tasks;
      if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
        progress |= wrap(ByteBuffer.allocate(0));
      }
    }
  }

  /** The records that the engine has to send, and then those of a text; may be none. */
  ByteString send(String text) throws SSLException {
    ByteBuffer in = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    while (in.hasRemaining() || engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
      if (!wrap(in)) {
        break;
      }
    }
    if (in.hasRemaining()) {
      throw new AssertionError(in.remaining() + " bytes are not sent");
    }
    ByteString records = answers;
    answers = ByteString.emptyByteString();
    return records;
  }

  private boolean wrap(ByteBuffer in) throws SSLException {
    ByteBuffer out = ByteBuffer.allocate(BUFFER);
    SSLEngineResult result = engine.wrap(in, out);
    answers = answers.concat(ByteString.fromArray(out.array(), 0, out.position()));
    boolean tasks = runTasks();
    return result.bytesProduced() > 0 || tasks;
  }

  /** A key update in TLS 1.3, a new handshake in TLS 1.2. */
  ByteString startHandshake() throws SSLException {
    engine.beginHandshake();
    return send("");
  }

  ByteString closeNotify() throws SSLException {
    engine.closeOutbound();
    return send("");
  }

  boolean isHandshaking() {
    return engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING;
  }

  /** Whether the server has sent its {@code close_notify}. */
  boolean isClosed() {
    return engine.isInboundDone();
  }

  /** The text of the server so far. */
  String text() {
    return clear.toString();
  }

  private boolean runTasks() {
    boolean any = false;
    for (Runnable task = engine.getDelegatedTask();
        task != null;
        task = engine.getDelegatedTask()) {
      task.run();
      any = true;
    }
    return any;
  }
}
