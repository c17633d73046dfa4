package io.parley.server;

import io.parley.TestServers;
import io.parley.tls.CertificateFiles;
import io.parley.tls.TestCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * Tries each version and each suite of TLS that the JDK has on a listener, and on a server of the
 * JDK that accepts everything. It prints what is accepted. {@link TlsScanTest} runs it in a process
 * whose settings of security forbid nothing.
 */
final class TlsScan {
  /** Of each kind of weakness one: these the server of the JDK must accept here. */
  static final List<String> WEAK =
      List.of(
          "SSLv3 TLS_RSA_WITH_AES_128_CBC_SHA",
          "TLSv1 SSL_RSA_WITH_3DES_EDE_CBC_SHA",
          "TLSv1.1 TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
          "TLSv1.2 TLS_RSA_WITH_AES_128_GCM_SHA256",
          "TLSv1.2 TLS_DH_anon_WITH_AES_128_GCM_SHA256",
          "TLSv1.2 TLS_RSA_WITH_NULL_SHA256");

  private static final int DEADLINE_MILLIS = 60_000;

  private final SSLContext client = TestCertificates.trustAll();

  /** Scans; the arguments are folders with a certificate and its key. */
  public static void main(String[] folders) throws Exception {
    TlsScan scan = new TlsScan();
    for (String folder : folders) {
      CertificateFiles files =
          new CertificateFiles(Path.of(folder, "certificate.pem"), Path.of(folder, "key.pem"));
      try (ParleyServer server = TestServers.startBeejOverTls(files, 0)) {
        scan.print("accepted", TestServers.port(server));
      }
    }
    KeyPair keys = TestCertificates.rsa();
    SSLContext context =
        new TestCertificates.Identity(keys, List.of(TestCertificates.selfSigned("localhost", keys)))
            .serverContext();
    try (SSLServerSocket everything =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      everything.setEnabledProtocols(everything.getSupportedProtocols());
      everything.setEnabledCipherSuites(everything.getSupportedCipherSuites());
      Thread serving = new Thread(() -> serve(everything), "a server of everything");
      serving.setDaemon(true);
      serving.start();
      for (String weak : WEAK) {
        String[] pair = weak.split(" ", -1);
        scan.connect(everything.getLocalPort(), pair[0], pair[1])
            .ifPresent(agreed -> System.out.println("control " + agreed));
      }
    }
    System.exit(0); // not all threads of a server are daemons
  }

  private static void serve(SSLServerSocket everything) {
    while (!everything.isClosed()) {
      try (SSLSocket peer = (SSLSocket) everything.accept()) {
        peer.startHandshake();
        peer.getInputStream().readAllBytes();
      } catch (IOException e) {
        // The next one may have something in common with this server.
      }
    }
  }

  private void print(String title, int port) throws IOException {
    for (String version : client.getSupportedSSLParameters().getProtocols()) {
      for (String suite : client.getSupportedSSLParameters().getCipherSuites()) {
        connect(port, version, suite).ifPresent(it -> System.out.println(title + " " + it));
      }
    }
  }

  /** The version and suite on which both sides agree; empty if there is none. */
  private Optional<String> connect(int port, String version, String suite) throws IOException {
    try (Socket transport = new Socket(InetAddress.getLoopbackAddress(), port)) {
      transport.setSoTimeout(DEADLINE_MILLIS);
      SSLSocket socket =
          (SSLSocket) client.getSocketFactory().createSocket(transport, "localhost", port, true);
      List<String> versions = new ArrayList<>(List.of(version));
      if (version.equals("SSLv2Hello")) { // a form of the hello, and no version
        versions.add("TLSv1.2");
      }
      socket.setEnabledProtocols(versions.toArray(String[]::new));
      socket.setEnabledCipherSuites(new String[] {suite});
      socket.startHandshake();
      return Optional.of(
          socket.getSession().getProtocol() + " " + socket.getSession().getCipherSuite());
    } catch (SSLException | SocketException e) {
      return Optional.empty();
    }
  }
}
