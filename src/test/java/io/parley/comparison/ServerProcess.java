package io.parley.comparison;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A server in its own process and folder. */
final class ServerProcess implements AutoCloseable {
  /** The servers of a comparison. */
  enum Kind {
    BASELINE("one thread, no checks") {
      @Override
      List<String> command(String launcher, int port, Path folder) {
        return List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            BaselineServer.class.getName(),
            String.valueOf(port));
      }
    },
    PARLEY("Parley") {
      @Override
      List<String> command(String launcher, int port, Path folder) {
        return List.of(launcher, "server", "--listen", "beej=" + port);
      }
    },
    PARLEY_NO_HISTORY("Parley without a history") {
      @Override
      List<String> command(String launcher, int port, Path folder) {
        return List.of(launcher, "server", "--listen", "beej=" + port, "-Dparley.history.url=none");
      }
    },
    NATS("NATS") {
      @Override
      List<String> command(String launcher, int port, Path folder) {
        return List.of("nats-server", "-a", "127.0.0.1", "-p", String.valueOf(port));
      }
    },
    NGIRCD("ngIRCd") {
      @Override
      List<String> command(String launcher, int port, Path folder) throws IOException {
        Path config = folder.resolve("ngircd.conf");
        Files.writeString(
            config,
            """
            [Global]
            Name = irc.example.net
            Info = a comparison
            Listen = 127.0.0.1
            Ports = %d
            [Limits]
            MaxConnections = 0
            MaxConnectionsIP = 0
            MaxJoins = 10
            MaxNickLength = 20
            MaxPenaltyTime = 0
            PingTimeout = 600
            [Options]
            DNS = no
            Ident = no
            PAM = no
            """
                .formatted(port));
        return List.of("ngircd", "-n", "-f", config.toString());
      }
    };

    final String title;

    Kind(String title) {
      this.title = title;
    }

    abstract List<String> command(String launcher, int port, Path folder) throws IOException;

    LoadProtocol protocol() {
      return switch (this) {
        case NATS -> new NatsLoadProtocol();
        case NGIRCD -> new IrcLoadProtocol();
        default -> new BeejLoadProtocol();
      };
    }

    /** Whether the program is installed. */
    boolean isInstalled() {
      Optional<String> program =
          switch (this) {
            case NATS -> Optional.of("nats-server");
            case NGIRCD -> Optional.of("ngircd");
            default -> Optional.empty();
          };
      return program.isEmpty()
          || List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
              .anyMatch(folder -> Files.isExecutable(Path.of(folder, program.get())));
    }
  }

  private static final Duration START_DEADLINE = Duration.ofSeconds(60);

  private final Path folder;
  private final Process process;
  private final int port;

  private ServerProcess(Path folder, Process process, int port) {
    this.folder = folder;
    this.process = process;
    this.port = port;
  }

  /** Starts a server and waits until it listens. */
  static ServerProcess start(Kind kind, String launcher) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("parley-comparison");
    int port = freePort();
    ProcessBuilder builder = new ProcessBuilder(kind.command(launcher, port, folder));
    builder.environment().put("PARLEY_HISTORY_URL", "jdbc:sqlite:" + folder.resolve("parley.db"));
    Path log = folder.resolve("log");
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    Process process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy)); // if this JVM is ended
    ServerProcess server = new ServerProcess(folder, process, port);
    try {
      server.awaitListening(log);
    } catch (IOException | InterruptedException e) {
      server.close();
      throw e;
    }
    return server;
  }

  int port() {
    return port;
  }

  /** The CPU time of the process. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /** The memory in KiB, if the system reports it. */
  Optional<Long> resident() throws IOException {
    Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
    if (!Files.isReadable(status)) {
      return Optional.empty();
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst();
  }

  private void awaitListening(Path log) throws IOException, InterruptedException {
    long end = System.nanoTime() + START_DEADLINE.toNanos();
    while (true) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return;
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new IOException("the server does not come up: " + Files.readString(log), e);
        }
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    File[] files = folder.toFile().listFiles();
    for (File file : files == null ? new File[0] : files) {
      Files.delete(file.toPath());
    }
    Files.delete(folder);
  }
}
