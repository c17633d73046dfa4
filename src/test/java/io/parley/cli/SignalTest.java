package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server in a process of its own, and how signals end it. */
class SignalTest {
  private static final Pattern LISTENING =
      Pattern.compile("parley: listening for beej on 127\\.0\\.0\\.1:(\\d+)");
  private static final int DEADLINE_SECONDS = 120;

  @ParameterizedTest
  @CsvSource({"TERM, 143", "INT, 130"})
  void a_signal_ends_the_server_in_order_and_with_its_own_status(String signal, int status)
      throws Exception {
    Process server = server("-Dparley.limits.drain=500 ms");
    try (Socket member = new Socket(InetAddress.getLoopbackAddress(), portOf(server))) {
      member.setSoTimeout(DEADLINE_SECONDS * 1000);
      DataInputStream in = new DataInputStream(member.getInputStream());
      byte[] hello = "{\"type\":\"hello\",\"nick\":\"chris\"}".getBytes(StandardCharsets.UTF_8);
      member.getOutputStream().write(hello.length >> 8);
      member.getOutputStream().write(hello.length);
      member.getOutputStream().write(hello);
      assertTrue(packet(in).contains("\"join\""));

      Process kill = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + server.pid()).start();
      assertEquals(0, kill.waitFor());

      assertTrue(packet(in).contains("SERVER_CLOSING"));
      assertEquals(-1, in.read(), "the end is a FIN");
      assertTrue(server.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS));
      assertEquals(status, server.exitValue());
    } finally {
      server.destroyForcibly();
    }
  }

  private static Process server(String... options) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "io.parley.cli.Main",
            "server",
            "--listen",
            "beej=0");
    builder.command().addAll(List.of(options));
    return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static int portOf(Process server) throws IOException {
    BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
    Matcher listening = LISTENING.matcher(String.valueOf(out.readLine()));
    assertTrue(listening.matches(), listening::toString);
    return Integer.parseInt(listening.group(1));
  }

  private static String packet(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readUnsignedShort()), StandardCharsets.UTF_8);
  }
}
