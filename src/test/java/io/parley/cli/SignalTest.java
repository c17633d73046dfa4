package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signals that end a server in a process of its own. */
class SignalTest {
  private static final Pattern LISTENING =
      Pattern.compile("parley: listening for beej on 127\\.0\\.0\\.1:(\\d+)");
  private static final int DEADLINE_SECONDS = 120;

  @ParameterizedTest
  @CsvSource({"TERM, 143", "INT, 130"})
  void signal_drains_the_server_and_sets_its_exit_status(String signal, int status)
      throws Exception {
    Process server = startServer("-Dparley.limits.drain-timeout=500 ms");
    try (Socket member = new Socket(InetAddress.getLoopbackAddress(), portOf(server))) {
      member.setSoTimeout(DEADLINE_SECONDS * 1000);
      DataInputStream in = new DataInputStream(member.getInputStream());
      send(member, "{\"type\":\"hello\",\"nick\":\"chris\"}");
      assertTrue(packet(in).contains("\"join\""));

      Process kill = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + server.pid()).start();
      assertEquals(0, kill.waitFor());

      assertTrue(packet(in).contains("SERVER_CLOSING"));
      assertEquals(-1, in.read(), "the connection must end with a FIN");
      assertTrue(server.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS));
      assertEquals(status, server.exitValue());
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  void signal_under_load_stores_exactly_the_delivered_messages(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("parley.db");
    Process server = startServer("-Dparley.history.url=jdbc:sqlite:" + file);
    List<String> delivered = new ArrayList<>();
    try (Socket member = new Socket(InetAddress.getLoopbackAddress(), portOf(server))) {
      member.setSoTimeout(DEADLINE_SECONDS * 1000);
      DataInputStream in = new DataInputStream(member.getInputStream());
      send(member, "{\"type\":\"hello\",\"nick\":\"chris\"}");
      for (int i = 0; i < 50; i++) { // fewer than the send queue holds
        send(member, "{\"type\":\"chat\",\"message\":\"text " + i + "\"}");
      }
      String packet = packet(in);
      while (!packet.contains("text 0")) {
        packet = packet(in);
      }
      assertEquals(0, new ProcessBuilder("sh", "-c", "kill " + server.pid()).start().waitFor());
      while (!packet.contains("SERVER_CLOSING")) {
        delivered.add(packet.replaceAll(".*(text \\d+).*", "$1"));
        packet = packet(in);
      }
      assertTrue(server.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS));
    } finally {
      server.destroyForcibly();
    }

    assertFalse(Files.exists(folder.resolve("parley.db-wal")), "the store was not closed");
    List<String> stored = new ArrayList<>();
    try (Connection history = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = history.createStatement();
        ResultSet row = statement.executeQuery("SELECT text FROM message ORDER BY id")) {
      while (row.next()) {
        stored.add(row.getString(1));
      }
    }
    assertEquals(delivered, stored);
  }

  /** The hook of the server cannot be added any more. */
  @Test
  void exit_during_the_start_ends_the_server() throws Exception {
    Process server =
        server("-Dpekko.actor.typed.extensions=[\"" + ExitDuringStart.class.getName() + "\"]")
            .redirectErrorStream(true)
            .start();
    try {
      String output = new String(server.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(server.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS));

      assertEquals(ExitDuringStart.STATUS, server.exitValue());
      assertFalse(output.contains("Shutdown in progress"), output);
    } finally {
      server.destroyForcibly();
    }
  }

  /**
   * A server that handles SIGINT. A process inherits ignored signals, and a shell without job
   * control ignores SIGINT for background commands, such as a build. The JVM keeps that.
   */
  private static ProcessBuilder server(String... options) {
    ProcessBuilder builder =
        new ProcessBuilder(
            "python3",
            "-c",
            "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL);"
                + " os.execv(sys.argv[1], sys.argv[1:])",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "io.parley.cli.Main",
            "server",
            "--listen",
            "beej=0");
    builder.command().addAll(List.of(options));
    return builder;
  }

  private static Process startServer(String... options) throws IOException {
    return server(options).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static int portOf(Process server) throws IOException {
    BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
    Matcher listening = LISTENING.matcher(String.valueOf(out.readLine()));
    assertTrue(listening.matches(), listening::toString);
    return Integer.parseInt(listening.group(1));
  }

  private static void send(Socket member, String packet) throws IOException {
    byte[] payload = packet.getBytes(StandardCharsets.UTF_8);
    member.getOutputStream().write(payload.length >> 8);
    member.getOutputStream().write(payload.length);
    member.getOutputStream().write(payload);
  }

  private static String packet(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readUnsignedShort()), StandardCharsets.UTF_8);
  }
}
