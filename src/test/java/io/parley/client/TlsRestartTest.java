package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.TestServers;
import io.parley.server.ParleyServer;
import io.parley.tls.CertificateFiles;
import io.parley.tls.Fingerprint;
import io.parley.tls.TestCertificates;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client in a pseudo-terminal and a server of Parley with TLS, which is restarted. */
class TlsRestartTest {
  @TempDir Path home;
  @TempDir Path folder;
  private ParleyServer server;

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void accepted_certificate_lasts_over_a_restart_and_a_changed_one_is_refused() throws Exception {
    CertificateFiles files = TestCertificates.write(folder, "chat.example");
    Fingerprint first = Fingerprint.of(files.load().certificate());
    server = TestServers.startBeejOverTls(files, 0);
    int port = TestServers.port(server);
    try (PtyClient client =
        PtyClient.start(home, "--tls", "chris", ClientTestKit.HOST, String.valueOf(port))) {
      client.terminal().awaitWritten(first.toString());
      client.terminal().awaitWritten("Accept it now and in the future (yes or no) [no]: ");
      client.type("yes\r");
      client.terminal().awaitBottom("chris>");
      client.type("before\r");
      client.terminal().awaitBottom("chris: before", "chris>");

      restart(files, port);
      client.terminal().awaitWritten("connected to " + ClientTestKit.HOST + ":" + port + " again");
      client.type("after\r");
      client.terminal().awaitBottom("chris: after", "chris>");

      Fingerprint second = Fingerprint.of(TestCertificates.rewrite(files, "chat.example"));
      restart(files, port);
      client.expectExit(1);
      client.terminal().awaitEnd();
      String shown = client.terminal().allOutput();
      for (String part :
          List.of("its certificate has changed", first.toString(), second.toString())) {
        assertTrue(shown.contains(part), () -> part + " is not in " + shown);
      }
    }
  }

  private void restart(CertificateFiles files, int port) {
    server.close();
    server = TestServers.startBeejOverTls(files, port);
  }
}
