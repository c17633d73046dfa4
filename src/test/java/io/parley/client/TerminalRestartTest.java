package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.TestServers;
import io.parley.server.ParleyServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program, started twice in a pseudo-terminal by the same user. */
class TerminalRestartTest {
  @TempDir Path home;

  @AutoClose private final ParleyServer server = TestServers.startBeej(Map.of());

  @Test
  void second_start_continues_the_first_one() throws Exception {
    try (PtyClient client = start()) {
      client
          .terminal()
          .awaitBottom(
              "*** chris has joined the chat",
              "*** /help names the commands; Tab completes commands and nicknames.",
              "chris>");
      client.type("/ignore bob\r");
      client
          .terminal()
          .awaitBottom("*** Messages of bob are hidden; /unignore shows them again.", "chris>");
      client.type("/join garden\r");
      client.terminal().awaitBottom("*** chris has joined garden", "chris #garden>");
      client.type("/msg chris note to self\r/query chris\r");
      client.terminal().awaitBottom("chris -> chris: note to self", "chris @chris>");
      client.type("/q\r");
      client.expectExit(0);
    }
    try (PtyClient client = start()) {
      client.terminal().awaitBottom("*** chris has joined garden", "chris #garden>");
      client.type("/query CHRIS\r");
      client.terminal().awaitBottom("chris -> chris: note to self", "chris @CHRIS>");
      client.type("/ignore\r");
      client.terminal().awaitBottom("*** Ignored users: bob", "chris @CHRIS>");
      client.type("/q\r");
      client.expectExit(0);
    }

    try (Stream<Path> files = Files.walk(home.resolve("parley/servers"))) {
      assertEquals(
          List.of("chris.jsonl", "ignored.json", "lock", "rooms.json"),
          files
              .filter(Files::isRegularFile)
              .map(file -> file.getFileName().toString())
              .sorted()
              .toList());
    }
  }

  private PtyClient start() throws IOException {
    return PtyClient.start(home, "chris", "127.0.0.1", String.valueOf(TestServers.port(server)));
  }
}
