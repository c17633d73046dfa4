package io.parley.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.screen.FakeScreen;
import io.parley.client.tls.CertificateTrust;
import io.parley.client.tls.KnownCertificate;
import io.parley.tls.TestCertificates;
import io.parley.tls.TestCertificates.Identity;
import io.parley.tls.TlsTestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A client over TLS: the ends of its connections, and reconnects. */
class ChatClientTlsTest {
  private static final Identity AUTHORITY = TestCertificates.authority("test authority");

  private final Identity identity = TestCertificates.selfSigned("chat.example");
  private final FakeScreen screen = FakeScreen.script();
  @AutoClose private final ClientTestKit testKit = new ClientTestKit();
  @AutoClose private final ScriptedServer server = new ScriptedServer().with(identity);

  /** In beej, closing says goodbye. */
  @Test
  void script_closes_its_side_with_close_notify_when_everything_is_answered() throws Exception {
    try (ClientTestKit.RunningClient client = start()) {
      server.welcome("pat");
      screen.type("hello").endInput();
      assertEquals("{\"type\":\"chat\",\"message\":\"hello\"}", server.readPacket());
      server.send("{\"type\":\"chat\",\"nick\":\"pat\",\"message\":\"hello\"}");

      server.expectEnd(); // without close_notify an SSLException
      server.finish();
      assertEquals(ChatClient.LEFT, client.status());
      assertEquals(List.of("*** pat has joined the chat", "pat: hello"), screen.rest());
    }
  }

  /** Nothing can be received after close_notify, so the server closes first. */
  @Test
  void client_that_says_goodbye_shows_what_comes_until_the_server_closes() throws Exception {
    try (ClientTestKit prompt = new ClientTestKit("prompt");
        TlsTestServer peer = new TlsTestServer(identity);
        ClientTestKit.RunningClient client =
            prompt.start("pat", screen.type("hello").endInput(), peer.port(), knowing(identity))) {
      SSLSocket socket = peer.peer();
      send(socket, "请输入昵称:");
      readUntil(socket, "pat");
      send(socket, "系统消息pat进入了聊天室\n");
      readUntil(socket, "hello");
      readUntil(socket, "quit");
      send(socket, "leslie:last words\n");
      socket.close();

      assertEquals(ChatClient.LEFT, client.status());
      List<String> shown = screen.rest();
      assertTrue(
          shown.stream().anyMatch(line -> line.endsWith("leslie: last words")), shown::toString);
    }
  }

  /** The server does not close after the goodbye. */
  @Test
  void client_that_says_goodbye_closes_its_side_after_the_linger_timeout() throws Exception {
    ClientSettings settings = ClientTestKit.settings(Duration.ofMillis(100));
    try (ClientTestKit prompt = new ClientTestKit("prompt");
        TlsTestServer peer = new TlsTestServer(identity);
        ClientTestKit.RunningClient client =
            prompt.start(
                "pat", screen.type("hello").endInput(), peer.port(), settings, knowing(identity))) {
      SSLSocket socket = peer.peer();
      send(socket, "请输入昵称:");
      readUntil(socket, "pat");
      send(socket, "系统消息pat进入了聊天室\n");
      readUntil(socket, "hello");
      readUntil(socket, "quit");

      assertEquals(-1, socket.getInputStream().read()); // without close_notify an SSLException
      assertEquals(ChatClient.LEFT, client.status());
    }
  }

  @Test
  void end_without_close_notify_is_a_lost_connection() throws Exception {
    try (ClientTestKit.RunningClient client = start()) {
      server.welcome("pat");
      assertEquals("*** pat has joined the chat", screen.next());

      server.truncate();

      screen.expect("parley: the connection to " + server.address() + " was lost");
      server.welcome("pat");
      screen.expect("parley: connected to " + server.address() + " again");
      assertFalse(client.exitStatus().isDone());
    }
  }

  @Test
  void end_with_close_notify_is_a_closed_connection() throws Exception {
    try (ClientTestKit.RunningClient client = start()) {
      server.welcome("pat");
      assertEquals("*** pat has joined the chat", screen.next());

      server.finish();

      screen.expect("parley: " + server.address() + " closed the connection");
      assertFalse(client.exitStatus().isDone());
    }
  }

  @Test
  void reconnects_to_server_with_certificate_of_authority() throws Exception {
    try (ClientTestKit.RunningClient client = start()) {
      server.welcome("pat");
      assertEquals("*** pat has joined the chat", screen.next());
      server.with(TestCertificates.issuedBy(AUTHORITY, ClientTestKit.HOST)).reset();

      server.welcome("pat");

      screen.expect(
          "parley: the connection to " + server.address() + " was lost",
          "parley: connected to " + server.address() + " again");
      assertFalse(client.exitStatus().isDone());
    }
  }

  @Test
  void changed_certificate_ends_the_client_after_a_reconnect() throws Exception {
    Identity changed = TestCertificates.selfSigned("chat.example");
    try (ClientTestKit.RunningClient client = start()) {
      server.welcome("pat");
      assertEquals("*** pat has joined the chat", screen.next());
      server.with(changed).reset();
      server.accept();
      // The alert of the client, or the reset of its end if that comes first.
      IOException refused = assertThrows(IOException.class, server::readPacket);
      assertTrue(refused instanceof SSLException || refused instanceof SocketException);

      assertEquals(ChatClient.LOST, client.status());
      List<String> shown = screen.rest();
      assertEquals("parley: the connection to " + server.address() + " was lost", shown.get(0));
      assertEquals(
          "parley: cannot connect to "
              + server.address()
              + " again: its certificate has changed: somebody may be intercepting the connection",
          shown.get(1));
      assertTrue(shown.get(2).contains(identity.fingerprint().toString()));
      assertTrue(shown.get(3).contains(changed.fingerprint().toString()));
    }
  }

  private ClientTestKit.RunningClient start() {
    return testKit.start("pat", screen, server.port(), knowing(identity));
  }

  private static CertificateTrust knowing(Identity known) {
    return new CertificateTrust.Authorities(
        CertificateTrust.authorities(TestCertificates.trustStore(AUTHORITY)),
        Optional.of(new KnownCertificate(known.fingerprint(), "line 1 of known_servers")));
  }

  private static void send(SSLSocket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(UTF_8));
  }

  private static void readUntil(SSLSocket socket, String text) throws IOException {
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    while (!received.toString(UTF_8).contains(text)) {
      int next = socket.getInputStream().read();
      assertTrue(next >= 0, () -> "the end after " + received.toString(UTF_8));
      received.write(next);
    }
  }
}
