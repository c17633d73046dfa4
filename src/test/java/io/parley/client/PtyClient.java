package io.parley.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.pty4j.WinSize;
import io.parley.client.screen.FakeScreen;
import io.parley.client.terminal.EmulatedTerminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code parley client} in a process and a pseudo-terminal of its own. */
final class PtyClient implements AutoCloseable {
  private static final String CTRL_D = "\u0004";

  private final EmulatedTerminal terminal = new EmulatedTerminal();
  private final PtyProcess process;

  private PtyClient(Path home, List<String> command) throws IOException {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("TERM", "xterm");
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("XDG_CONFIG_HOME", home.toString());
    environment.put("XDG_STATE_HOME", home.toString());
    process =
        new PtyProcessBuilder(command.toArray(String[]::new))
            .setEnvironment(environment)
            .setInitialColumns(EmulatedTerminal.COLUMNS)
            .setInitialRows(EmulatedTerminal.ROWS)
            .start();
    terminal.readFrom(process.getInputStream());
  }

  /**
   * Starts the client.
   *
   * @param home the folder of its configuration and state
   */
  static PtyClient start(Path home, String... arguments) throws IOException {
    return new PtyClient(home, command(List.of(), arguments));
  }

  /** Starts the client in a shell, whose arguments are the command. */
  static PtyClient startInShell(Path home, String script, String... arguments) throws IOException {
    return new PtyClient(home, command(List.of("sh", "-c", script, "sh"), arguments));
  }

  private static List<String> command(List<String> before, String... arguments) {
    List<String> command = new ArrayList<>(before);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Dsun.misc.unsafe.memory.access=allow", // or else newer Java versions print a warning
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "io.parley.cli.Main",
            "client"));
    command.addAll(List.of(arguments));
    return command;
  }

  EmulatedTerminal terminal() {
    return terminal;
  }

  void type(String keys) throws IOException {
    process.getOutputStream().write(keys.getBytes(UTF_8));
    process.getOutputStream().flush();
  }

  /** The end of the input. */
  void typeCtrlD() throws IOException {
    type(CTRL_D);
  }

  /** Changes the size of the terminal. */
  void resize(int columns, int rows) {
    terminal.resize(columns, rows);
    process.setWinSize(new WinSize(columns, rows));
  }

  /** The command lines of the process and its descendants, as {@code ps} shows them. */
  List<String> commandLines() {
    return ProcessHandle.of(process.pid()).stream()
        .flatMap(started -> Stream.concat(Stream.of(started), started.descendants()))
        .flatMap(each -> each.info().commandLine().stream())
        .toList();
  }

  /** Waits for the end of the process. */
  void expectExit(int status) throws InterruptedException {
    assertTrue(process.waitFor(FakeScreen.DEADLINE_SECONDS, TimeUnit.SECONDS));
    assertEquals(status, process.exitValue());
  }

  @Override
  public void close() {
    ProcessHandle.of(process.pid()).stream()
        .flatMap(ProcessHandle::descendants)
        .forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
