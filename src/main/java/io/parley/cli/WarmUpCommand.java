package io.parley.cli;

import ch.qos.logback.classic.Level;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.parley.cli.destination.Destination;
import io.parley.client.ClientSettings;
import io.parley.client.screen.PipeScreen;
import io.parley.client.transport.ConnectionFailedException;
import io.parley.config.InvalidSettingsException;
import io.parley.dialect.beej.BeejDialect;
import io.parley.history.HistoryException;
import io.parley.server.CannotListenException;
import io.parley.server.ListenerSettings;
import io.parley.server.ParleyServer;
import io.parley.server.ServerSettings;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/**
 * {@code parley warm-up}: starts a server and a client that sends it one line. {@code bin/parley}
 * runs it after a build to record the classes of the class data archive. A script that calls it
 * waits for the build and the archive.
 */
@Command(
    name = "warm-up",
    hidden = true,
    description = "Start a server and a client once, for the class data archive.")
final class WarmUpCommand implements Callable<Integer> {

  @ParentCommand ParleyCommand parley;

  @Override
  public Integer call() throws Exception {
    Logging.setLevel(Level.OFF);
    Path folder = Files.createTempDirectory("parley-warm-up");
    try {
      return chat(withHistoryFolder(folder, parley.config(Optional.empty())));
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      }
    }
  }

  /** Replaces the configured history, so that the line is not stored in it. */
  private static Config withHistoryFolder(Path folder, Config config) {
    return ConfigFactory.parseMap(
            Map.of("parley.history.url", "jdbc:sqlite:" + folder.resolve("parley.db")))
        .withFallback(config);
  }

  private static int chat(Config config)
      throws InvalidSettingsException,
          CannotListenException,
          ConnectionFailedException,
          HistoryException {
    ServerSettings settings =
        ServerSettings.read(config)
            .withListeners(List.of(new ListenerSettings(BeejDialect.NAME, "127.0.0.1", 0)));
    try (ParleyServer server = ParleyServer.start(settings, config);
        PipeScreen screen =
            new PipeScreen(
                new ByteArrayInputStream("warm\n".getBytes(StandardCharsets.UTF_8)),
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(),
                StandardCharsets.UTF_8)) {
      int port = server.addresses().get(0).address().getPort();
      Destination destination =
          new Destination(
              "warm-up", "127.0.0.1", port, Optional.empty(), List.of(), BeejDialect.NAME, false);
      try (ClientActorSystem system = ClientActorSystem.open(config, destination.dialect(), 0)) {
        return ClientCommand.chat(
            system,
            ClientSettings.read(config),
            destination,
            Optional.empty(),
            Optional.empty(),
            screen,
            Optional.empty(),
            nickname -> {});
      }
    }
  }
}
