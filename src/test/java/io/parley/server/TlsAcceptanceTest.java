package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import io.parley.RawBeejClient;
import io.parley.TestServers;
import io.parley.history.factory.MessageStoreFactory;
import io.parley.tls.CertificateFiles;
import io.parley.tls.ServerCertificate;
import io.parley.tls.ServerIdentity;
import io.parley.tls.TestCertificates;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS between a server and the JDK's TLS client. */
class TlsAcceptanceTest {
  private static final int DEADLINE_MILLIS = 60_000;
  private static final int MAX_ATTEMPTS = 2000;

  @TempDir Path folder;

  private CertificateFiles files;

  @BeforeEach
  void writeCertificate() throws IOException {
    files = TestCertificates.write(folder, "first");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void chats_over_each_version_with_a_client_without_tls(String version) throws Exception {
    try (ParleyServer server = start(Map.of());
        RawBeejClient clear = clearBeej(server, "clear");
        RawBeejClient encrypted = beej(server, version)) {
      encrypted.hello("encrypted");
      encrypted.expectJoin("encrypted");
      clear.expectJoin("encrypted");
      clear.chat("from clear");
      clear.expectChat("clear", "from clear");
      encrypted.expectChat("clear", "from clear");
      encrypted.chat("from encrypted");
      clear.expectChat("encrypted", "from encrypted");
      String large = "x".repeat(4096);
      for (int i = 0; i < 8; i++) { // more than one record in a batch
        clear.chat(large);
      }
      encrypted.expectChat("encrypted", "from encrypted");
      for (int i = 0; i < 8; i++) {
        encrypted.expectChat("clear", large);
      }
      assertEquals(version, ((SSLSocket) encrypted.socket()).getSession().getProtocol());
    }
  }

  @Test
  void speaks_a_dialect_without_frames_in_which_the_server_speaks_first() throws Exception {
    try (ParleyServer server = start(Map.of());
        SSLSocket prompt = connect(server, "prompt", "TLSv1.3")) {
      assertTrue(prompt.getInputStream().read() > 0, "the server asks for a nickname");
      prompt.getOutputStream().write("pat\n".getBytes(StandardCharsets.UTF_8));
      String answer = readUntil(prompt.getInputStream(), "pat");
      assertTrue(answer.contains("pat"), answer);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "TLSv1.1, TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
    "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
    "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384"
  })
  void refuses_old_versions_and_suites_with_an_alert(String version, String suite)
      throws Exception {
    try (ParleyServer server = start(Map.of());
        RawBeejClient present = beej(server, "TLSv1.3");
        LogCapture log = LogCapture.start("io.parley.connection");
        Socket socket = clear(server, "beej over TLS")) {
      byte[] alert = exchange(socket, hello(version, suite));
      assertEquals(21, alert[0], "an alert");
      assertEquals(2, alert[5], "is fatal");
      log.await("left: connection lost (TLS: "); // and the reason
      present.hello("present"); // the server goes on
      present.expectJoin("present");
    }
  }

  @Test
  void goodbye_is_answered_and_the_end_has_a_close_notify() throws Exception {
    ParleyServer server = start(Map.of("parley.limits.drain-timeout", "2 s"));
    RawBeejClient client = beej(server, "TLSv1.3");
    client.hello("pat");
    client.expectJoin("pat");

    server.close();
    // The socket throws at an end without close_notify.
    RawBeejClient.assertRefusal("SERVER_CLOSING", client.readToEnd().get(0));
    client.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void all_that_waits_is_sent_before_the_close_notify(String version) throws Exception {
    ParleyServer server = start(Map.of("parley.limits.drain-timeout", "60 s"));
    RawBeejClient speaker = beej(server, version);
    RawBeejClient reader = beej(server, version);
    reader.hello("reader");
    reader.expectJoin("reader");
    speaker.hello("speaker");
    speaker.expectJoin("speaker");
    String text = "x".repeat(4000);
    int texts = 400;
    for (int i = 0; i < texts; i++) {
      speaker.chat(text);
      speaker.expectChat("speaker", text);
    }
    CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);

    List<JsonNode> packets = reader.readToEnd();
    assertEquals(1 + texts + 1, packets.size());
    RawBeejClient.assertRefusal("SERVER_CLOSING", packets.get(texts + 1));
    RawBeejClient.assertRefusal("SERVER_CLOSING", speaker.readToEnd().get(0));
    reader.close();
    speaker.close();
    closing.get(60, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void close_notify_of_a_client_is_an_end_of_input_and_is_answered(String version)
      throws Exception {
    try (ParleyServer server = start(Map.of());
        RawBeejClient witness = clearBeej(server, "witness");
        RawBeejClient client = beej(server, version)) {
      client.hello("pat");
      client.expectJoin("pat");
      witness.expectJoin("pat");
      client.halfClose();
      witness.expectLeave("pat");
      client.readToEnd(); // throws at an end without close_notify
    }
  }

  @Test
  void client_of_tls_1_3_gets_what_it_asked_for_before_its_close_notify() throws Exception {
    try (ParleyServer server = start(Map.of());
        RawBeejClient client = beej(server, "TLSv1.3")) {
      client.hello("pat");
      client.chat("last words");
      client.halfClose();
      client.expectJoin("pat");
      client.expectChat("pat", "last words");
    }
  }

  @Test
  void stream_without_close_notify_is_a_broken_connection() throws Exception {
    try (ParleyServer server = start(Map.of());
        RawBeejClient witness = clearBeej(server, "witness");
        Socket transport = clear(server, "beej over TLS")) {
      SSLSocket socket = (SSLSocket) layered(transport, "TLSv1.3");
      RawBeejClient client = new RawBeejClient(socket);
      client.hello("pat");
      witness.expectJoin("pat");
      try (LogCapture log = LogCapture.start("io.parley.connection")) {
        transport.shutdownOutput();
        witness.expectLeave("pat");
        log.await(
            "pat left: connection lost (TLS: the peer's stream is cut short: no close_notify)");
      }
    }
  }

  @Test
  void handshake_that_never_comes_ends_at_its_deadline() throws Exception {
    try (ParleyServer server = start(Map.of("parley.tls.handshake-timeout", "50 ms"));
        Socket silent = clear(server, "beej over TLS")) {
      silent.getInputStream().readAllBytes(); // to the end
    }
  }

  @Test
  void half_a_handshake_ends_at_its_deadline() throws Exception {
    try (ParleyServer server = start(Map.of("parley.tls.handshake-timeout", "100 ms"));
        Socket half = clear(server, "beej over TLS")) {
      byte[] hello = hello("TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");
      half.getOutputStream().write(hello, 0, hello.length / 2);
      half.getInputStream().readAllBytes(); // to the end
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET / HTTP/1.1\r\n\r\n", "{\"type\":\"hello\"}", "hello\n"})
  void clear_bytes_on_a_tls_port_are_told_so(String bytes) throws Exception {
    try (ParleyServer server = start(Map.of());
        Socket socket = clear(server, "beej over TLS")) {
      assertEquals(
          "This port speaks TLS: connect with TLS 1.2 or 1.3, and then speak its dialect.\n",
          new String(
              exchange(socket, bytes.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"beej", "login", "nickname", "notification", "plain", "prompt", "whisper"})
  void hello_on_a_clear_port_gets_an_alert(String dialect) throws Exception {
    try (ParleyServer server = TestServers.startAllDialects(Map.of());
        Socket transport =
            new Socket(InetAddress.getLoopbackAddress(), TestServers.port(server, dialect))) {
      transport.setSoTimeout(DEADLINE_MILLIS);
      if (List.of("beej", "login", "plain").contains(dialect)) { // others: the server speaks first
        SSLException refused =
            assertThrows(SSLException.class, () -> layered(transport, "TLSv1.3"));
        assertTrue(refused.getMessage().contains("unexpected_message"), refused.getMessage());
      } else {
        byte[] answer =
            exchange(transport, hello("TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"));
        byte[] alert = {21, 3, 1, 0, 2, 2, 10};
        assertArrayEquals(alert, Arrays.copyOfRange(answer, answer.length - 7, answer.length));
      }
    }
  }

  @Test
  void new_certificate_is_for_new_connections_and_none_is_lost() throws Exception {
    try (ParleyServer server = start(Map.of("parley.tls.check-interval", "20 ms"))) {
      List<RawBeejClient> open = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        RawBeejClient client = beej(server, i % 2 == 0 ? "TLSv1.2" : "TLSv1.3");
        client.hello("client" + i);
        client.expectJoin("client" + i);
        open.forEach(RawBeejClient::read); // the join
        open.add(client);
      }
      X509Certificate second = TestCertificates.rewrite(files, "second");
      awaitCertificate(server, second);

      open.get(0).chat("still here");
      for (RawBeejClient client : open) {
        client.expectChat("client0", "still here");
        client.close();
      }
    }
  }

  @Test
  void broken_new_pair_keeps_the_old_one_and_is_logged_once() throws Exception {
    try (ParleyServer server = start(Map.of("parley.tls.check-interval", "20 ms"));
        LogCapture log = LogCapture.start("io.parley.server")) {
      X509Certificate first = certificateOf(server);
      Path key = files.key();
      String good = Files.readString(key);
      replace(key, "broken");
      log.await("The TLS certificate stays as it is: " + key + ": no private key in PEM");
      for (int i = 0; i < 50; i++) { // some checks meanwhile
        assertEquals(first, certificateOf(server));
      }
      assertEquals(1, log.count("stays as it is"));

      replace(key, good);
      X509Certificate second = TestCertificates.rewrite(files, "second");
      awaitCertificate(server, second);
    }
  }

  @Test
  void reload_of_the_settings_reads_the_certificate_at_once() throws Exception {
    Map<String, String> slow = settings(Map.of("parley.tls.check-interval", "1 d"));
    try (ParleyServer server = start(slow)) {
      X509Certificate second = TestCertificates.rewrite(files, "second");
      server.reload(ServerSettings.read(TestServers.config(slow)));
      awaitCertificate(server, second);
    }
  }

  @Test
  void certificate_that_ends_soon_is_a_warning_at_the_start() throws Exception {
    var keys = TestCertificates.ec();
    files.write(
        new ServerIdentity(
            List.of(TestCertificates.selfSigned("short", keys, Duration.ofDays(13))),
            keys.getPrivate()));
    try (LogCapture log = LogCapture.start("io.parley.server");
        ParleyServer server = start(Map.of())) {
      log.await("The TLS certificate ends on ");
      assertEquals(3, server.addresses().size(), "it starts all the same");
    }
  }

  @Test
  void refused_connection_is_told_the_reason_over_tls() throws Exception {
    try (ParleyServer server = start(Map.of("parley.limits.connections", "1"));
        RawBeejClient first = beej(server, "TLSv1.3")) {
      first.hello("first");
      first.expectJoin("first");
      try (RawBeejClient second = beej(server, "TLSv1.3")) {
        second.expectRefusalAndEnd("TOO_MANY_CONNECTIONS");
      }
    }
  }

  @Test
  void slow_consumer_is_disconnected_over_tls() throws Exception {
    try (ParleyServer server =
            start(
                Map.of(
                    "parley.limits.send-queue", "64 KiB", "parley.limits.write-timeout", "30 s"));
        RawBeejClient speaker = beej(server, "TLSv1.3");
        RawBeejClient deaf = beej(server, "TLSv1.3")) {
      deaf.hello("deaf");
      deaf.expectJoin("deaf");
      speaker.hello("speaker");
      speaker.expectJoin("speaker");
      String text = "x".repeat(4000);
      boolean left = false;
      for (int i = 0; i < MAX_ATTEMPTS && !left; i++) {
        speaker.chat(text);
        left = speaker.read().path("type").asText().equals("leave");
      }
      assertTrue(left, "it never left");
    }
  }

  /** At once, so that no check of the server sees an empty file. */
  private void replace(Path file, String text) throws IOException {
    Files.move(
        Files.writeString(folder.resolve("next"), text),
        file,
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private void awaitCertificate(ParleyServer server, X509Certificate expected) throws Exception {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      if (certificateOf(server).equals(expected)) {
        return;
      }
    }
    throw new AssertionError("never served");
  }

  private static X509Certificate certificateOf(ParleyServer server) throws Exception {
    try (SSLSocket socket = connect(server, "beej", "TLSv1.3")) {
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  private Map<String, String> settings(Map<String, String> overrides) {
    Map<String, String> settings = new HashMap<>(overrides);
    settings.put("parley.tls.certificate", files.certificate().toString());
    settings.put("parley.tls.key", files.key().toString());
    return settings;
  }

  /** A server with beej and prompt over TLS, and beej in clear text. */
  private ParleyServer start(Map<String, String> overrides) throws Exception {
    Config config = TestServers.config(settings(overrides));
    ServerSettings settings =
        ServerSettings.read(config)
            .withListeners(
                List.of(
                    new ListenerSettings("beej", "127.0.0.1", 0, true),
                    new ListenerSettings("prompt", "127.0.0.1", 0, true),
                    new ListenerSettings("beej", "127.0.0.1", 0)));
    return ParleyServer.start(
        settings,
        config,
        MessageStoreFactory.open(settings.history()),
        Optional.of(ServerCertificate.open(settings.tls().files())));
  }

  private static RawBeejClient beej(ParleyServer server, String version) throws Exception {
    return new RawBeejClient(connect(server, "beej", version));
  }

  private static RawBeejClient clearBeej(ParleyServer server, String nickname) throws Exception {
    RawBeejClient client = new RawBeejClient(clear(server, "beej"));
    client.hello(nickname);
    client.expectJoin(nickname);
    return client;
  }

  private static SSLSocket connect(ParleyServer server, String dialect, String version)
      throws Exception {
    return (SSLSocket) layered(clear(server, dialect + " over TLS"), version);
  }

  private static Socket layered(Socket transport, String version) throws Exception {
    SSLSocket socket =
        (SSLSocket)
            TestCertificates.trustAll()
                .getSocketFactory()
                .createSocket(transport, "localhost", 0, true);
    socket.setEnabledProtocols(new String[] {version});
    socket.startHandshake();
    return socket;
  }

  /** A socket to the listener whose text begins so. */
  private static Socket clear(ParleyServer server, String listener) throws IOException {
    InetSocketAddress address =
        server.addresses().stream()
            .filter(each -> each.toString().startsWith(listener + " on "))
            .findFirst()
            .orElseThrow()
            .address();
    Socket socket = new Socket(address.getAddress(), address.getPort());
    socket.setSoTimeout(DEADLINE_MILLIS);
    socket.setTcpNoDelay(true);
    return socket;
  }

  /** Writes bytes, and reads to the end. */
  private static byte[] exchange(Socket socket, byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return socket.getInputStream().readAllBytes();
  }

  private static String readUntil(InputStream in, String end) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf(end) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new AssertionError("ended after " + text);
      }
      text.append((char) next);
    }
    return text.toString();
  }

  /** A ClientHello with this version as its highest, and this suite only (RFC 5246, 7.4.1.2). */
  private static byte[] hello(String version, String suite) {
    int minor = version.equals("TLSv1.1") ? 2 : 3;
    int number =
        switch (suite) {
          case "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA" -> 0xC009;
          case "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256" -> 0xC023;
          case "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384" -> 0xC024;
          default -> 0xC02B; // TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256
        };
    // supported_groups: secp256r1; ec_point_formats; signature_algorithms: ecdsa_secp256r1_sha256
    byte[] extensions = {0, 10, 0, 4, 0, 2, 0, 23, 0, 11, 0, 2, 1, 0, 0, 13, 0, 4, 0, 2, 4, 3};
    int body = 2 + 32 + 1 + 2 + 2 + 2 + 2 + extensions.length;
    ByteBuffer hello = ByteBuffer.allocate(9 + body);
    hello.put((byte) 22).put((byte) 3).put((byte) 1).putShort((short) (4 + body));
    hello.put((byte) 1).put((byte) 0).putShort((short) body);
    hello.put((byte) 3).put((byte) minor).put(new byte[32]).put((byte) 0);
    hello.putShort((short) 2).putShort((short) number).put((byte) 1).put((byte) 0);
    hello.putShort((short) extensions.length).put(extensions);
    return hello.array();
  }
}
