package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parley.tls.TestCertificates;
import io.parley.tls.TestCertificates.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program in a pseudo-terminal, on a server with a certificate that is not known. */
class CertificateQuestionTest {
  private final Identity identity = TestCertificates.selfSigned("chat.example");
  @AutoClose private final ScriptedServer server = new ScriptedServer().with(identity);
  @TempDir Path home;

  @Test
  void asks_before_the_screen_and_chats_after_yes() throws Exception {
    try (PtyClient client =
        PtyClient.start(
            home, "--tls", "chris", ClientTestKit.HOST, String.valueOf(server.port()))) {
      server.accept();
      assertThrows(IOException.class, server::readPacket); // the client looks at the certificate
      client.terminal().awaitWritten(identity.fingerprint().toString());
      client.terminal().awaitWritten("Accept it now and in the future (yes or no) [no]: ");
      client.type("yes\r");

      server.welcome("chris");
      client
          .terminal()
          .awaitBottom(
              "*** chris has joined the chat",
              "*** /help names the commands; Tab completes commands and nicknames.",
              "chris>");
      assertEquals(
          List.of(server.address() + " " + identity.fingerprint()),
          Files.readAllLines(home.resolve("parley/known_servers")));
      client.typeCtrlD();
      server.expectEnd();
      server.finish();
      client.expectExit(0);
    }
  }
}
