package io.parley.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import io.parley.client.screen.FakeScreen;
import io.parley.client.terminal.EmulatedTerminal;
import io.parley.tls.TestIdentities;
import io.parley.tls.TestIdentities.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program in a pseudo-terminal, on a server with a certificate that is not known. */
class CertificateQuestionTest {
  private static final String CTRL_D = "\u0004";

  private final Identity identity = TestIdentities.selfSigned("chat.example");
  private final EmulatedTerminal terminal = new EmulatedTerminal();
  @AutoClose private final ScriptedServer server = new ScriptedServer().with(identity);
  @TempDir Path home;
  private PtyProcess client;

  @AfterEach
  void close() {
    client.destroyForcibly();
  }

  @Test
  void asks_before_the_screen_and_chats_after_yes() throws Exception {
    client = startClient();
    server.accept();
    assertThrows(IOException.class, server::readPacket); // the client looks at the certificate
    terminal.awaitWritten(identity.fingerprint().toString());
    terminal.awaitWritten("Accept it now and in the future (yes or no) [no]: ");
    type("yes\r");

    server.welcome("chris");
    terminal.awaitBottom(
        "*** chris has joined the chat",
        "*** /help names the commands; Tab completes commands and nicknames.",
        "chris>");
    assertEquals(
        List.of(server.address() + " " + identity.fingerprint()),
        Files.readAllLines(home.resolve("parley/known_servers")));
    type(CTRL_D);
    server.expectEnd();
    server.finish();
    assertTrue(client.waitFor(FakeScreen.DEADLINE_SECONDS, TimeUnit.SECONDS));
    assertEquals(0, client.exitValue());
  }

  private PtyProcess startClient() throws IOException {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("TERM", "xterm");
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("XDG_CONFIG_HOME", home.toString());
    environment.put("XDG_STATE_HOME", home.toString());
    String[] command = {
      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
      "-XX:TieredStopAtLevel=1",
      "-Dsun.misc.unsafe.memory.access=allow", // or else newer Java versions print a warning
      "--enable-native-access=ALL-UNNAMED",
      "-cp",
      System.getProperty("java.class.path"),
      "io.parley.cli.Main",
      "client",
      "--tls",
      "chris",
      ClientTestKit.HOST,
      String.valueOf(server.port())
    };
    PtyProcess process =
        new PtyProcessBuilder(command)
            .setEnvironment(environment)
            .setInitialColumns(EmulatedTerminal.COLUMNS)
            .setInitialRows(EmulatedTerminal.ROWS)
            .start();
    terminal.readFrom(process.getInputStream());
    return process;
  }

  private void type(String keys) throws IOException {
    client.getOutputStream().write(keys.getBytes(UTF_8));
    client.getOutputStream().flush();
  }
}
