package io.parley.cli.destination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parley.cli.terminal.FakeUserPrompt;
import io.parley.client.local.KnownServers;
import io.parley.client.tls.CertificateTrust;
import io.parley.client.tls.KnownCertificate;
import io.parley.client.transport.ConnectionFailedException;
import io.parley.client.transport.Connector;
import io.parley.tls.TestCertificates;
import io.parley.tls.TestCertificates.Identity;
import io.parley.tls.TlsTestServer;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The question about the certificate of a server, and its answer. */
class CertificateConfirmationTest {
  private static final String HOST = "127.0.0.1";
  private static final ActorTestKit kit = ActorTestKit.create();
  private static final Identity AUTHORITY = TestCertificates.authority("test authority");

  @TempDir Path home;
  private FakeUserPrompt prompt = new FakeUserPrompt();

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  @ParameterizedTest
  @ValueSource(strings = {"y", "YES"})
  void accepted_certificate_is_remembered(String answer) throws Exception {
    Identity identity = TestCertificates.selfSigned("www.example");
    prompt = new FakeUserPrompt(answer);
    try (TlsTestServer server = new TlsTestServer(identity)) {
      CertificateTrust trust = confirm(server.port());

      assertEquals(
          Optional.of(new KnownCertificate(identity.fingerprint(), "line 1 of " + file())),
          ((CertificateTrust.Authorities) trust).known());
      assertEquals(
          List.of(HOST + ":" + server.port() + " " + identity.fingerprint()),
          Files.readAllLines(file()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "n", "no", "maybe"})
  void every_other_answer_is_no(String answer) throws Exception {
    prompt = new FakeUserPrompt(answer);
    try (TlsTestServer server = new TlsTestServer(TestCertificates.selfSigned(HOST))) {
      assertThrows(ConnectionFailedException.class, () -> confirm(server.port()));
      assertEquals(false, Files.exists(file()));
    }
  }

  @Test
  void known_certificate_is_not_asked_about() throws Exception {
    Identity identity = TestCertificates.selfSigned(HOST);
    try (TlsTestServer server = new TlsTestServer(identity)) {
      new KnownServers(home).remember(HOST, server.port(), identity.fingerprint());

      CertificateTrust trust = confirm(server.port());

      server.peer().close();
      assertEquals(
          Optional.of(identity.fingerprint()),
          ((CertificateTrust.Authorities) trust).known().map(KnownCertificate::fingerprint));
      prompt.assertNotAsked();
    }
  }

  @Test
  void certificate_of_authority_is_neither_asked_about_nor_remembered() throws Exception {
    try (TlsTestServer server = new TlsTestServer(TestCertificates.issuedBy(AUTHORITY, HOST))) {
      CertificateTrust trust = confirm(server.port());

      server.peer().close();
      assertEquals(Optional.empty(), ((CertificateTrust.Authorities) trust).known());
      prompt.assertNotAsked();
      assertEquals(false, Files.exists(file()));
    }
  }

  @Test
  void failure_to_connect_asks_nothing() {
    ConnectionFailedException failure =
        new ConnectionFailedException(HOST, 1, new ConnectException("Connection refused"));

    assertEquals(
        failure,
        assertThrows(
            ConnectionFailedException.class,
            () ->
                confirmation()
                    .confirm(
                        destination(1),
                        Optional.empty(),
                        () -> Optional.of(prompt),
                        trust -> {
                          throw failure;
                        })));
    prompt.assertNotAsked();
  }

  private CertificateTrust confirm(int port) throws Exception {
    return confirmation()
        .confirm(
            destination(port),
            Optional.empty(),
            () -> Optional.of(prompt),
            trust ->
                new Connector(kit.system(), Duration.ofMinutes(2), Optional.of(trust))
                    .probe(HOST, port));
  }

  private CertificateConfirmation confirmation() {
    return new CertificateConfirmation(
        CertificateTrust.authorities(TestCertificates.trustStore(AUTHORITY)),
        new KnownServers(home));
  }

  private static Destination destination(int port) {
    return new Destination("pat", HOST, port, Optional.empty(), List.of(), "beej", true);
  }

  private Path file() {
    return home.resolve("known_servers");
  }
}
