package io.parley.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.tls.CertificateFiles;
import io.parley.tls.Fingerprint;
import io.parley.tls.TestCertificates;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** SIGHUP, and a second SIGTERM, of a server in a process of its own. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServerSignalsTest {
  private static final Pattern LISTENING =
      Pattern.compile("parley: listening for beej (?:over TLS )?on 127\\.0\\.0\\.1:(\\d+)");
  private static final int DEADLINE_SECONDS = 120;

  @TempDir Path folder;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void hangup_applies_what_it_can_and_names_what_needs_a_restart() throws Exception {
    Path settings = write("limits { connections = 7 }");
    Process server = start("SIG_DFL", "--config", settings.toString());
    portOf(server);
    write("limits { connections = 8, frame = 40 KiB }");
    signal(server, "HUP");

    BufferedReader log = server.errorReader(StandardCharsets.UTF_8);
    readUntil(log, "The settings are read again; changed: parley.limits.connections");
    readUntil(log, "Needs a restart to change: parley.limits.frame");
  }

  @Test
  void hangup_with_mistakes_keeps_the_settings_and_names_file_and_line() throws Exception {
    Path settings = write("limits { connections = 7 }");
    Process server = start("SIG_DFL", "--config", settings.toString());
    int port = portOf(server);
    write("limits {\n connections = many\n exempt = [office] }");
    signal(server, "HUP");
    BufferedReader log = server.errorReader(StandardCharsets.UTF_8);
    readUntil(log, "The settings stay as they are: " + settings + ":3: parley.limits.connections");
    readUntil(log, "The settings stay as they are: " + settings + ":4: parley.limits.exempt");

    try (Socket member = join(port)) {
      assertTrue(member.isConnected());
    }
  }

  /** The server waits in the middle of its start until the test has written to the pipe. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void hangup_during_the_start_is_applied_after_it() throws Exception {
    Path pipe = folder.resolve("parley.conf");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    Process server = start("SIG_DFL", "--config", pipe.toString());
    try (OutputStream settings = Files.newOutputStream(pipe)) {
      signal(server, "HUP");
      settings.write("parley.limits.connections = 7".getBytes(StandardCharsets.UTF_8));
    }
    portOf(server);
    write("limits { connections = 8 }");

    readUntil(
        server.errorReader(StandardCharsets.UTF_8),
        "The settings are read again; changed: parley.limits.connections");
  }

  @Test
  void hangup_takes_a_new_certificate_and_loses_no_connection() throws Exception {
    CertificateFiles files = TestCertificates.write(folder, "first");
    Process server =
        start(
            "SIG_DFL",
            "--tls",
            "-Dparley.tls.check-interval=1 d",
            "-Dparley.tls.certificate=" + files.certificate(),
            "-Dparley.tls.key=" + files.key());
    int port = portOf(server);
    BufferedReader log = server.errorReader(StandardCharsets.UTF_8);
    try (SSLSocket member = encrypted(port)) {
      join(member);
      String key = Files.readString(files.key());
      Files.writeString(files.key(), "broken");
      signal(server, "HUP");
      readUntil(log, "The TLS certificate stays as it is: " + files.key() + ": no private key");
      try (SSLSocket next = encrypted(port)) {
        assertEquals(certificateOf(member), certificateOf(next));
      }
      Files.writeString(files.key(), key);
      X509Certificate second = TestCertificates.rewrite(files, "second");
      signal(server, "HUP");
      readUntil(log, "New TLS certificate for new connections: " + Fingerprint.of(second));
      try (SSLSocket next = encrypted(port)) {
        assertEquals(second, certificateOf(next));
      }
      send(member, "{\"type\":\"chat\",\"message\":\"still here\"}");
      assertTrue(packet(new DataInputStream(member.getInputStream())).contains("still here"));
    }
  }

  @Test
  void hangup_opens_the_log_file_again() throws Exception {
    Path log = folder.resolve("server.log");
    Path logback =
        Files.writeString(
            folder.resolve("logback.xml"),
            "<configuration><appender name='FILE' class='ch.qos.logback.core.FileAppender'>"
                + "<file>"
                + log
                + "</file><encoder><pattern>%msg%n</pattern></encoder></appender><appender"
                + " name='ASYNC' class='ch.qos.logback.classic.AsyncAppender'><appender-ref"
                + " ref='FILE'/></appender><root level='INFO'><appender-ref ref='ASYNC'/></root>"
                + "</configuration>");
    Process server =
        start("SIG_DFL", Map.of("JAVA_TOOL_OPTIONS", "-Dlogback.configurationFile=" + logback));
    int port = portOf(server);
    join(port).close();
    Path rotated = Files.move(log, folder.resolve("server.log.1"));
    signal(server, "HUP");
    while (!Files.exists(log)) { // each signal has a thread of its own
      new Socket(InetAddress.getLoopbackAddress(), port).close();
    }
    signal(server, "TERM");
    assertTrue(server.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS));

    assertTrue(Files.readString(rotated).contains("registered as chris"));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void hangup_that_is_ignored_at_the_start_stays_ignored() throws Exception {
    Process server = start("SIG_IGN");
    int port = portOf(server);
    signal(server, "HUP");

    String ignored =
        Files.readAllLines(Path.of("/proc/" + server.pid() + "/status")).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .collect(Collectors.joining());
    assertEquals(1, Long.parseUnsignedLong(ignored.split("\\s+", -1)[1], 16) & 1, ignored);
    join(port).close();
  }

  @Test
  void second_signal_ends_the_process_during_the_drain() throws Exception {
    Process server = start("SIG_DFL", "-Dparley.limits.drain-timeout=60 s");
    try (Socket member = join(portOf(server))) {
      signal(server, "TERM");
      DataInputStream in = new DataInputStream(member.getInputStream());
      while (!packet(in).contains("SERVER_CLOSING")) {
        // the server drains until this client closes its connection
      }
      signal(server, "TERM");

      assertTrue(server.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS));
      assertEquals(143, server.exitValue());
    }
  }

  private Path write(String settings) throws IOException {
    return Files.writeString(folder.resolve("parley.conf"), "parley {\n" + settings + "\n}\n");
  }

  private Process start(String hangup, String... options) throws IOException {
    return start(hangup, Map.of(), options);
  }

  /** Starts a server; a process inherits whether a signal is ignored. */
  private Process start(String hangup, Map<String, String> environment, String... options)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            "python3",
            "-c",
            "import os, signal, sys; signal.signal(signal.SIGHUP, signal."
                + hangup
                + "); os.execv(sys.argv[1], sys.argv[1:])",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "io.parley.cli.Main",
            "server",
            "--listen",
            "beej=0");
    builder.command().addAll(List.of(options));
    builder.environment().put("PARLEY_HISTORY_URL", "none");
    builder.environment().putAll(environment);
    Process server = builder.start();
    started.add(server);
    return server;
  }

  private static int portOf(Process server) throws IOException {
    BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
    Matcher listening = LISTENING.matcher(String.valueOf(out.readLine()));
    assertTrue(listening.matches(), listening::toString);
    return Integer.parseInt(listening.group(1));
  }

  private static void signal(Process server, String signal) throws Exception {
    Process kill = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + server.pid()).start();
    assertEquals(0, kill.waitFor());
  }

  private static void readUntil(BufferedReader log, String part) throws IOException {
    List<String> lines = new ArrayList<>();
    while (lines.isEmpty() || !lines.get(lines.size() - 1).contains(part)) {
      String line = log.readLine();
      assertTrue(line != null, () -> part + " is not in " + lines);
      lines.add(line);
    }
  }

  private static Socket join(int port) throws IOException {
    Socket member = new Socket(InetAddress.getLoopbackAddress(), port);
    join(member);
    return member;
  }

  private static void join(Socket member) throws IOException {
    member.setSoTimeout(DEADLINE_SECONDS * 1000);
    send(member, "{\"type\":\"hello\",\"nick\":\"chris\"}");
    assertTrue(packet(new DataInputStream(member.getInputStream())).contains("\"join\""));
  }

  private static void send(Socket member, String json) throws IOException {
    byte[] packet = json.getBytes(StandardCharsets.UTF_8);
    member.getOutputStream().write(packet.length >> 8);
    member.getOutputStream().write(packet.length);
    member.getOutputStream().write(packet);
  }

  /** A connection whose certificate is not verified. */
  private static SSLSocket encrypted(int port) throws Exception {
    return (SSLSocket)
        TestCertificates.trustAll()
            .getSocketFactory()
            .createSocket(InetAddress.getLoopbackAddress(), port);
  }

  private static X509Certificate certificateOf(SSLSocket socket) throws Exception {
    return (X509Certificate) socket.getSession().getPeerCertificates()[0];
  }

  private static String packet(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readUnsignedShort()), StandardCharsets.UTF_8);
  }
}
