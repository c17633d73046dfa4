package io.parley.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import io.parley.RawBeejClient;
import io.parley.TestServers;
import io.parley.server.ParleyServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client in a terminal of ISO 8859-1. */
@Timeout(120)
class LatinTerminalTest {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"--color=never", "--plain", "--format=text"})
  void keys_and_output_are_in_the_charset_of_the_locale(String option) throws Exception {
    try (ParleyServer server = TestServers.startBeej(Map.of("parley.history.url", "none"));
        RawBeejClient zoe = RawBeejClient.joined(server, "Zoë")) {
      PtyProcess client = start(option, server);
      try {
        awaitText(client, "pat has joined");
        zoe.expectJoin("pat");
        client.getOutputStream().write("Grüße\r".getBytes(ISO_8859_1));
        client.getOutputStream().flush();
        zoe.expectChat("pat", "Grüße");
        zoe.chat("Servus, 你");
        awaitText(client, "Zoë: Servus, ?");
      } finally {
        client.destroyForcibly();
      }
    }
  }

  private PtyProcess start(String option, ParleyServer server) throws Exception {
    Map<String, String> environment = new HashMap<>(System.getenv());
    LatinLocale.compile(folder).addTo(environment);
    environment.put("TERM", "xterm");
    String[] command = {
      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
      "-XX:TieredStopAtLevel=1",
      "-Dsun.misc.unsafe.memory.access=allow",
      "--enable-native-access=ALL-UNNAMED",
      "-cp",
      System.getProperty("java.class.path"),
      "io.parley.cli.Main",
      "client",
      option,
      "pat",
      "127.0.0.1",
      String.valueOf(TestServers.port(server))
    };
    return new PtyProcessBuilder(command)
        .setEnvironment(environment)
        .setInitialColumns(80)
        .setInitialRows(24)
        .start();
  }

  private void awaitText(PtyProcess client, String text) throws IOException {
    while (!shown.toString(ISO_8859_1).contains(text)) {
      byte[] bytes = new byte[1024];
      int length = client.getInputStream().read(bytes);
      assertTrue(length >= 0, () -> "the program has ended after: " + shown.toString(ISO_8859_1));
      shown.write(bytes, 0, length);
    }
  }
}
