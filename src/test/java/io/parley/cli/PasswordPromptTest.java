package io.parley.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import io.parley.client.terminal.EmulatedTerminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code parley accounts} in a pseudo-terminal of the operating system. */
@Timeout(180)
class PasswordPromptTest {
  private static final String SECRET = "correct horse";
  private static final String CTRL_C = "\u0003";

  @TempDir Path folder;

  private final EmulatedTerminal terminal = new EmulatedTerminal();
  private PtyProcess process;

  @AfterEach
  void end() {
    process.destroyForcibly();
  }

  @Test
  void password_is_asked_for_and_not_shown() throws Exception {
    process = start("accounts", "add", "pat");
    terminal.awaitWritten("Password of pat: ");
    type(SECRET + "\r");
    terminal.awaitWritten("The same again: ");
    type(SECRET + "\r");

    terminal.awaitWritten("parley: account pat added (member)");
    assertTrue(process.waitFor(120, TimeUnit.SECONDS));
    terminal.awaitEnd();
    assertEquals(0, process.exitValue());
    String everything = terminal.allOutput();
    assertFalse(everything.contains("horse") || everything.contains("*"), everything);
  }

  @Test
  void ctrl_c_changes_nothing() throws Exception {
    process = start("accounts", "add", "pat");
    terminal.awaitWritten("Password of pat: ");
    type(SECRET + CTRL_C);

    terminal.awaitWritten("parley: nothing was changed: cancelled");
    assertTrue(process.waitFor(120, TimeUnit.SECONDS));
    assertEquals(130, process.exitValue());
    assertFalse(terminal.allOutput().contains("horse"));
  }

  private PtyProcess start(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dsun.misc.unsafe.memory.access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "io.parley.cli.Main"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--data", folder.toString()));
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("TERM", "xterm");
    environment.put("LC_ALL", "C.UTF-8");
    environment.remove("PARLEY_HISTORY_URL");
    PtyProcess started =
        new PtyProcessBuilder(command.toArray(String[]::new))
            .setEnvironment(environment)
            .setInitialColumns(EmulatedTerminal.COLUMNS)
            .setInitialRows(EmulatedTerminal.ROWS)
            .start();
    terminal.readFrom(started.getInputStream());
    return started;
  }

  private void type(String keys) throws IOException {
    process.getOutputStream().write(keys.getBytes(UTF_8));
    process.getOutputStream().flush();
  }
}
