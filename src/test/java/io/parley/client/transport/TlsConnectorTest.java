package io.parley.client.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.tls.CertificateTrust;
import io.parley.client.tls.KnownCertificate;
import io.parley.client.tls.RefusedCertificateException;
import io.parley.tls.Fingerprint;
import io.parley.tls.TestCertificates;
import io.parley.tls.TestCertificates.Identity;
import io.parley.tls.TlsProtocol;
import io.parley.tls.TlsTestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLSocket;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.Tcp;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which servers a client accepts over TLS, and what it says of the others. */
class TlsConnectorTest {
  private static final String HOST = "chat.example";
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final ActorTestKit kit = ActorTestKit.create();
  private static final Identity AUTHORITY = TestCertificates.authority("test authority");

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  /**
   * A connection that sends one text and then ends.
   *
   * @param received what the server has sent until its end
   */
  private record Exchange(CompletionStage<ByteString> received) {
    String text() throws Exception {
      return received
          .toCompletableFuture()
          .get(TIMEOUT.toSeconds(), TimeUnit.SECONDS)
          .decodeString(UTF_8);
    }
  }

  @Test
  void accepts_certificate_of_authority_and_names_the_server() throws Exception {
    try (TlsTestServer server = new TlsTestServer(TestCertificates.issuedBy(AUTHORITY, HOST))) {
      Exchange exchange = connect(HOST, server.port(), trusting(AUTHORITY));

      SSLSocket peer = server.peer();
      assertEquals("TLSv1.3", peer.getSession().getProtocol());
      assertTrue(TlsProtocol.SUITES.contains(peer.getSession().getCipherSuite()));
      assertEquals(
          List.of(new SNIHostName(HOST)),
          ((ExtendedSSLSession) peer.getSession()).getRequestedServerNames());
      peer.getOutputStream().write("welcome".getBytes(UTF_8));
      peer.shutdownOutput();
      assertEquals("welcome", exchange.text());
    }
  }

  @Test
  void accepts_tls_1_2() throws Exception {
    try (TlsTestServer server =
        new TlsTestServer(
            TestCertificates.issuedBy(AUTHORITY, HOST),
            socket -> socket.setEnabledProtocols(new String[] {"TLSv1.2"}))) {
      Exchange exchange = connect(HOST, server.port(), trusting(AUTHORITY));

      SSLSocket peer = server.peer();
      assertEquals("TLSv1.2", peer.getSession().getProtocol());
      peer.close();
      assertEquals("", exchange.text());
    }
  }

  @Test
  void accepts_address_and_sends_no_server_name_for_it() throws Exception {
    try (TlsTestServer server =
        new TlsTestServer(TestCertificates.issuedBy(AUTHORITY, "127.0.0.1"))) {
      Exchange exchange = connect("127.0.0.1", server.port(), trusting(AUTHORITY));

      assertEquals(
          List.of(), ((ExtendedSSLSession) server.peer().getSession()).getRequestedServerNames());
      server.peer().close();
      assertEquals("", exchange.text());
    }
  }

  @Test
  void name_with_other_letters_is_encoded_for_dns_server_name_and_certificate() throws Exception {
    String ascii = "xn--mnchen-3ya.example";
    CompletableFuture<String> resolved = new CompletableFuture<>();
    Connector connector =
        new Connector(
            kit.system(),
            TIMEOUT,
            host -> {
              resolved.complete(host);
              return new InetAddress[] {InetAddress.getLoopbackAddress()};
            },
            Optional.of(trusting(AUTHORITY)));
    try (TlsTestServer server = new TlsTestServer(TestCertificates.issuedBy(AUTHORITY, ascii))) {
      Exchange exchange = connect(connector, "München.example", server.port(), Source.maybe());

      assertEquals(ascii, resolved.join());
      assertEquals(
          List.of(new SNIHostName(ascii)),
          ((ExtendedSSLSession) server.peer().getSession()).getRequestedServerNames());
      server.peer().close();
      assertEquals("", exchange.text());
    }
  }

