package io.parley.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.TestServers;
import io.parley.server.ParleyServer;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.impl.jni.JniNativePty;
import org.jline.terminal.impl.jni.JniTerminalProvider;
import org.jline.terminal.spi.Pty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client whose terminal disappears. It is no controlling terminal, so there is no SIGHUP. */
@Timeout(120)
class DeadTerminalTest {

  @ParameterizedTest
  @ValueSource(strings = {"--color=never", "--plain"})
  void client_ends_when_its_terminal_is_gone(String option) throws Exception {
    try (ParleyServer server = TestServers.startBeej(Map.of("parley.history.url", "none"))) {
      String port = String.valueOf(TestServers.port(server));
      assertEndsAfter("pat has joined", "client", option, "pat", "127.0.0.1", port);
    }
  }

  @Test
  void client_that_asks_a_question_ends_when_its_terminal_is_gone() throws Exception {
    assertEndsAfter("Server", "client");
  }

  @Test
  void error_that_ends_the_main_thread_is_a_failure() {
    assertEquals(
        1,
        Main.statusOf(
            () -> {
              throw new AssertionError("broken");
            }));
    assertEquals(7, Main.statusOf(() -> 7));
  }

  /** Starts the program in a terminal, and closes the terminal when a text has been shown. */
  private static void assertEndsAfter(String text, String... arguments) throws Exception {
    Process client;
    try (Pty terminal = new JniTerminalProvider().open(new Attributes(), new Size(80, 24))) {
      client = start(new File(((JniNativePty) terminal).getName()), arguments);
      awaitText(terminal.getMasterInput(), text);
    }
    try {
      assertTrue(client.waitFor(60, TimeUnit.SECONDS), "the process is alive without a terminal");
    } finally {
      client.destroyForcibly();
    }
  }

  private static Process start(File terminal, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.parley.cli.Main"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("TERM", "xterm");
    return builder.redirectInput(terminal).redirectOutput(terminal).redirectError(terminal).start();
  }

  private static void awaitText(InputStream output, String text) throws IOException {
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    while (!shown.toString(UTF_8).contains(text)) {
      int b = output.read();
      assertTrue(b >= 0, () -> "the program has ended after: " + shown.toString(UTF_8));
      shown.write(b);
    }
  }
}
