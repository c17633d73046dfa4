package io.parley.history.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A real PostgreSQL server on a free port, with its data in a temporary folder; one for all tests,
 * each of which has a database of its own. It may be stopped and started again.
 */
public final class PostgresTestServer {
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static final PostgresTestServer SHARED = new PostgresTestServer();

  private final Path dataDirectory;
  private final int port;
  private EmbeddedPostgres server;

  private PostgresTestServer() {
    try {
      dataDirectory = Files.createTempDirectory("parley-postgres");
      port = freePort();
      server = launch();
      Runtime.getRuntime().addShutdownHook(new Thread(this::remove));
    } catch (IOException e) {
      throw new IllegalStateException("PostgreSQL does not start", e);
    }
  }

  public static PostgresTestServer shared() {
    return SHARED;
  }

  int port() {
    return port;
  }

  /** The URL of a new, empty database. */
  public String createDatabase() throws SQLException {
    String name = "parley_" + DATABASES.incrementAndGet();
    execute("CREATE DATABASE " + name);
    return url(name);
  }

  String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  public void stop() throws IOException {
    server.close();
  }

  public void start() throws IOException {
    server = launch();
  }

  private EmbeddedPostgres launch() throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(dataDirectory)
        .setCleanDataDirectory(false) // stop() must not delete the data
        .setRegisterShutdownHook(false)
        .setPort(port)
        .setServerConfig("fsync", "off")
        .setPGStartupWait(Duration.ofMinutes(1))
        .start();
  }

  private void remove() {
    try {
      stop();
      try (Stream<Path> files = Files.walk(dataDirectory)) {
        files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      }
    } catch (IOException e) {
      // The directory is temporary.
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
