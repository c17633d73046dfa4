package io.parley.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import io.parley.TestServers;
import io.parley.client.terminal.EmulatedTerminal;
import io.parley.server.ParleyServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program, started twice in a pseudo-terminal by the same user. */
class TerminalRestartTest {
  @TempDir Path home;

  @AutoClose private final ParleyServer server = TestServers.startBeej(Map.of());
  private final List<PtyProcess> started = new ArrayList<>();

  @AfterEach
  void close() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void second_start_continues_the_first_one() throws Exception {
    EmulatedTerminal first = new EmulatedTerminal();
    PtyProcess client = start(first);
    first.awaitBottom(
        "*** chris has joined the chat",
        "*** /help names the commands; Tab completes commands and nicknames.",
        "chris>");
    type(client, "/ignore bob\r");
    first.awaitBottom("*** Messages of bob are hidden; /unignore shows them again.", "chris>");
    type(client, "/join garden\r");
    first.awaitBottom("*** chris has joined garden", "chris #garden>");
    type(client, "/msg chris note to self\r/query chris\r");
    first.awaitBottom("chris -> chris: note to self", "chris @chris>");
    type(client, "/q\r");
    assertTrue(client.waitFor(2, TimeUnit.MINUTES));

    EmulatedTerminal second = new EmulatedTerminal();
    client = start(second);
    second.awaitBottom("*** chris has joined garden", "chris #garden>");
    type(client, "/query CHRIS\r");
    second.awaitBottom("chris -> chris: note to self", "chris @CHRIS>");
    type(client, "/ignore\r");
    second.awaitBottom("*** Ignored users: bob", "chris @CHRIS>");
    type(client, "/q\r");
    assertTrue(client.waitFor(2, TimeUnit.MINUTES));

    try (Stream<Path> files = Files.walk(home.resolve("state/parley/servers"))) {
      assertEquals(
          List.of("chris.jsonl", "ignored.json", "lock", "rooms.json"),
          files
              .filter(Files::isRegularFile)
              .map(file -> file.getFileName().toString())
              .sorted()
              .toList());
    }
  }

  private PtyProcess start(EmulatedTerminal terminal) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Dsun.misc.unsafe.memory.access=allow", // or else newer Java versions print a warning
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "io.parley.cli.Main",
            "client",
            "chris",
            "127.0.0.1",
            String.valueOf(server.addresses().get(0).address().getPort()));
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("TERM", "xterm");
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("XDG_STATE_HOME", home.resolve("state").toString());
    environment.put("XDG_CONFIG_HOME", home.resolve("config").toString());
    PtyProcess process =
        new PtyProcessBuilder(command.toArray(String[]::new))
            .setEnvironment(environment)
            .setInitialColumns(EmulatedTerminal.COLUMNS)
            .setInitialRows(EmulatedTerminal.ROWS)
            .start();
    started.add(process);
    terminal.readFrom(process.getInputStream());
    return process;
  }

  private static void type(PtyProcess process, String keys) throws IOException {
    process.getOutputStream().write(keys.getBytes(UTF_8));
    process.getOutputStream().flush();
  }
}