  @Test
  void sends_what_it_has_and_close_notify_at_the_end() throws Exception {
    try (TlsTestServer server = new TlsTestServer(TestCertificates.issuedBy(AUTHORITY, HOST))) {
      Exchange exchange = connect(HOST, server.port(), trusting(AUTHORITY), "hello");

      SSLSocket peer = server.peer();
      // The end of the socket without close_notify would be an SSLException.
      assertEquals("hello", new String(peer.getInputStream().readAllBytes(), UTF_8));
      peer.close();
      assertEquals("", exchange.text());
    }
  }

  @Test
  void end_without_close_notify_is_a_failure() throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Exchange> exchange =
          CompletableFuture.supplyAsync(
              () -> connectUnchecked(HOST, listening.getLocalPort(), trusting(AUTHORITY)));
      try (Socket socket = listening.accept()) {
        SSLSocket peer =
            TlsTestServer.over(TestCertificates.issuedBy(AUTHORITY, HOST).serverContext(), socket);
        peer.startHandshake();
        peer.getOutputStream().write("welc".getBytes(UTF_8));
        socket.shutdownOutput();

        ExecutionException failure =
            assertThrows(
                ExecutionException.class,
                () -> exchange.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS).text());
        assertEquals("the connection was cut off", ConnectionErrorMessages.describe(failure));
      }
    }
  }

  static Stream<Arguments> refused() {
    Instant now = Instant.now();
    Instant past = now.minus(Duration.ofDays(100));
    Identity stranger = TestCertificates.authority("a stranger");
    return Stream.of(
        Arguments.of(TestCertificates.selfSigned(HOST), "it is self-signed"),
        Arguments.of(
            TestCertificates.issuedBy(stranger, HOST), "its issuer is not known (CN=a stranger)"),
        Arguments.of(
            TestCertificates.issuedBy(AUTHORITY, "www.example", "127.0.0.2"),
            "it is for www.example, 127.0.0.2, and not for " + HOST),
        Arguments.of(
            TestCertificates.issuedBy(AUTHORITY, past, now.minus(Duration.ofDays(10)), HOST),
            "it expired on " + LocalDate.ofInstant(now.minus(Duration.ofDays(10)), ZoneOffset.UTC)),
        Arguments.of(
            TestCertificates.issuedBy(
                AUTHORITY, now.plus(Duration.ofDays(10)), now.plus(Duration.ofDays(20)), HOST),
            "it is not valid before "
                + LocalDate.ofInstant(now.plus(Duration.ofDays(10)), ZoneOffset.UTC)));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refuses_certificate_that_is_not_trusted_with_its_fingerprint(
      Identity identity, String reason) throws Exception {
    try (TlsTestServer server = new TlsTestServer(identity)) {
      ConnectionFailedException failure = failure(HOST, server.port(), trusting(AUTHORITY));

      assertEquals(
          "its certificate is not trusted: "
              + reason
              + "; --fingerprint "
              + identity.fingerprint()
              + " accepts it",
          ConnectionErrorMessages.describe(failure));
      RefusedCertificateException refused = RefusedCertificateException.in(failure).orElseThrow();
      assertEquals(Optional.of(reason), refused.distrust());
      assertEquals(identity.fingerprint(), refused.certificate().fingerprint());
      assertThrows(ExecutionException.class, server::peer);
    }
  }

  @Test
  void certificate_cannot_write_control_characters_to_the_terminal() throws Exception {
    Identity identity = TestCertificates.selfSigned("chat\u001b[2J.example");
    try (TlsTestServer server = new TlsTestServer(identity)) {
      ConnectionFailedException failure = failure(HOST, server.port(), trusting(AUTHORITY));

      String subject =
          RefusedCertificateException.in(failure).orElseThrow().certificate().subject();
      assertTrue(subject.chars().noneMatch(Character::isISOControl), subject);
    }
  }

  @Test
  void accepts_known_certificate_whatever_it_says() throws Exception {
    Instant past = Instant.now().minus(Duration.ofDays(100));
    Identity identity =
        TestCertificates.selfSigned(past, past.plus(Duration.ofDays(1)), "www.example");
    try (TlsTestServer server = new TlsTestServer(identity)) {
      Exchange exchange = connect(HOST, server.port(), knowing(identity.fingerprint()));

      server.peer().close();
      assertEquals("", exchange.text());
    }
  }

  @Test
  void accepts_certificate_of_authority_in_place_of_known_one() throws Exception {
    try (TlsTestServer server = new TlsTestServer(TestCertificates.issuedBy(AUTHORITY, HOST))) {
      Exchange exchange =
          connect(HOST, server.port(), knowing(TestCertificates.selfSigned(HOST).fingerprint()));

      server.peer().close();
      assertEquals("", exchange.text());
    }
  }

  @Test
  void refuses_changed_certificate_with_both_fingerprints_and_the_place() throws Exception {
    Fingerprint known = TestCertificates.selfSigned(HOST).fingerprint();
    Identity identity = TestCertificates.selfSigned(HOST);
    try (TlsTestServer server = new TlsTestServer(identity)) {
      ConnectionFailedException failure = failure(HOST, server.port(), knowing(known));

      assertEquals(
          "its certificate has changed: somebody may be intercepting the connection",
          ConnectionErrorMessages.describe(failure));
      RefusedCertificateException refused = RefusedCertificateException.in(failure).orElseThrow();
      assertEquals(Optional.empty(), refused.distrust());
      assertEquals(
          "the known certificate is " + known + " (line 3 of known_servers)",
          refused.details().get(0));
      assertTrue(
          refused.details().get(1).startsWith("the certificate is now " + identity.fingerprint()));
      assertTrue(
          refused
              .details()
              .get(2)
              .endsWith(
                  "remove line 3 of known_servers, or accept it with --fingerprint "
                      + identity.fingerprint()));
    }
  }

  @Test
  void accepts_exactly_the_certificate_with_the_given_fingerprint() throws Exception {
    Identity identity = TestCertificates.selfSigned("www.example");
    try (TlsTestServer server = new TlsTestServer(identity)) {
      Exchange exchange =
          connect(HOST, server.port(), new CertificateTrust.Exactly(identity.fingerprint()));

      server.peer().close();
      assertEquals("", exchange.text());
    }
  }

  @Test
  void load_test_accepts_any_certificate() throws Exception {
    try (TlsTestServer server = new TlsTestServer(TestCertificates.selfSigned("www.example"))) {
      Exchange exchange = connect(HOST, server.port(), new CertificateTrust.Anything());

      server.peer().close();
      assertEquals("", exchange.text());
    }
  }

  @Test
  void given_fingerprint_refuses_every_other_certificate() throws Exception {
    Identity trusted = TestCertificates.issuedBy(AUTHORITY, HOST);
    Fingerprint given = TestCertificates.selfSigned(HOST).fingerprint();
    try (TlsTestServer server = new TlsTestServer(trusted)) {
      ConnectionFailedException failure =
          failure(HOST, server.port(), new CertificateTrust.Exactly(given));

      assertEquals(
          "its certificate is "
              + trusted.fingerprint()
              + ", and --fingerprint accepts only "
              + given,
          ConnectionErrorMessages.describe(failure));
    }
  }

  static Stream<Arguments> clearAnswers() {
    return Stream.of(
        Arguments.of(
            "Please enter your username:",
            "it does not answer with TLS; without --tls it may work"),
        Arguments.of(
            "\u0000\u0010{\"type\":\"error\"}",
            "it does not answer with TLS; without --tls it may work"),
        Arguments.of(
            "", "it closed the connection during the TLS handshake; without --tls it may work"),
        Arguments.of(
            "\u0015\u0003\u0003\u0000\u0002\u0002F", // alert protocol_version
            "it has no version of TLS in common with this client (TLSv1.3, TLSv1.2)"),
        Arguments.of(
            "\u0015\u0003\u0003\u0000\u0002\u0002(", // alert handshake_failure
            "it has no cipher suite of TLS in common with this client, or wants a certificate of"
                + " the client"));
  }

  @ParameterizedTest
  @MethodSource("clearAnswers")
  void says_in_one_sentence_why_there_is_no_tls(String answer, String reason) throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<ConnectionFailedException> failure =
          CompletableFuture.supplyAsync(
              () -> failure(HOST, listening.getLocalPort(), trusting(AUTHORITY)));
      try (Socket peer = listening.accept()) {
        int ignored = peer.getInputStream().read();
        peer.getOutputStream().write(answer.getBytes(ISO_8859_1));
        peer.shutdownOutput();

        assertEquals(
            reason,
            ConnectionErrorMessages.describe(failure.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS)));
      }
    }
  }

  @Test
  void silent_server_ends_the_handshake_in_time() throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ConnectionFailedException failure =
          failure(
              connector(trusting(AUTHORITY), Duration.ofMillis(200)),
              HOST,
              listening.getLocalPort());

      assertEquals(
          "it does not answer with TLS; without --tls it may work",
          ConnectionErrorMessages.describe(failure));
      try (Socket peer = listening.accept()) {
        readUntilEnd(peer); // the client has closed it
      }
    }
  }

  private static void readUntilEnd(Socket peer) {
    try {
      peer.setSoTimeout((int) TIMEOUT.toMillis());
      byte[] ignored = peer.getInputStream().readAllBytes();
    } catch (java.net.SocketTimeoutException e) {
      throw new AssertionError(e);
    } catch (IOException reset) {
      // closed, too
    }
  }

  private static CertificateTrust trusting(Identity authority) {
    return new CertificateTrust.Authorities(
        CertificateTrust.authorities(TestCertificates.trustStore(authority)), Optional.empty());
  }

  private static CertificateTrust knowing(Fingerprint known) {
    return new CertificateTrust.Authorities(
        CertificateTrust.authorities(TestCertificates.trustStore(AUTHORITY)),
        Optional.of(new KnownCertificate(known, "line 3 of known_servers")));
  }

  private static Connector connector(CertificateTrust trust, Duration timeout) {
    return new Connector(
        kit.system(),
        timeout,
        host -> new InetAddress[] {InetAddress.getLoopbackAddress()},
        Optional.of(trust));
  }

  /** Connects and sends nothing until the server ends. */
  private static Exchange connect(String host, int port, CertificateTrust trust) throws Exception {
    return connect(connector(trust, TIMEOUT), host, port, Source.maybe());
  }

  private static Exchange connect(String host, int port, CertificateTrust trust, String text)
      throws Exception {
    return connect(
        connector(trust, TIMEOUT), host, port, Source.single(ByteString.fromString(text)));
  }

  private static Exchange connectUnchecked(String host, int port, CertificateTrust trust) {
    try {
      return connect(host, port, trust);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Exchange connect(
      Connector connector, String host, int port, Source<ByteString, ?> sent)
      throws ConnectionFailedException {
    return connector.connect(host, port, socket -> run(socket, sent));
  }

  private static CompletionStage<Exchange> run(
      Flow<ByteString, ByteString, CompletionStage<Tcp.OutgoingConnection>> socket,
      Source<ByteString, ?> sent) {
    var handles =
        sent.viaMat(socket, Keep.right())
            .toMat(Sink.fold(ByteString.emptyByteString(), ByteString::concat), Keep.both())
            .run(kit.system());
    return handles.first().thenApply(connected -> new Exchange(handles.second()));
  }

  private static ConnectionFailedException failure(String host, int port, CertificateTrust trust) {
    return failure(connector(trust, TIMEOUT), host, port);
  }

  private static ConnectionFailedException failure(Connector connector, String host, int port) {
    return assertThrows(
        ConnectionFailedException.class, () -> connect(connector, host, port, Source.maybe()));
  }
}
