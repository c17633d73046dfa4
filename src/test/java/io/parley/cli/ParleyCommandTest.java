package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.cli.option.ExitStatus;
import io.parley.dialect.Dialects;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exit status, standard output and standard error of command lines. */
class ParleyCommandTest {
  @TempDir Path folder;

  @Test
  void help_lists_the_commands_and_their_parameters() {
    CommandLineRun parley = CommandLineRun.run("--help");
    assertEquals(0, parley.status());
    assertEquals(List.of(), parley.err());
    assertTrue(parley.out().contains("  client       Chat on a server."), parley.out().toString());
    assertTrue(parley.out().stream().noneMatch(line -> line.contains("warm-up")));

    CommandLineRun client = CommandLineRun.run("client", "-h");
    assertEquals(0, client.status());
    assertTrue(client.out().get(0).startsWith("Usage: parley client "));
  }

  @Test
  void version_is_one_line() {
    CommandLineRun version = CommandLineRun.run("--version");

    assertEquals(0, version.status());
    assertEquals(1, version.out().size());
    assertTrue(version.out().get(0).startsWith("parley "));
  }

  @Test
  void port_in_use_is_reported_on_one_line() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(other.getLocalPort());

      CommandLineRun.run("server", "--listen", "beej=" + port)
          .assertFailed(
              "cannot listen on 127.0.0.1:"
                  + port
                  + ": address already in use (is another server running? --listen beej=PORT takes"
                  + " another port)");
    }
  }

  @Test
  void host_that_cannot_be_bound_is_reported_on_one_line() {
    CommandLineRun.run("server", "--host", "nohost.invalid", "--listen", "beej=0")
        .assertFailed("cannot listen on nohost.invalid:0: no such host");
    CommandLineRun.run("server", "--host", "192.0.2.1", "--listen", "beej=0")
        .assertFailed("cannot listen on 192.0.2.1:0: cannot assign requested address");
  }

  @Test
  void unreachable_server_is_reported_on_one_line() throws Exception {
    CommandLineRun.run("client", "pat", "nohost.invalid", "3490")
        .assertFailed("cannot connect to nohost.invalid:3490: no such host");
    try (Socket refusing =
        new Socket()) { // bound, so that no other process has the port, but not listening
      refusing.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      String port = String.valueOf(refusing.getLocalPort());
      CommandLineRun.run("client", "pat", "127.0.0.1", port)
          .assertFailed("cannot connect to 127.0.0.1:" + port + ": connection refused");
    }
  }

  @Test
  void missing_file_is_reported_on_one_line() {
    CommandLineRun.run("server", "--config", "/no/such.conf")
        .assertFailed("/no/such.conf: no such file");
    CommandLineRun.run("client", "pat", "h", "1", "--config", "/no/such.conf")
        .assertFailed("/no/such.conf: no such file");
  }

  @Test
  void every_invalid_setting_is_reported_on_its_own_line() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("bad.conf"),
            """
            parley {
              backlok = 5
              limits { text = 0 }
              listeners = [{ dialect = morse, host = h, port = 1, enabled = true }]
            }
            """);

    CommandLineRun.run("server", "--config", file.toString())
        .assertFailed(
            file + ":2: parley.backlok is not a setting",
            file + ":3: parley.limits.text must be 1 to 7000, but is 0",
            file
                + ":4: parley.listeners[0].dialect must be one of "
                + String.join(", ", Dialects.names())
                + ", but is morse");
    assertEquals(
        4,
        CommandLineRun.run("-Dparley.accept-backlog=x", "server", "--config", file.toString())
            .err()
            .size());
  }

  @Test
  void old_setting_name_is_read_with_a_warning() throws Exception {
    Path file = Files.writeString(folder.resolve("old.conf"), "parley.limits.outbox = 1 KiB\n");

    CommandLineRun.run("server", "--config", file.toString())
        .assertFailed(
            "warning: "
                + file
                + ":1: parley.limits.outbox is deprecated; use parley.limits.send-queue",
            file + ":1: parley.limits.send-queue must be 64 KiB to 1 GiB, but is 1 KiB");
  }

  @Test
  void debug_option_adds_the_stack_trace() {
    CommandLineRun result = CommandLineRun.run("server", "--config", "/no/such.conf", "--debug");

    assertEquals(ExitStatus.FAILED, result.status());
    assertEquals("parley: /no/such.conf: no such file", result.err().get(0));
    assertTrue(result.err().stream().anyMatch(line -> line.startsWith("\tat io.parley.")));
  }

  @Test
  void warm_up_succeeds_and_prints_nothing() {
    assertEquals(new CommandLineRun(0, List.of(), List.of()), CommandLineRun.run("warm-up"));
  }

  @Test
  void warm_up_ignores_the_configured_history() {
    assertEquals(
        new CommandLineRun(0, List.of(), List.of()),
        CommandLineRun.run("-Dparley.history.url=jdbc:sqlite:/dev/null/parley.db", "warm-up"));
  }
}
